"""How good stems are: signal-to-distortion ratios against the true stems."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from separation.errors import MissingStemsError, StemLengthsError
from separation.events import Progress
from separation.lanes import Lanes
from separation.mapped_wav import MappedWavWriter, WavReader
from separation.mix_level import MixLevel
from separation.model_loading import load_model
from separation.recipe import Recipe
from separation.separator import separate
from separation.stem_store import StemStore, StoreIdentity
from separation.stem_store_writer import StemStoreWriter

Stems = Mapping[str, NDArray[np.float32]]

_SILENT_DB = -60.0  # against the mix: what is left of an empty track after lossy coding
_ACTIVE_DB = -40.0  # against the stem's own mean: below it a second counts as a rest


@dataclass(frozen=True)
class Sdr:
    """Signal-to-distortion ratio in dB: of the whole song, and the median of its active seconds."""

    whole_db: float
    median_db: float


@dataclass(frozen=True)
class StemScore:
    """How near one stem came, and how near the plain mix would have come."""

    stem: str
    estimate: Sdr
    mixture: Sdr


@dataclass(frozen=True)
class Evaluation:
    """The scores of the stems that sound, and the names of those that are silent in the truth."""

    scores: tuple[StemScore, ...]
    silent_stems: tuple[str, ...]


def evaluate(
    references: Stems, estimates: Stems, mix: NDArray[np.float32], sample_rate: int = 44100
) -> Evaluation:
    """Score `estimates` against `references`, every array (frames, channels).

    SDR is 10 log10(sum s^2 / sum (s - e)^2), as in the Music Demixing Challenge (Mitsufuji et al.
    2022, arXiv:2108.13559). A stem more than 60 dB below the mix has no meaningful SDR: it is
    named, not scored. A second is active if the stem is within 40 dB of its own mean level.

    Raises: MissingStemsError if a reference has no estimate; StemLengthsError.
    """
    missing = tuple(stem for stem in references if stem not in estimates)
    if missing:
        raise MissingStemsError(missing)
    _check_lengths({"mix": mix, **references})
    _check_lengths({"mix": mix, **{f"estimated {stem}": estimates[stem] for stem in references}})
    mix_energy = _energies(mix, None, sample_rate).sum()
    scores = []
    silent_stems = []
    for stem, reference in references.items():
        energies = _energies(reference, None, sample_rate)
        if energies.sum() <= mix_energy * 10 ** (_SILENT_DB / 10):
            silent_stems.append(stem)
            continue
        scores.append(
            StemScore(
                stem,
                estimate=_sdr(energies, _energies(reference, estimates[stem], sample_rate)),
                mixture=_sdr(energies, _energies(reference, mix, sample_rate)),
            )
        )
    return Evaluation(tuple(scores), tuple(silent_stems))


def mix_stems(stems: Stems, wanted: tuple[str, ...]) -> NDArray[np.float32]:
    """The plain sum of the `wanted` stems: float32 (frames, channels).

    Raises: MissingStemsError, StemLengthsError.
    """
    missing = tuple(stem for stem in wanted if stem not in stems)
    if missing:
        raise MissingStemsError(missing)
    _check_lengths({stem: stems[stem] for stem in wanted})
    mix = np.zeros_like(stems[wanted[0]], dtype=np.float32)
    for stem in wanted:
        mix += stems[stem]
    return mix


def separate_array(
    mix: NDArray[np.float32],
    recipe: Recipe,
    device: str = "auto",
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> dict[str, NDArray[np.float32]]:
    """Separate a song held in memory, in this process: each stem float32 (frames, 2).

    mix: float32 (frames, 2) at the model's sample rate.

    Raises: DeviceMissingError, WeightsMissingError, WeightsDamagedError, StoreWriteError,
    NotEnoughMemoryError, and OSError if there is no room for temporary files.
    """
    model = load_model(recipe, device)

    def lanes() -> Lanes:
        return Lanes.for_device(model.device)

    lanes().take_threads()
    with tempfile.TemporaryDirectory() as folder:
        mix_path = Path(folder) / "mix.wav"
        with MappedWavWriter(mix_path, 2, recipe.model.sample_rate) as writer:
            writer.write(0, mix)
        reader = WavReader(mix_path)
        identity = StoreIdentity.of(recipe, reader.frames, MixLevel.of(reader))
        with StemStoreWriter(Path(folder) / "stems", identity) as store:
            separate(
                reader,
                store,
                model,
                lanes=lanes,
                on_event=lambda event: on_progress(event) if isinstance(event, Progress) else None,
            )
            finished = StemStore.open(store.folder)
        return {stem: np.array(finished.array(stem)) for stem in finished.stems}


def _check_lengths(arrays: Mapping[str, NDArray[np.float32]]) -> None:
    frames = {name: len(samples) for name, samples in arrays.items()}
    if len(set(frames.values())) > 1:
        raise StemLengthsError(frames)


def _energies(
    reference: NDArray[np.float32], estimate: NDArray[np.float32] | None, sample_rate: int
) -> NDArray[np.float64]:
    """The energy of each second of `reference`, or of what `estimate` differs from it by."""
    energies = []
    for start_frame in range(0, len(reference), sample_rate):
        second = reference[start_frame : start_frame + sample_rate].astype(np.float64)
        if estimate is not None:
            second -= estimate[start_frame : start_frame + sample_rate]
        energies.append(np.sum(np.square(second)))
    return np.array(energies)


def _sdr(signal: NDArray[np.float64], error: NDArray[np.float64]) -> Sdr:
    """SDR from the energies per second of a stem and of an estimate's error."""
    active = signal > signal.mean() * 10 ** (_ACTIVE_DB / 10)
    with np.errstate(divide="ignore"):  # a perfect estimate scores infinity
        ratios = 10 * np.log10(signal[active] / error[active])
        whole = 10 * np.log10(signal.sum() / error.sum())
    return Sdr(float(whole), float(np.median(ratios)))
