"""Where excerpts get their sound from: the disk, or all of it in a graphics card's memory."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Protocol

import numpy as np
import soundfile
import torch
from numpy.typing import NDArray
from torch import Tensor

from separation.training.stem_library import StemItem, stem_path

_POWER_BLOCK_FRAMES = 1024
_READERS = 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Span:
    """A piece of the stem of an item, of the item at this place in the library."""

    item: int
    stem: str
    start_frame: int
    frames: int


class Levels(Protocol):
    """Says how loud things are without being asked for their sound."""

    def rms(self, span: Span) -> float:
        """About the RMS of a span."""
        ...


class Sounds(Protocol):
    """Has the sound."""

    def read(self, spans: Sequence[Span]) -> Tensor:
        """Spans of one length: float32 (n, 2, frames), silence beyond the items' ends."""
        ...


class FileSounds:
    """`Sounds` and `Levels` that read the files each time."""

    def __init__(self, items: Sequence[StemItem]) -> None:
        self._items = items

    def rms(self, span: Span) -> float:
        """See `Levels`."""
        return float(np.sqrt(np.square(self._samples(span)).mean()))

    def read(self, spans: Sequence[Span]) -> Tensor:
        """See `Sounds`."""
        return torch.from_numpy(np.stack([self._samples(span) for span in spans]))

    def _samples(self, span: Span) -> NDArray[np.float32]:
        return self._items[span.item].read(span.stem, span.start_frame, span.frames)


@dataclass(frozen=True)
class PowerTable:
    """`Levels` of a library that was looked through once.

    summed: of each stem the summed power of its blocks so far, beginning with 0.
    """

    summed: dict[tuple[int, str], NDArray[np.float64]]

    def rms(self, span: Span) -> float:
        """See `Levels`: of the blocks that the span touches."""
        summed = self.summed[span.item, span.stem]
        first = min(span.start_frame // _POWER_BLOCK_FRAMES, len(summed) - 2)
        stop = -(-(span.start_frame + span.frames) // _POWER_BLOCK_FRAMES)
        power = summed[min(stop, len(summed) - 1)] - summed[first]
        return float(np.sqrt(power / (stop - first)))


class ResidentSounds:
    """`Sounds` that were all read once, as 16-bit numbers in the memory of `device`."""

    def __init__(self, items: Sequence[StemItem], device: torch.device) -> None:
        keys = [(place, stem) for place, item in enumerate(items) for stem in item.stems]
        ends = list(accumulate((items[place].frames for place, _ in keys), initial=0))
        self._bounds = dict(zip(keys, pairwise(ends), strict=True))
        self._samples = torch.empty(2, ends[-1], dtype=torch.int16, device=device)
        _log.info("%.1f GB of sound go to %s", 4 * ends[-1] / 1e9, device)

        def load(key: tuple[int, str]) -> NDArray[np.float64]:
            begin, end = self._bounds[key]
            samples, power = _read_whole(items[key[0]], key[1])
            self._samples[:, begin:end] = torch.from_numpy(samples)
            return power

        with ThreadPoolExecutor(_READERS) as pool:
            self.levels = PowerTable(dict(zip(keys, pool.map(load, keys), strict=True)))

    def read(self, spans: Sequence[Span]) -> Tensor:
        """See `Sounds`."""
        device = self._samples.device
        bounds = [self._bounds[span.item, span.stem] for span in spans]
        starts = [begin + span.start_frame for (begin, _), span in zip(bounds, spans, strict=True)]
        at = torch.tensor(starts, device=device)[:, None]
        at = at + torch.arange(spans[0].frames, device=device)
        stops = torch.tensor([end for _, end in bounds], device=device)[:, None]
        samples = self._samples[:, at.clamp_max(self._samples.shape[1] - 1)].transpose(0, 1)
        return samples.float().mul_(1 / 32768) * (at < stops)[:, None]


def _read_whole(item: StemItem, stem: str) -> tuple[NDArray[np.int16], NDArray[np.float64]]:
    """A stem (2, frames) and the summed power of its blocks."""
    samples, _ = soundfile.read(stem_path(item.folder, stem), dtype="int16", always_2d=True)
    whole = np.zeros((-(-item.frames // _POWER_BLOCK_FRAMES) * _POWER_BLOCK_FRAMES, 2), np.int16)
    whole[: len(samples)] = samples
    blocks = whole.reshape(-1, 2 * _POWER_BLOCK_FRAMES).astype(np.float32) / 32768
    power = np.square(blocks).mean(axis=1, dtype=np.float64)
    return whole[: item.frames].T, np.concatenate([[0.0], np.cumsum(power)])
