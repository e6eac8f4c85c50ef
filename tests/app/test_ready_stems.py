"""Stem files opened as songs: names, sound, and files that are damaged in any way."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.error_messages import sentence
from app.library import LibrarySong
from app.ready_stems import ready_stems
from app.song_loading import Song, open_song
from player.errors import AudioFileError
from player.multitrack import SAMPLE_RATE
from player.stem_manifest import StemLabel, StemManifest
from tests.player.stem_mp4_files import MANIFEST, streams_in, write_stem_mp4


def opened(path: Path) -> Song:
    *_, song = open_song(path)
    return song


def named(*names: str) -> StemManifest:
    return StemManifest(tuple(map(StemLabel, names)))


def test_a_stem_file_opens_as_its_stems(tmp_path: Path) -> None:
    path = tmp_path / "My song.stem.mp4"
    sound = write_stem_mp4(path, codec="alac", title="Blues")
    song = opened(path)
    assert song.is_multitrack
    assert song.is_decoded
    assert (song.title, song.frames) == ("Blues", SAMPLE_RATE)
    assert list(song.tracks) == ["vocals", "drums", "bass", "other"]
    streams = streams_in(path)
    for name, index in (("drums", 1), ("bass", 2), ("other", 3), ("vocals", 4)):
        np.testing.assert_array_equal(song.tracks[name], streams[index])
    total = song.read_mix(0, song.frames)
    assert np.abs(total - sound[:, :2]).max() < 1e-6
    again = opened(path)
    assert again.folder.path == song.folder.path
    np.testing.assert_array_equal(again.tracks["bass"], song.tracks["bass"])


def test_without_a_title_the_file_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "My song.Stem.mp4"
    write_stem_mp4(path, 0.1, title="")
    assert opened(path).title == "My song"


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        (named("Vox", "BASS", "Kit", "Keys"), ["vocals", "bass", "Keys", "Kit"]),
        (named("Lead vocals", "Vocals", "Bass", "-"), ["bass", "Lead vocals", "Vocals"]),
        (named("Kit", "kit", "", "Mix"), ["Kit", "kit (2)", "stem 4"]),
        (named("../../etc", "a/b", "nul", "x" * 300), ["-..-etc", "_nul", "a-b", "x" * 60]),
        (named("-", "-", "-", "-"), ["-", "- (2)", "- (3)", "- (4)"]),
    ],
    ids=["usual", "two of one name", "alike", "no names for files", "nothing but signs"],
)
def test_stems_get_names_that_files_can_have(
    tmp_path: Path, manifest: StemManifest, expected: list[str]
) -> None:
    path = tmp_path / "song.stem.mp4"
    write_stem_mp4(path, 0.05, manifest=manifest)
    assert list(ready_stems(path)) == expected


def test_a_song_in_one_file_is_looked_for_as_a_file() -> None:
    lost = LibrarySong("stems-1", "Blues", Path("/music/Blues.STEM.mp4"), 1.0, 0.0)
    assert not lost.is_folder
    assert LibrarySong("stems-1", "Blues", Path("/music/Blues"), 1.0, 0.0).is_folder
    assert not LibrarySong("1", "Blues", Path("/music/Blues.mp3"), 1.0, 0.0).is_folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "song.stem.mp4"
    write_stem_mp4(path, 0.05, manifest=MANIFEST)
    return path.read_bytes()


class _ToldError(Exception):
    """It cannot be opened, and a person is told why."""


def _opened_or_told(path: Path) -> Song:
    try:
        return opened(path)
    except AudioFileError as error:
        if not sentence(error).endswith("."):
            raise
        raise _ToldError from error


places = st.floats(0.0, 1.0, exclude_max=True)
damages = st.one_of(
    st.tuples(st.just("cut"), places, st.just(b"")),
    st.tuples(st.just("put"), places, st.binary(min_size=1, max_size=8)),
    st.tuples(
        st.just("put"), places, st.sampled_from([b"\0" * 4, b"\xff" * 4, b"\x7f" + b"\xff" * 3])
    ),
    st.tuples(st.just("insert"), places, st.binary(min_size=1, max_size=64)),
)


@settings(max_examples=200)
@given(st.lists(damages, min_size=1, max_size=4))
def test_a_damaged_file_opens_or_is_a_sentence(
    whole: bytes, damaged: list[tuple[str, float, bytes]]
) -> None:
    content = whole
    # Nearly all that can be damaged in a way that matters stands behind the sound, in moov.
    moov = whole.rindex(b"moov") - 4
    for kind, where, put in damaged:
        place = moov + int(where * (len(whole) - moov))
        if kind == "cut":
            content = content[:place]
        elif kind == "insert":
            content = content[:place] + put + content[place:]
        else:
            content = content[:place] + put + content[place + len(put) :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "song.stem.mp4"
        path.write_bytes(content)
        with contextlib.suppress(_ToldError):
            song = _opened_or_told(path)
            assert song.frames > 0
            song.folder.let_go()
