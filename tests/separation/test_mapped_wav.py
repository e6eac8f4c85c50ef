"""WAV files that others can read at any moment, that know when they are damaged or out of room."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from separation.errors import WavUnusableError
from separation.mapped_wav import MappedWavWriter, WavReader, map_wav
from tests.separation.conftest import FileSizeLimit

NOISE = np.random.default_rng(0).standard_normal((1000, 2)).astype(np.float32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "song.wav"


def test_what_was_written_is_read_by_map_reader_and_soundfile(path: Path) -> None:
    with MappedWavWriter(path, sample_rate=48000) as writer:
        writer.write(600, NOISE[600:])
        writer.write(0, NOISE[:600])
    mapped, sample_rate = map_wav(path)
    heard, soundfile_rate = soundfile.read(path, dtype="float32")
    assert sample_rate == soundfile_rate == 48000
    assert soundfile.info(path).subtype == "FLOAT"
    np.testing.assert_array_equal(mapped, NOISE)
    np.testing.assert_array_equal(heard, NOISE)
    np.testing.assert_array_equal(WavReader(path).read(100, 5000), NOISE[100:])
    with pytest.raises(ValueError, match="read-only"):
        mapped[0] = 0


def test_the_file_is_whole_at_every_moment_of_its_making(path: Path) -> None:
    writer = MappedWavWriter(path)
    assert soundfile.info(path).frames == 0
    writer.allocate(500)
    assert soundfile.info(path).frames == 500
    mapped, _ = map_wav(path)
    assert not mapped.any()
    writer.write(100, NOISE[:10])
    np.testing.assert_array_equal(mapped[100:110], NOISE[:10])
    writer.write(495, NOISE[:100])
    assert soundfile.info(path).frames == 595
    writer.close(frames=110)
    heard, _ = soundfile.read(path, dtype="float32")
    np.testing.assert_array_equal(heard[100:], NOISE[:10])
    assert path.stat().st_size == 128 + 110 * 8


def test_a_reopened_file_goes_on_where_it_was(path: Path) -> None:
    with MappedWavWriter(path) as writer:
        writer.write(0, NOISE[:500])
    with MappedWavWriter.reopen(path) as writer:
        assert writer.frames == 500
        writer.write(500, NOISE[500:])
    np.testing.assert_array_equal(map_wav(path)[0], NOISE)


def test_a_file_someone_has_mapped_survives_its_successor(path: Path) -> None:
    with MappedWavWriter(path) as writer:
        writer.write(0, NOISE)
    mapped, _ = map_wav(path)
    with MappedWavWriter(path):
        np.testing.assert_array_equal(mapped, NOISE)


def test_beyond_4_gib_it_becomes_rf64(path: Path) -> None:
    far = 2**32 // 8 + 1000
    with MappedWavWriter(path) as writer:
        writer.write(far, NOISE)  # a hole before it: takes no room on disk
    with path.open("rb") as file:
        assert file.read(4) == b"RF64"
    mapped, _ = map_wav(path)
    assert len(mapped) == soundfile.info(path).frames == far + 1000
    np.testing.assert_array_equal(mapped[far:], NOISE)
    heard, _ = soundfile.read(path, start=far, dtype="float32")
    np.testing.assert_array_equal(heard, NOISE)


def test_an_empty_song_maps_to_an_empty_array(path: Path) -> None:
    MappedWavWriter(path).close()
    assert map_wav(path)[0].shape == (0, 2)


@pytest.mark.parametrize("subtype", ["PCM_16", "DOUBLE"])
def test_other_sample_formats_are_refused(path: Path, subtype: str) -> None:
    soundfile.write(path, NOISE, 44100, subtype=subtype)
    with pytest.raises(WavUnusableError, match="32-bit float"):
        map_wav(path)


def test_float_files_of_other_programs_are_read(path: Path) -> None:
    soundfile.write(path, NOISE, 44100, subtype="FLOAT", format="WAVEX")
    np.testing.assert_array_equal(map_wav(path)[0], NOISE)
    with pytest.raises(WavUnusableError, match="another program"):
        MappedWavWriter.reopen(path)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.wav", tmp_path):
        with pytest.raises(WavUnusableError):
            map_wav(path)


@given(cut=st.integers(0, 128 + 8 * 10 - 1), garbage=st.binary(max_size=12))
def test_cut_short_or_garbled_files_are_refused_not_crashed_on(
    tmp_path_factory: pytest.TempPathFactory, cut: int, garbage: bytes
) -> None:
    path = tmp_path_factory.mktemp("cut") / "song.wav"
    with MappedWavWriter(path) as writer:
        writer.write(0, NOISE[:10])
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    with pytest.raises(WavUnusableError):
        map_wav(path)
    path.write_bytes(garbage + whole[len(garbage) : cut])
    with pytest.raises(WavUnusableError):
        WavReader(path)


def test_a_full_disk_is_an_os_error_at_allocation_and_at_writing(
    path: Path, file_size_limit: FileSizeLimit
) -> None:
    with MappedWavWriter(path) as writer, file_size_limit(4096):
        with pytest.raises(OSError, match="large") as refusal:
            writer.allocate(100_000)
        assert refusal.value.errno == errno.EFBIG
        with pytest.raises(OSError, match="large"):
            writer.write(0, NOISE)
    assert len(map_wav(path)[0]) == 0
