"""Opening songs into the cache: whole, again, broken, and with the disk full."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.errors import SongDroppedError
from app.song_loading import MIX_TRACK, open_song
from player.audio_file import read_all
from player.errors import AudioFileError
from player.multitrack import SAMPLE_RATE
from tests.app.conftest import MakeSong, music


def test_a_song_is_its_samples(make_song: MakeSong) -> None:
    path = make_song(seconds=3.0)
    *_, song = open_song(path)
    np.testing.assert_array_equal(song.read_mix(0, song.frames), music(3.0))
    assert song.is_decoded
    assert song.frames == 3 * SAMPLE_RATE
    assert not list(song.folder.path.glob("*.part"))


def test_a_long_song_can_be_played_before_it_is_decoded(make_song: MakeSong) -> None:
    path = make_song(seconds=60.0)
    states = list(open_song(path))
    assert len(states) > 2
    first = states[0]
    assert not first.is_decoded
    assert 2 * SAMPLE_RATE <= first.decoded_frames < 4 * SAMPLE_RATE
    assert first.frames == 60 * SAMPLE_RATE
    playable = first.multitrack().read(0, first.decoded_frames)
    np.testing.assert_array_equal(playable.T, music(60.0)[: first.decoded_frames])
    assert [state.decoded_frames for state in states] == sorted(
        state.decoded_frames for state in states
    )


def test_opened_again_it_comes_whole_from_the_cache(make_song: MakeSong) -> None:
    path = make_song(seconds=30.0)
    *_, before = open_song(path)
    moved = path.rename(path.with_name("renamed.wav"))
    states = list(open_song(moved))
    assert len(states) == 1
    assert states[0].is_decoded
    np.testing.assert_array_equal(states[0].tracks[MIX_TRACK], before.tracks[MIX_TRACK])


def test_a_half_decoded_song_is_not_taken_for_a_whole_one(make_song: MakeSong) -> None:
    path = make_song(seconds=30.0)
    states = open_song(path)
    first = next(states)
    states.close()
    assert [file.name for file in first.folder.path.iterdir()] == ["last_use"]
    *_, song = open_song(path)
    np.testing.assert_array_equal(song.tracks[MIX_TRACK], music(30.0))


@pytest.mark.parametrize("damage", ["record", "track", "length"])
def test_a_damaged_cache_is_made_anew(make_song: MakeSong, damage: str) -> None:
    path = make_song(seconds=3.0)
    *_, song = open_song(path)
    folder = song.folder
    if damage == "record":
        folder.record.write_text("{")
    elif damage == "track":
        whole = folder.track(MIX_TRACK).read_bytes()
        folder.track(MIX_TRACK).write_bytes(whole[: len(whole) // 2])
    else:
        fields = json.loads(folder.record.read_text())
        folder.record.write_text(json.dumps({**fields, "frames": 5}))
    *_, again = open_song(path)
    np.testing.assert_array_equal(again.tracks[MIX_TRACK], music(3.0))


def test_a_folder_of_stems_is_a_multitrack(stem_folder: Path) -> None:
    # One stem is shorter: it is silent to the end.
    soundfile.write(stem_folder / "bass.wav", music(1.0, 2), SAMPLE_RATE, subtype="FLOAT")
    for _ in range(2):
        (song,) = open_song(stem_folder)
        assert song.is_multitrack
        assert list(song.tracks) == ["vocals", "drums", "bass", "other"]
        np.testing.assert_array_equal(song.tracks["bass"][:SAMPLE_RATE], music(1.0, 2))
        assert not song.tracks["bass"][SAMPLE_RATE:].any()
        expected = sum(
            read_all(path)[0] for path in _in_order(stem_folder) if "bass" not in path.name
        )
        np.testing.assert_allclose(
            song.read_mix(SAMPLE_RATE, song.frames), expected[SAMPLE_RATE:], atol=1e-6
        )


def _in_order(folder: Path) -> list[Path]:
    return [folder / f"{name}.wav" for name in ("vocals", "drums", "bass", "other")]


@pytest.mark.parametrize(
    "content", [None, b"", b"this is not a song", b"RIFF\x24\x00\x00\x00WAVE"], ids=str
)
def test_what_is_no_song_leaves_nothing_behind(
    tmp_path: Path, own_cache: Path, content: bytes | None
) -> None:
    path = tmp_path / "broken.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AudioFileError):
        list(open_song(path))
    assert not list(own_cache.rglob("*.wav*"))


def test_a_full_disk_is_told_and_leaves_nothing_half(make_song: MakeSong, own_cache: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limit on file sizes")
    path = make_song(seconds=30.0)
    script = (
        "import sys, pathlib\n"
        "from app.errors import SongStoreError\n"
        "from app.song_loading import open_song\n"
        "try:\n"
        "    list(open_song(pathlib.Path(sys.argv[1])))\n"
        "except SongStoreError as error:\n"
        "    from app.error_messages import sentence\n"
        "    print(sentence(error))\n"
    )

    def limit_file_size() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        preexec_fn=limit_file_size,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("The disk is full.")
    assert not [file for file in own_cache.rglob("*") if file.is_file() and file.stat().st_size]


def test_the_real_songs_open(shared_songs: Path) -> None:
    for path in sorted(shared_songs.iterdir()):
        *_, song = open_song(path)
        assert song.is_decoded
        assert not song.truncated
        assert np.isfinite(song.read_mix(0, song.frames)).all()


def test_stems_and_songs_are_not_taken_for_each_other(make_song: MakeSong, tmp_path: Path) -> None:
    path = make_song("tune.wav", seconds=1.0)
    folder = tmp_path / "one"
    folder.mkdir()
    shutil.copy(path, folder / "tune.wav")
    (stems,) = open_song(folder)
    *_, song = open_song(path)
    assert stems.is_multitrack
    assert not song.is_multitrack
    (folder / "tune.wav").rename(folder / "bass.wav")
    (renamed,) = open_song(folder)
    assert list(renamed.tracks) == ["bass"]


def test_what_nobody_waits_for_is_dropped(make_song: MakeSong) -> None:
    path = make_song(seconds=30.0)
    asked = []

    def is_wanted() -> bool:
        asked.append(True)
        return len(asked) < 5

    with pytest.raises(SongDroppedError):
        list(open_song(path, is_wanted))
    assert len(asked) == 5
