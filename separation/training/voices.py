"""Real voices: the recordings sung lines are made of, cut into syllables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, find_peaks, sosfilt

from separation.training.sound import SAMPLE_RATE, Sound, resampled
from separation.training.sources import ALYS, KATHLEEN, KERSTIN, SOLFEGE, Source

_HOP = 441
_CONSONANT_S = 0.14
_MARKS_APART_S = 0.3
_TRAINING = ("train", "validation")
_ALYS_PITCHES = {"C4": 60, "E4": 64, "A4": 69}


@dataclass(frozen=True)
class Voice:
    """An apparent singer: recordings, their formants moved, and the range it sings in.

    `formants`: factor on the frequencies of the vocal tract; below 0.9 a woman becomes a man.
    `low`, `high`: MIDI pitches.
    """

    name: str
    source: Source
    formants: float
    low: int
    high: int
    splits: tuple[str, ...] = _TRAINING


VOICES = (
    Voice("alys", ALYS, 1.0, 57, 76),
    Voice("alys", ALYS, 0.94, 54, 73),
    Voice("alys", ALYS, 0.86, 47, 65),
    Voice("alys", ALYS, 1.05, 60, 78),
    Voice("kathleen", KATHLEEN, 1.0, 55, 74),
    Voice("kathleen", KATHLEEN, 0.85, 44, 62),
    Voice("kathleen", KATHLEEN, 1.07, 58, 76),
    Voice("kerstin", KERSTIN, 1.0, 54, 73),
    Voice("kerstin", KERSTIN, 0.84, 43, 61),
    Voice("kerstin", KERSTIN, 0.92, 50, 68),
    Voice("chengu", SOLFEGE, 1.0, 44, 63),
    Voice("chengu", SOLFEGE, 1.08, 48, 67),
    Voice("jennifer", SOLFEGE, 1.0, 55, 74, ("test",)),
    Voice("jennifer", SOLFEGE, 0.86, 45, 63, ("test",)),
    Voice("katy", SOLFEGE, 1.0, 57, 74, ("test",)),
)
_MEN = 64  # a voice that does not reach above it sounds like a man's


def pick_voice(split: str, rng: np.random.Generator) -> Voice:
    """A voice that `split` may hear, men and women alike often."""
    able = [voice for voice in VOICES if split in voice.splits]
    man = rng.random() < 0.45
    chosen = [voice for voice in able if (voice.high <= _MEN + 3) == man] or able
    return chosen[int(rng.integers(len(chosen)))]


@dataclass(frozen=True)
class Syllable:
    """A syllable of a recording, frames of 44.1 kHz: `vowel` is where the vowel stands."""

    samples: Sound
    vowel: int


def recordings(
    voice: Voice, sources: Path, near_pitch: int, most: int | None = None
) -> tuple[Path, ...]:
    """The recordings of `voice`, `most` of them, always the same ones.

    `near_pitch`: where a voice was recorded at several pitches, the nearest is taken.
    """
    files = _files(voice.name, sources / voice.source.name, _alys_folder(near_pitch))
    order = np.random.default_rng(len(files)).permutation(len(files))
    return tuple(files[place] for place in order[:most])


@lru_cache(maxsize=800)
def syllables_in(recording: Path) -> tuple[Syllable, ...]:
    """The syllables of a recording.

    Raises: soundfile.LibsndfileError.
    """
    samples, rate = soundfile.read(recording, dtype="float32", always_2d=True)
    mono = resampled(samples.mean(axis=1), rate)
    marked = _marked_vowels(recording.parent).get(recording.name)
    return _cut_at(mono, marked) if marked else cut_syllables(mono)


@lru_cache(maxsize=8)
def _marked_vowels(folder: Path) -> dict[str, tuple[float, ...]]:
    """The seconds at which vowels begin in each file, as UTAU's oto.ini says (offset and
    preutterance in ms); {} where there is none.
    """
    try:
        lines = (folder / "oto.ini").read_text("latin-1").splitlines()
    except OSError:
        return {}
    found: dict[str, list[float]] = {}
    for line in lines:
        name, _, values = line.partition("=")
        fields = values.rsplit(",", 5)
        if len(fields) == 6:
            found.setdefault(name, []).append((float(fields[1]) + float(fields[4])) / 1000)
    vowels = {}
    for name, times in found.items():
        kept: list[float] = []
        for time_s in sorted(times):
            if not kept or time_s - kept[-1] > _MARKS_APART_S:
                kept.append(time_s)
        vowels[name] = tuple(kept)
    return vowels


def _cut_at(samples: Sound, vowels: tuple[float, ...]) -> tuple[Syllable, ...]:
    """Syllables from just before a vowel to just before the next; silent ones are left out."""
    frames = [round(time_s * SAMPLE_RATE) for time_s in vowels]
    lead = round(_CONSONANT_S * SAMPLE_RATE)
    loud = 0.2 * float(np.sqrt(np.mean(np.square(samples))))
    found = []
    for vowel, following in zip(frames, [*frames[1:], frames[-1] + SAMPLE_RATE], strict=True):
        start = max(0, vowel - lead)
        cut = samples[start : following - lead // 2]
        sung = cut[vowel - start : vowel - start + SAMPLE_RATE // 4]
        if len(sung) > SAMPLE_RATE // 8 and np.sqrt(np.mean(np.square(sung))) > loud:
            found.append(Syllable(cut, vowel - start))
    return tuple(found)


def cut_syllables(samples: Sound) -> tuple[Syllable, ...]:
    """Cut a recording (frames,) between the loudest points of its vowels.

    The vowels' loudness is that of 250 to 3500 Hz.
    """
    band = butter(2, (250, 3500), "band", fs=SAMPLE_RATE, output="sos")
    heard = sosfilt(band, samples)
    hops = len(heard) // _HOP
    if hops < 12:
        return ()
    power = np.mean(np.square(heard[: hops * _HOP].reshape(hops, _HOP)), axis=1)
    loudness = gaussian_filter1d(10 * np.log10(power + 1e-9), 2.5)
    floor = loudness.max() - 25
    peaks, _ = find_peaks(loudness, distance=11, prominence=2.5, height=floor)
    if not len(peaks):
        return ()
    quiet = np.flatnonzero(loudness < floor - 8)
    first = max(int(quiet[quiet < peaks[0]].max(initial=0)), int(peaks[0]) - 30)
    last = int(quiet[quiet > peaks[-1]].min(initial=hops))
    dips = [int(a + np.argmin(loudness[a:b])) for a, b in pairwise(peaks)]
    edges = [first, *dips, last]
    found = []
    for peak, start, end in zip(peaks, edges[:-1], edges[1:], strict=True):
        # the vowel begins where it is nearly as loud as at its peak
        loud = np.flatnonzero(loudness[start : peak + 1] > loudness[peak] - 4)
        onset = int(loud[0]) if len(loud) else int(peak - start)
        if end - start >= 8:
            cut = samples[start * _HOP : end * _HOP]
            found.append(Syllable(cut, max(1, onset) * _HOP))
    return tuple(found)


def _alys_folder(near_pitch: int) -> str:
    return min(_ALYS_PITCHES, key=lambda name: abs(_ALYS_PITCHES[name] - near_pitch))


@lru_cache(maxsize=32)
def _files(name: str, folder: Path, alys_folder: str) -> tuple[Path, ...]:
    patterns = {
        "alys": f"{alys_folder}/*.wav",
        "kathleen": "data/*.wav",
        "kerstin": "verified/*.flac",
        "chengu": "samples/chengu/notes/*.wav",
        "jennifer": "samples/jennifer/notes/*.wav",
        "katy": "samples/katy/notes-orig/*.wav",
    }
    files = tuple(sorted(folder.glob(patterns[name])))
    if not files:
        raise FileNotFoundError(folder / patterns[name])
    return files
