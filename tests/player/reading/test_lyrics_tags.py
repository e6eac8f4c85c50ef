"""Lyrics in the tags of sound files, as FFmpeg and mutagen write them."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, SYLT, USLT

from player.reading.lyrics import Lyrics
from player.reading.lyrics_tags import read_tagged_lyrics

RATE = 44_100
TIMED = "[00:01.00]First line\n[00:02.50]Second line"


def with_metadata(path: Path, codec: str, lyrics: str) -> Path:
    """A tenth of a second of silence with these lyrics, written by FFmpeg."""
    with av.open(str(path), "w") as file:
        file.metadata["lyrics"] = lyrics
        stream = file.add_stream(codec, rate=RATE)
        stream.bit_rate = 128_000
        frame = av.AudioFrame.from_ndarray(
            np.zeros((1, 4410), np.int16), format="s16", layout="mono"
        )
        frame.sample_rate = RATE
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)
    return path


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    path = tmp_path / "song.mp3"
    soundfile.write(path, np.zeros((4410, 1), np.float32), RATE)
    return path


def tag(path: Path, *frames: SYLT | USLT) -> None:
    tags = ID3()
    for frame in frames:
        tags.add(frame)
    tags.save(path)


def lines(lyrics: Lyrics | None) -> list[tuple[str, float | None]]:
    assert lyrics is not None
    return [(line.text, None if line.frame is None else line.frame / RATE) for line in lyrics.lines]


@pytest.mark.parametrize(
    ("name", "codec"), [("a.flac", "flac"), ("a.m4a", "aac"), ("a.ogg", "flac"), ("a.wma", "wmav2")]
)
def test_lyrics_that_ffmpeg_wrote(tmp_path: Path, name: str, codec: str) -> None:
    path = with_metadata(tmp_path / name, codec, TIMED)
    assert lines(read_tagged_lyrics(path, RATE)) == [("First line", 1.0), ("Second line", 2.5)]


def test_text_without_times(tmp_path: Path) -> None:
    path = with_metadata(tmp_path / "a.flac", "flac", "First line\nSecond line")
    assert lines(read_tagged_lyrics(path, RATE)) == [("First line", None), ("Second line", None)]


def test_id3_text(mp3: Path) -> None:
    tag(mp3, USLT(encoding=3, lang="eng", desc="", text=TIMED))
    assert lines(read_tagged_lyrics(mp3, RATE)) == [("First line", 1.0), ("Second line", 2.5)]


def test_id3_lines_with_times_come_before_text(mp3: Path) -> None:
    timed = [("First line", 1000), ("Second", 2500), ("lost", 2000)]
    tag(
        mp3,
        USLT(encoding=3, lang="eng", desc="", text="Mere text"),
        SYLT(encoding=3, lang="eng", format=2, type=1, desc="", text=timed),
    )
    assert lines(read_tagged_lyrics(mp3, RATE)) == [("First line", 1.0), ("Second", 2.5)]


def test_id3_words_with_times(mp3: Path) -> None:
    timed = [("First ", 1000), ("line", 1500), ("\nSec", 2500), ("ond", 2750)]
    tag(mp3, SYLT(encoding=3, lang="eng", format=2, type=1, desc="", text=timed))
    lyrics = read_tagged_lyrics(mp3, RATE)
    assert lines(lyrics) == [("First line", 1.0), ("Second", 2.5)]
    assert lyrics is not None
    assert [word.frame for word in lyrics.lines[1].words] == [110_250, 121_275]


def test_id3_times_in_mpeg_frames_are_left_alone(mp3: Path) -> None:
    tag(mp3, SYLT(encoding=3, lang="eng", format=1, type=1, desc="", text=[("x", 10)]))
    assert read_tagged_lyrics(mp3, RATE) is None


def test_empty_and_missing_tags_are_none(tmp_path: Path, mp3: Path) -> None:
    assert read_tagged_lyrics(mp3, RATE) is None
    tag(mp3, USLT(encoding=3, lang="eng", desc="", text="  "))
    assert read_tagged_lyrics(mp3, RATE) is None
    assert read_tagged_lyrics(tmp_path / "missing.mp3", RATE) is None
    assert read_tagged_lyrics(tmp_path, RATE) is None


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_tags_are_none_or_lyrics(mp3: Path, data: st.DataObject) -> None:
    if not mp3.with_name("whole").exists():
        tag(
            mp3,
            USLT(encoding=1, lang="eng", desc="", text=TIMED),
            SYLT(encoding=3, lang="eng", format=2, type=1, desc="", text=[("a", 1), ("b", 2)]),
        )
        mp3.rename(mp3.with_name("whole"))
    damaged = bytearray(mp3.with_name("whole").read_bytes()[:400])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, 250))
        damaged[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    mp3.write_bytes(damaged)
    lyrics = read_tagged_lyrics(mp3, RATE)
    assert lyrics is None or lyrics.lines
