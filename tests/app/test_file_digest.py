"""A large file is read once, and again as soon as anything about it has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from app import file_digest as module
from app.file_digest import file_digest


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED_FROM_BYTES", 10)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read to its end."""
    done: list[str] = []
    real = hashlib.file_digest

    def counted(file: object, kind: str) -> object:
        done.append(kind)
        return real(file, kind)  # type: ignore[arg-type]

    monkeypatch.setattr(module.hashlib, "file_digest", counted)
    return done


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that was written lies a while back."""
    monkeypatch.setattr(module, "_SETTLED_S", -3600.0)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_is_read_once(tmp_path: Path, reads: list[str], settled: None) -> None:
    song, memory = tmp_path / "song.wav", tmp_path / "new" / "digests.json"
    song.write_bytes(b"la" * 100)
    assert file_digest(song, memory) == sha256(b"la" * 100)
    assert file_digest(song, memory) == sha256(b"la" * 100)
    assert len(reads) == 1


def test_changed_in_place_with_its_time_set_back_it_is_read_again(
    tmp_path: Path, reads: list[str], settled: None
) -> None:
    song, memory = tmp_path / "song.wav", tmp_path / "digests.json"
    song.write_bytes(b"la" * 100)
    file_digest(song, memory)
    before = song.stat()
    song.write_bytes(b"lo" * 100)
    os.utime(song, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert song.stat().st_mtime_ns == before.st_mtime_ns
    assert file_digest(song, memory) == sha256(b"lo" * 100)


def test_another_file_in_its_place_is_read(tmp_path: Path, reads: list[str], settled: None) -> None:
    song, other, memory = tmp_path / "song.wav", tmp_path / "other.wav", tmp_path / "digests.json"
    song.write_bytes(b"la" * 100)
    other.write_bytes(b"lo" * 100)
    file_digest(song, memory)
    other.replace(song)
    assert file_digest(song, memory) == sha256(b"lo" * 100)


def test_what_was_changed_a_moment_ago_is_not_remembered(tmp_path: Path, reads: list[str]) -> None:
    song, memory = tmp_path / "song.wav", tmp_path / "digests.json"
    song.write_bytes(b"la" * 100)
    file_digest(song, memory)
    file_digest(song, memory)
    assert len(reads) == 2


def test_a_small_file_is_not_worth_remembering(
    tmp_path: Path, reads: list[str], settled: None
) -> None:
    song, memory = tmp_path / "song.wav", tmp_path / "digests.json"
    song.write_bytes(b"la")
    file_digest(song, memory)
    assert not memory.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"[1, 2]", b'{"%s": "x"}', b"\xff"])
def test_a_damaged_memory_costs_reading_again(
    tmp_path: Path, reads: list[str], settled: None, damage: bytes
) -> None:
    song, memory = tmp_path / "song.wav", tmp_path / "digests.json"
    song.write_bytes(b"la" * 100)
    memory.write_bytes(damage.replace(b"%s", str(song).encode()))
    for _ in range(2):
        assert file_digest(song, memory) == sha256(b"la" * 100)
    assert len(reads) == 1


def test_a_memory_that_cannot_be_written_does_no_harm(
    tmp_path: Path, reads: list[str], settled: None
) -> None:
    song = tmp_path / "song.wav"
    song.write_bytes(b"la" * 100)
    assert file_digest(song, song / "digests.json") == sha256(b"la" * 100)


def test_the_oldest_are_forgotten(
    tmp_path: Path, reads: list[str], settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_REMEMBERED_FILES", 3)
    memory = tmp_path / "digests.json"
    songs = [tmp_path / f"{number}.wav" for number in range(4)]
    for song in songs:
        song.write_bytes(song.name.encode() * 10)
        file_digest(song, memory)
    for song in songs[1:]:
        file_digest(song, memory)
    assert len(reads) == 4
    file_digest(songs[0], memory)
    assert len(reads) == 5
