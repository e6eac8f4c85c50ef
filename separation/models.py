"""The catalogue of models, and what every model can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from separation.errors import UnknownModelError

STEMS = ("vocals", "drums", "bass", "other")
DEFAULT_MODEL = "compact"


@dataclass(frozen=True)
class ModelInfo:
    """What is known of a model before it is loaded.

    One call of the model takes `segment_frames`, of which `context_frames` at each edge are thrown
    away; neighbouring segments are cross-faded over `fade_frames`. `weights_sha256` is the full
    digest of its file: a result made with other weights is another result.
    """

    name: str
    title: str
    description: str
    licence: str
    stems: tuple[str, ...]
    sample_rate: int
    segment_frames: int
    context_frames: int
    fade_frames: int
    weights_sha256: str


class StemModel(Protocol):
    """A loaded model."""

    @property
    def info(self) -> ModelInfo:
        """Its entry in the catalogue."""
        ...

    @property
    def device(self) -> str:
        """Where it computes: "cpu", "cuda", "mps"."""
        ...

    def separate_segment(
        self, mix: NDArray[np.float32], mix_rms: float, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment.

        mix: float32 (2, segment_frames), left as it is. mix_rms: the loudness of the *whole* song,
        so that a segment's result does not depend on which others were done before.
        cancelled: asked often enough to answer within a second.

        Returns: float32 (stems, 2, segment_frames).
        Raises: SeparationCancelledError, NotEnoughMemoryError.
        """
        ...


MODELS = {
    "compact": ModelInfo(
        name="compact",
        title="Compact",
        description=(
            "Built in and quick on any computer. Drums and bass come out usable, "
            "vocals weak, the rest poor."
        ),
        licence="GPL-3.0-or-later",
        stems=STEMS,
        sample_rate=44100,
        # Whole hops of 1024: 10.0 s heard, 1.0 s thrown away at each edge, 0.5 s of cross-fade.
        # Per second of song this is the cheapest length, and the first second comes soonest.
        segment_frames=432 * 1024,
        context_frames=44 * 1024,
        fade_frames=22 * 1024,
        weights_sha256="3c7c0ef458a5d09dfff632a73d38a833c2354a4efb3d56781aee0aaeb524ada2",
    )
}


def model_info(name: str) -> ModelInfo:
    """The catalogue's entry for `name`.

    Raises: UnknownModelError.
    """
    try:
        return MODELS[name]
    except KeyError:
        raise UnknownModelError(name, tuple(MODELS)) from None


def load_model(name: str, device: str = "auto") -> StemModel:
    """Load the model called `name` onto `device`: auto, cpu, cuda or mps. Imports torch.

    Raises: UnknownModelError, DeviceMissingError, WeightsMissingError, WeightsDamagedError.
    """
    info = model_info(name)
    # Imported late: the window's process reads the catalogue and must not wait for torch.
    from resources import COMPACT_WEIGHTS
    from separation.compact_model import CompactModel
    from separation.device import resolve_device

    return CompactModel(info, COMPACT_WEIGHTS, resolve_device(device))
