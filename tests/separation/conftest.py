"""Songs of noise, a quick model whose results depend on what it hears, and a disk that is full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from separation.errors import SeparationCancelledError
from separation.mapped_wav import MappedWavWriter, WavReader
from separation.mix_level import MixLevel
from separation.models import STEMS, Architecture, Member, ModelInfo
from separation.recipe import Recipe
from separation.segments import Windowing
from separation.stem_store import StoreIdentity
from separation.weights_file import WeightsFile

TINY = ModelInfo(
    name="tiny",
    title="Tiny",
    licence="GPL-3.0-or-later",
    stems=STEMS,
    sample_rate=44100,
    segment_frames=1000,
    context_frames=100,
    fade_frames=80,
    windowing=Windowing.INSIDE,
    members=(
        Member(Architecture.COMPACT, WeightsFile("tiny", "", "0" * 64, 1), (1.0, 1.0, 1.0, 1.0)),
    ),
)
TINY_RECIPE = Recipe(TINY)


class TinyModel:
    """A StemModel that is pure arithmetic; a frame's stems depend on the whole window around it."""

    stems = STEMS
    device = "cpu"

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        if cancelled():
            raise SeparationCancelledError
        drift = np.cumsum(mix, axis=1, dtype=np.float32) * np.float32(0.01 * level.rms)
        parts = [mix * np.float32(0.1 * (place + 1)) + drift * place for place in range(4)]
        return np.stack(parts)


@pytest.fixture
def tiny_model() -> TinyModel:
    return TinyModel()


WriteSong = Callable[..., WavReader]


@pytest.fixture
def write_song(tmp_path: Path) -> WriteSong:
    """Write a song of noise, `frames` long, and open it."""

    def write(frames: int, seed: int = 1, name: str = "mix.wav") -> WavReader:
        noise = np.random.default_rng(seed).uniform(-0.5, 0.5, (frames, 2)).astype(np.float32)
        with MappedWavWriter(tmp_path / name) as writer:
            writer.write(0, noise)
        return WavReader(tmp_path / name)

    return write


def tiny_identity(mix: WavReader) -> StoreIdentity:
    return StoreIdentity.of(TINY_RECIPE, mix.frames, MixLevel.of(mix))


FileSizeLimit = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def file_size_limit() -> FileSizeLimit:
    """No file may grow beyond this many bytes for a while: what a full disk looks like."""
    resource = pytest.importorskip("resource", reason="file-size limits are a POSIX thing")

    @contextmanager
    def limit(size: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limit
