"""What a separation announces while it runs, and how it ends: frozen values for any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from separation.errors import SeparationError


@dataclass(frozen=True)
class ModelLoaded:
    """The model is ready on this device ("cpu", "cuda", "mps")."""

    model: str
    device: str


@dataclass(frozen=True)
class MemoryShort:
    """`device` had not enough memory; the work goes on in smaller pieces, on `now_on`."""

    device: str
    now_on: str


@dataclass(frozen=True)
class SpanFinished:
    """Every stem is final from `start_frame` up to `stop_frame`, and on disk."""

    start_frame: int
    stop_frame: int


@dataclass(frozen=True)
class Progress:
    """How much of the song is done, 0 to 1; time left once one segment has been timed."""

    fraction: float
    seconds_left: float | None


@dataclass(frozen=True)
class Finished:
    """Every stem is complete in this store."""

    store_folder: Path


@dataclass(frozen=True)
class Cancelled:
    """The separation stopped because it was asked to; what was finished stays."""


@dataclass(frozen=True)
class Failed:
    """The separation stopped because of this error; what was finished stays."""

    error: SeparationError


News = ModelLoaded | MemoryShort | SpanFinished | Progress
Ending = Finished | Cancelled | Failed
SeparationEvent = News | Ending
