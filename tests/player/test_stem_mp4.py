"""Stem files: written, read back by FFmpeg and byte by byte, and found again."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest

from player.audio_file import open_audio, read_all
from player.errors import NoSoundInFileError
from player.multitrack import SAMPLE_RATE, Samples
from player.stem_manifest import StemLabel, StemManifest, decoded_manifest
from player.stem_mp4 import find_stem_streams
from player.stem_mp4_writer import StemCodec, StemMp4Writer
from tests.player.encoding import encode
from tests.player.stem_mp4_files import (
    MANIFEST,
    NAMES,
    bodies,
    streams_in,
    write_stem_mp4,
)


@pytest.fixture(scope="module")
def aac(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("aac") / "song.stem.mp4"
    write_stem_mp4(path)
    return path


def lag(played: Samples, written: Samples) -> int:
    """How many frames later something is played than it was written, up to 3000."""
    room = 3000
    middle = written[room:-room, 0].astype(np.float64)
    padded = np.concatenate([played[:, 0], np.zeros(room, np.float32)])
    lags = range(-room, room)
    heard = [float(middle @ padded[room + each : room + each + len(middle)]) for each in lags]
    return lags[int(np.argmax(heard))]


@pytest.mark.parametrize("codec", ["aac", "alac"])
def test_every_stream_begins_with_its_sound(tmp_path: Path, codec: StemCodec) -> None:
    path = tmp_path / "song.stem.mp4"
    sound = write_stem_mp4(path, codec=codec)
    streams = streams_in(path)
    assert len(streams) == 5
    for index, played in enumerate(streams):
        written = sound[:, 2 * index : 2 * index + 2]
        assert lag(played, written) == 0
        level_db = 20 * np.log10(np.std(played[: len(written)]) / np.std(written))
        assert abs(level_db) < 0.5  # of white noise AAC leaves out what is above 20 kHz
        if codec == "alac":
            assert len(played) == len(written)
            assert np.abs(played - np.clip(written, -1, 1)).max() <= 0.5 / (1 << 23)


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="FFmpeg's programs are not here")
@pytest.mark.parametrize("codec", ["aac", "alac"])
def test_another_ffmpeg_finds_nothing_to_complain_of(tmp_path: Path, codec: StemCodec) -> None:
    path = tmp_path / "song.stem.mp4"
    write_stem_mp4(path, codec=codec)
    asked = "stream=codec_name,duration_ts,start_time:stream_disposition=default:format_tags=title"
    probe = ["ffprobe", "-v", "error", "-show_entries", asked, "-of", "json", str(path)]
    said = subprocess.run(probe, check=True, capture_output=True, timeout=60)
    assert not said.stderr
    told = json.loads(said.stdout)
    assert told["format"]["tags"] == {"title": "Blues"}
    assert [stream["codec_name"] for stream in told["streams"]] == [codec] * 5
    for stream in told["streams"]:
        # Not every version of it counts the end of the last block.
        assert abs(stream["duration_ts"] - SAMPLE_RATE) <= 1024
        assert float(stream["start_time"]) == 0.0
    assert [each["disposition"]["default"] for each in told["streams"]] == [1, 0, 0, 0, 0]


def test_we_read_as_much_as_was_written(aac: Path) -> None:
    for index in range(5):
        with open_audio(aac, index) as reader:
            played = np.concatenate(list(reader.blocks()))
        assert len(played) == SAMPLE_RATE
        assert not reader.truncated
    with pytest.raises(NoSoundInFileError):
        open_audio(aac, 5)


def test_players_that_know_no_stems_play_the_mix(aac: Path) -> None:
    played, reader = read_all(aac)
    assert reader.title == "Blues"
    np.testing.assert_array_equal(played, streams_in(aac)[0][: len(played)])
    content = aac.read_bytes()
    tracks = list(bodies(content, b"moov", b"trak", b"tkhd"))
    assert [flags[3] & 1 for flags in tracks] == [1, 0, 0, 0, 0], "only the mix is enabled"


def test_it_is_what_programs_for_stems_ask_for(aac: Path) -> None:
    """What Mixxx looks at: five streams, in stereo, of one codec and rate; the manifest's place."""
    with av.open(str(aac)) as container:
        streams = container.streams.audio
        assert [stream.codec_context.name for stream in streams] == ["aac"] * 5
        assert {(stream.rate, stream.channels) for stream in streams} == {(SAMPLE_RATE, 2)}
        assert {stream.duration for stream in streams} == {SAMPLE_RATE}
        assert container.streams.best("audio") == streams[0]
        assert len(container.streams) == 5
    (manifest,) = bodies(aac.read_bytes(), b"moov", b"udta", b"stem")
    fields = json.loads(manifest)
    assert fields["version"] == 1
    assert [stem["name"] for stem in fields["stems"]] == list(NAMES)
    assert {stem["color"] for stem in fields["stems"]} == {"#102030"}
    assert not fields["mastering_dsp"]["compressor"]["enabled"]
    assert not fields["mastering_dsp"]["limiter"]["enabled"]


def test_each_encoder_delay_is_told_to_the_frame(aac: Path) -> None:
    for body in bodies(aac.read_bytes(), b"moov", b"trak", b"edts", b"elst"):
        entries, frames, delay = struct.unpack_from(">III", body, 4)
        assert (entries, frames) == (1, SAMPLE_RATE)
        assert delay == 1024


def test_stems_are_found_with_their_names(aac: Path) -> None:
    found = find_stem_streams(aac)
    assert [(each.index, each.label.name) for each in found] == list(enumerate(NAMES, start=1))
    assert found[0].label.colour == "#102030"


def test_what_only_fills_up_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "duo.stem.mp4"
    stems = (StemLabel("Vocals"), StemLabel("Everything else"), StemLabel("-"), StemLabel("-"))
    write_stem_mp4(path, 0.1, manifest=StemManifest(stems))
    assert [each.label.name for each in find_stem_streams(path)] == ["Vocals", "Everything else"]


def test_five_streams_without_names_are_believed_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "song.stem.mp4"
    write_stem_mp4(path, 0.1)
    path.write_bytes(path.read_bytes().replace(b"stem{", b"free{"))
    assert [each.label.name for each in find_stem_streams(path)] == list(NAMES)
    renamed = path.rename(tmp_path / "song.mp4")
    assert find_stem_streams(renamed) == ()


def test_other_files_have_no_stems(tmp_path: Path) -> None:
    silence = np.zeros((4410, 2), np.float32)
    song = encode(tmp_path / "song.stem.mp4", silence, "aac")
    assert find_stem_streams(song) == ()
    text = tmp_path / "text.stem.mp4"
    text.write_text("no sound")
    assert find_stem_streams(text) == ()
    assert find_stem_streams(tmp_path / "missing.stem.mp4") == ()
    assert find_stem_streams(tmp_path) == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are not everywhere")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "song.stem.mp4"
    os.mkfifo(pipe)
    assert find_stem_streams(pipe) == ()


def test_a_manifest_comes_back() -> None:
    assert decoded_manifest(MANIFEST.encode()) == MANIFEST
    assert decoded_manifest(MANIFEST.encode() + b"\0\0") == MANIFEST


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"7", b'{"stems": 7}', b'{"stems": []}', b"\xff\xfe", b"[" * 100_000],
)
def test_what_is_no_manifest(body: bytes) -> None:
    assert decoded_manifest(body) is None


def test_a_manifest_with_holes() -> None:
    stems = [7, {"name": 7, "color": "red"}, {"name": " lead\n vox ", "color": "#0aF00b"}]
    manifest = decoded_manifest(json.dumps({"stems": stems}).encode())
    assert manifest is not None
    assert manifest.stems == (StemLabel(""), StemLabel(""), StemLabel("lead vox", "#0aF00b"))


def test_a_stem_file_has_four_stems(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no 1 stems"):
        StemMp4Writer(tmp_path / "song.stem.mp4", "aac", StemManifest((StemLabel("Solo"),)))


def test_where_it_cannot_be_written_the_system_says_why(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_stem_mp4(tmp_path / "missing" / "song.stem.mp4", 0.1)
