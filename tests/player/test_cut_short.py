"""Files that promise more than they hold, and files that promise nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.cut_short import is_cut_short

_NOISE = np.random.default_rng(0).uniform(-0.5, 0.5, (50_001, 1)).astype(np.float32)


def _file(tmp_path: Path, name: str, **how: str) -> Path:
    path = tmp_path / name
    soundfile.write(path, _NOISE, 44_100, **how)
    return path


@pytest.mark.parametrize(
    "name", ["a.wav", "a.w64", "a.aiff", "a.au", "a.caf", "a.ogg", "a.mp3", "a.flac"]
)
def test_whole_files_are_whole(tmp_path: Path, name: str) -> None:
    assert not is_cut_short(_file(tmp_path, name))


@pytest.mark.parametrize("name", ["a.wav", "a.w64", "a.aiff", "a.au", "a.caf", "a.ogg"])
@pytest.mark.parametrize("missing_bytes", [2, 100, 3000])
def test_missing_end(tmp_path: Path, name: str, missing_bytes: int) -> None:
    path = _file(tmp_path, name)
    path.write_bytes(path.read_bytes()[:-missing_bytes])
    assert is_cut_short(path)


def test_wav_of_odd_length_without_its_pad_byte(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.wav", subtype="PCM_U8")
    content = path.read_bytes()
    assert content[-1:] == b"\0"
    path.write_bytes(content[:-1])
    assert not is_cut_short(path)


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_wav_written_to_a_pipe(tmp_path: Path, size: int) -> None:
    path = _file(tmp_path, "a.wav")
    content = path.read_bytes()
    path.write_bytes(content[:4] + size.to_bytes(4, "little") + content[8:])
    assert not is_cut_short(path)


def test_ogg_cut_between_two_pages(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.ogg")
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"OggS")])
    assert is_cut_short(path)


@pytest.mark.parametrize("tag_bytes", [0, 300])
def test_mp3_behind_an_id3_tag(tmp_path: Path, tag_bytes: int) -> None:
    path = _file(tmp_path, "a.mp3")
    sound = path.read_bytes()
    assert not sound.startswith(b"ID3")
    tag = b"ID3\4\0\0" + bytes([0, 0, tag_bytes >> 7, tag_bytes & 127]) + bytes(tag_bytes)
    path.write_bytes(tag + sound)
    assert not is_cut_short(path)
    path.write_bytes(tag + sound[: len(sound) * 9 // 10])
    assert is_cut_short(path)


@pytest.mark.parametrize("content", [b"", b"R", b"RIFF", b"OggS", b"ID3", b"caff1234"])
def test_crumbs_raise_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    assert is_cut_short(path) == (content == b"OggS")


def test_missing_file_raises_nothing(tmp_path: Path) -> None:
    assert not is_cut_short(tmp_path / "gone")
