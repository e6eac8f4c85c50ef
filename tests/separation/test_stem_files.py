"""Stems as files: whole, in sync, never clipped, never half-written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from separation.errors import StoreWriteError
from separation.stem_files import STEM_FORMATS, StemFormat, write_stem_files
from tests.separation.conftest import FileSizeLimit

RATE = 44100
FRAMES = 150_000  # more than two blocks
TIME_S = np.arange(FRAMES)[:, None] / RATE


def tone(hz: float, level: float) -> NDArray[np.float32]:
    return (level * np.sin(2 * np.pi * hz * TIME_S) * [1.0, 0.5]).astype(np.float32)


QUIET = {"bass": tone(110, 0.4), "drums": tone(330, 0.3)}
LOUD = {"bass": tone(110, 1.6), "drums": tone(330, 0.3)}


@pytest.mark.parametrize(
    ("stem_format", "subtype", "tolerance"),
    [("wav", "FLOAT", 0), ("flac", "PCM_24", 2e-7), ("ogg", "VORBIS", 0.02)],
)
def test_stems_are_read_back_as_they_were(
    tmp_path: Path, stem_format: StemFormat, subtype: str, tolerance: float
) -> None:
    fractions: list[float] = []
    folder = tmp_path / "new" / "song"
    assert write_stem_files(QUIET, RATE, folder, stem_format, fractions.append) == 1.0
    for stem, samples in QUIET.items():
        path = folder / f"{stem}.{stem_format}"
        heard, rate = soundfile.read(path)
        assert rate == RATE
        assert soundfile.info(path).subtype == subtype
        assert np.abs(heard - samples).max() <= tolerance
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len(list(folder.iterdir())) == 2, "nothing temporary is left"


def test_mp3_holds_the_song(tmp_path: Path) -> None:
    write_stem_files(QUIET, RATE, tmp_path, "mp3")
    heard, rate = soundfile.read(tmp_path / "bass.mp3")
    assert rate == RATE
    assert abs(len(heard) - FRAMES) < 3000, "an encoder pads by a frame or two"
    loudest_hz = np.abs(np.fft.rfft(heard[:RATE, 0])).argmax()
    assert loudest_hz == 110


@pytest.mark.parametrize("stem_format", ["flac", "ogg", "mp3"])
def test_stems_above_full_scale_are_all_turned_down_alike(
    tmp_path: Path, stem_format: StemFormat
) -> None:
    factor = write_stem_files(LOUD, RATE, tmp_path, stem_format)
    assert factor == pytest.approx(1 / 1.6)
    for stem, samples in LOUD.items():
        heard, _ = soundfile.read(tmp_path / f"{stem}.{stem_format}")
        middle = slice(20_000, 100_000)  # a tone breaks off at the ends
        expected = np.abs(samples[middle]).max() * factor
        assert np.abs(heard[middle]).max() == pytest.approx(expected, rel=0.05)


def test_wav_keeps_levels_above_full_scale(tmp_path: Path) -> None:
    assert write_stem_files(LOUD, RATE, tmp_path, "wav") == 1.0
    heard, _ = soundfile.read(tmp_path / "bass.wav", dtype="float32")
    np.testing.assert_array_equal(heard, LOUD["bass"])


@pytest.mark.parametrize("stem_format", STEM_FORMATS)
def test_a_full_disk_leaves_the_old_file_and_nothing_half(
    tmp_path: Path, file_size_limit: FileSizeLimit, stem_format: StemFormat
) -> None:
    old = tmp_path / f"bass.{stem_format}"
    old.write_bytes(b"as it was")
    with file_size_limit(8_000), pytest.raises(StoreWriteError) as refusal:
        write_stem_files(QUIET, RATE, tmp_path, stem_format)
    assert refusal.value.disk_full
    assert refusal.value.path == old
    assert [path.name for path in tmp_path.iterdir()] == [old.name]
    assert old.read_bytes() == b"as it was"


def test_a_folder_that_cannot_be_made_is_a_write_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreWriteError):
        write_stem_files(QUIET, RATE, tmp_path / "file" / "song", "wav")
