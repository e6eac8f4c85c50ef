"""Peaks on disk: what comes back is what was kept, or nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.peaks_file import PeaksFile
from player.waveform_peaks import BIN_FRAMES, WaveformPeaks, compute_peaks

FRAMES = 70 * BIN_FRAMES + 17


def noise_peaks(frames: int = FRAMES, seed: int = 0) -> WaveformPeaks:
    samples = np.random.default_rng(seed).uniform(-1, 1, (frames, 2)).astype(np.float32)
    peaks = WaveformPeaks(frames)
    peaks.insert(compute_peaks(samples, 0))
    return peaks


def file_in(folder: Path) -> PeaksFile:
    record = folder / "record.json"
    record.write_text("made once")
    return PeaksFile(folder / "bass.peaks", record)


@pytest.fixture
def file(tmp_path: Path) -> PeaksFile:
    return file_in(tmp_path)


@pytest.mark.parametrize("frames", [1, BIN_FRAMES, FRAMES, 3_000_000])
def test_every_zoom_is_kept(file: PeaksFile, frames: int) -> None:
    peaks = noise_peaks(frames)
    file.write(peaks)
    read = file.read(frames)
    assert read is not None
    for columns in (1, 7, 100, 2000):
        for kept, computed in zip(
            read.min_max(-100, frames + 100, columns),
            peaks.min_max(-100, frames + 100, columns),
            strict=True,
        ):
            np.testing.assert_array_equal(kept, computed)


def test_kept_peaks_can_be_gone_on_with(file: PeaksFile) -> None:
    file.write(noise_peaks())
    read = file.read(FRAMES)
    assert read is not None
    read.insert(compute_peaks(np.full((FRAMES, 2), 3.0, np.float32), 0))
    assert (read.min_max(0, FRAMES, 10)[1] == 3.0).all()


def test_where_nothing_was_kept_there_is_nothing(file: PeaksFile) -> None:
    assert file.read(FRAMES) is None


def test_another_length_is_not_used(file: PeaksFile) -> None:
    file.write(noise_peaks())
    assert file.read(FRAMES + 1) is None
    assert file.read(2 * FRAMES) is None


def test_peaks_of_what_was_made_anew_are_not_used(file: PeaksFile) -> None:
    file.write(noise_peaks())
    file.vouched_by.write_text("made again, longer")
    assert file.read(FRAMES) is None
    file.vouched_by.unlink()
    assert file.read(FRAMES) is None


def test_peaks_of_another_version_are_not_used(
    file: PeaksFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("player.peaks_file._VERSION", b"woodshed peaks 0")
        file.write(noise_peaks())
    assert file.read(FRAMES) is None


@settings(max_examples=200)
@given(data=st.data())
def test_damage_anywhere_is_noticed(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = file_in(Path(folder))
        file.write(noise_peaks())
        content = bytearray(file.path.read_bytes())
        place = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[place] ^= data.draw(st.integers(1, 255))
        else:
            del content[place:]
        file.path.write_bytes(content)
        assert file.read(FRAMES) is None


def test_a_disk_that_refuses_leaves_what_was_there(
    file: PeaksFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write(noise_peaks(seed=1))
    before = file.path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="full"):
        file.write(noise_peaks(seed=2))
    assert file.path.read_bytes() == before
    assert {path.name for path in file.path.parent.iterdir()} == {"bass.peaks", "record.json"}
