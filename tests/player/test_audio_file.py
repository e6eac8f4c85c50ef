"""Opening what can go wrong, and what becomes of rates, channels and samples."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from player.audio_file import SAMPLE_RATE, open_audio, read_all
from player.errors import (
    AudioFileError,
    FileEmptyError,
    FileMissingError,
    FileUnreadableError,
    IsAFolderError,
    NoPermissionError,
    NoSoundInFileError,
    NotAudioError,
    UnsupportedAudioError,
)

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def noise(frames: int, channels: int = 2) -> NDArray[np.float32]:
    random = np.random.default_rng(frames)
    return random.uniform(-0.5, 0.5, (frames, channels)).astype(np.float32)


def write(path: Path, samples: NDArray[np.float32], rate: int = 44_100, **how: str) -> Path:
    soundfile.write(path, samples, rate, **how)
    return path


def refused(path: Path) -> AudioFileError:
    with pytest.raises(AudioFileError) as caught:
        open_audio(path)
    assert caught.value.path == path
    assert str(path) in str(caught.value)
    return caught.value


def test_missing(tmp_path: Path) -> None:
    assert type(refused(tmp_path / "gone.wav")) is FileMissingError


def test_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert type(refused(tmp_path / "file" / "song.wav")) is FileMissingError


def test_nul_in_name(tmp_path: Path) -> None:
    assert type(refused(tmp_path / "a\0b.wav")) is FileMissingError


def test_name_too_long(tmp_path: Path) -> None:
    error = refused(tmp_path / ("x" * 5000 + ".wav"))
    assert type(error) is FileUnreadableError
    assert error.detail


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "song.mp3").touch()
    assert type(refused(tmp_path / "song.mp3")) is FileEmptyError


def test_folder(tmp_path: Path) -> None:
    assert type(refused(tmp_path)) is IsAFolderError


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "song.wav")
    assert type(refused(tmp_path / "song.wav")) is NotAudioError


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "song.wav", noise(100))
    if getattr(os, "geteuid", int)() != 0:
        path.chmod(0)
    else:  # who may read everything has to be told otherwise

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    assert type(refused(path)) is NoPermissionError


@pytest.mark.parametrize("name", ["song.txt", "song.mp3", "song.wav", "song.m4a", "song.raw"])
@pytest.mark.parametrize("content", ["text", "picture", "random", "playlist"])
def test_not_audio(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: str
) -> None:
    write(tmp_path / "real.wav", noise(44_100))
    path = tmp_path / name
    path.write_bytes(
        {
            "text": b"These are the words of a song.\n" * 500,
            "picture": _PNG,
            "random": np.random.default_rng(1).bytes(200_000),
            "playlist": b"#EXTM3U\n#EXTINF:1,\nreal.wav\n#EXT-X-ENDLIST\n",
        }[content]
    )
    assert type(refused(path)) is NotAudioError
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("suffix", [".wav", ".aiff", ".ogg"])
def test_zero_frames(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"song{suffix}", noise(0))
    assert type(refused(path)) is NoSoundInFileError


@pytest.mark.parametrize("rate", [8000, 44_100, 48_000])
def test_one_sample(tmp_path: Path, rate: int) -> None:
    path = write(tmp_path / "song.wav", np.full((1, 1), 0.5, np.float32), rate)
    samples, reader = read_all(path)
    assert abs(len(samples) - SAMPLE_RATE / rate) <= 1
    assert len(samples) >= 1
    assert not reader.truncated


def test_more_channels_than_there_are_names_for(tmp_path: Path) -> None:
    error = refused(write(tmp_path / "song.wav", noise(4000, 12)))
    assert type(error) is UnsupportedAudioError
    assert "12 channels" in error.detail


def test_impossible_rate(tmp_path: Path) -> None:
    assert type(refused(write(tmp_path / "song.wav", noise(10), 7))) is UnsupportedAudioError


@pytest.mark.parametrize(
    ("suffix", "subtype"),
    [
        (".wav", "FLOAT"),
        (".wav", "PCM_16"),
        (".wav", "PCM_24"),
        (".aiff", "PCM_24"),
        (".flac", "PCM_24"),
    ],
)
def test_44_1_khz_stereo_is_untouched(tmp_path: Path, suffix: str, subtype: str) -> None:
    written = noise(100_001)
    path = write(tmp_path / f"song{suffix}", written, subtype=subtype)
    samples, reader = read_all(path)
    as_stored, _ = soundfile.read(path, dtype="float32")
    np.testing.assert_array_equal(samples, as_stored)
    assert samples.dtype == np.float32
    assert (reader.source_rate, reader.source_channels) == (44_100, 2)
    assert reader.estimated_frames == 100_001
    assert (reader.bad_samples, reader.truncated) == (0, False)


def test_over_full_scale_survives(tmp_path: Path) -> None:
    samples, _ = read_all(write(tmp_path / "song.wav", noise(1000) * 8, subtype="FLOAT"))
    assert samples.max() > 3.9


def test_mono_goes_to_both_sides_as_it_is(tmp_path: Path) -> None:
    written = noise(50_000, 1)
    samples, reader = read_all(write(tmp_path / "song.wav", written, subtype="FLOAT"))
    np.testing.assert_array_equal(samples, np.repeat(written, 2, axis=1))
    assert reader.source_channels == 1


@pytest.mark.parametrize("rate", [8000, 11_025, 22_050, 48_000, 88_200, 96_000, 192_000])
@pytest.mark.parametrize("frames_over", [0, 37])
def test_resampling_keeps_time(tmp_path: Path, rate: int, frames_over: int) -> None:
    frames = 2 * rate + frames_over
    impulse_frame = rate + 11
    written = np.zeros((frames, 1), np.float32)
    written[impulse_frame] = 0.9
    samples, reader = read_all(write(tmp_path / "song.wav", written, rate, subtype="FLOAT"))
    assert abs(len(samples) - frames * SAMPLE_RATE / rate) <= 1
    assert reader.estimated_frames == round(frames * SAMPLE_RATE / rate)
    power = np.square(samples[:, 0], dtype=np.float64)
    centre_frame = float(power @ np.arange(len(power)) / power.sum())
    assert abs(centre_frame - impulse_frame * SAMPLE_RATE / rate) < 0.05


def test_resampling_keeps_a_sine(tmp_path: Path) -> None:
    def sine(rate: int) -> NDArray[np.float32]:
        return (0.5 * np.sin(2 * np.pi * 1000 * np.arange(3 * rate) / rate)).astype(np.float32)

    path = write(tmp_path / "song.wav", sine(48_000), 48_000, subtype="FLOAT")
    samples, _ = read_all(path)
    error = samples[4410:-4410, 0] - sine(44_100)[4410:-4410]
    assert np.abs(error).max() < 0.5 * 10 ** (-110 / 20)


def test_surround_at_96_khz(tmp_path: Path) -> None:
    written = np.zeros((96_000, 6), np.float32)
    written[:, 1] = 0.5
    path = write(tmp_path / "song.wav", written, 96_000, format="WAVEX", subtype="FLOAT")
    samples, reader = read_all(path)
    assert reader.source_channels == 6
    assert abs(len(samples) - 44_100) <= 1
    middle = samples[22_050]
    assert middle[0] == pytest.approx(0.0, abs=1e-6)
    assert middle[1] == pytest.approx(0.5 / (1 + 2**0.5), rel=1e-4)


@pytest.mark.parametrize("channels", [3, 4, 5, 6, 7, 8])
def test_names_of_flac_channels(tmp_path: Path, channels: int) -> None:
    """Each channel alone comes out on the sides it belongs to."""
    sides = {
        3: "LRB",
        4: "LRLR",
        5: "LRBLR",
        6: "LRB-LR",
        7: "LRB-BLR",
        8: "LRB-LRLR",
    }[channels]
    for channel, side in enumerate(sides):
        written = np.zeros((5000, channels), np.float32)
        written[:, channel] = 0.5
        samples, _ = read_all(write(tmp_path / "song.flac", written))
        heard = samples[2500] > 0.05
        assert heard.tolist() == [side in "LB", side in "RB"]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_bad_samples_become_silence(tmp_path: Path, bad: float, rate: int) -> None:
    written = noise(100_000)
    written[70_000:70_005, 0] = bad
    samples, reader = read_all(write(tmp_path / "song.wav", written, rate, subtype="FLOAT"))
    assert np.isfinite(samples).all()
    assert reader.bad_samples == 5
    if rate == SAMPLE_RATE:
        assert not samples[70_000:70_005, 0].any()
        np.testing.assert_array_equal(samples[:70_000], written[:70_000])
        np.testing.assert_array_equal(samples[70_000:, 1], written[70_000:, 1])


def test_a_claim_beyond_belief_is_no_estimate(tmp_path: Path) -> None:
    path = write(tmp_path / "song.flac", noise(100_000))
    content = bytearray(path.read_bytes())
    content[21] |= 0x0F  # the highest four of the 36 bits that count the frames
    path.write_bytes(bytes(content))
    samples, reader = read_all(path)
    assert reader.estimated_frames == 0
    assert 100_000 - 4096 <= len(samples) <= 100_000
    assert reader.truncated


def test_blocks_are_about_a_second(tmp_path: Path) -> None:
    path = write(tmp_path / "song.wav", noise(48_000 * 5 + 17), 48_000)
    with open_audio(path) as reader:
        lengths = [len(block) for block in reader.blocks()]
    assert len(lengths) >= 5
    assert min(lengths) > 0
    assert max(lengths) <= 2 * SAMPLE_RATE


def test_title(tmp_path: Path) -> None:
    plain = write(tmp_path / "My song.wav", noise(100))
    assert open_audio(plain).title == "My song"
    with soundfile.SoundFile(tmp_path / "tagged.flac", "w", 44_100, 2) as file:
        file.title = "Ténèbres"
        file.write(noise(10_000))
    with open_audio(tmp_path / "tagged.flac") as reader:
        assert reader.title == "Ténèbres"


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_odd_names(tmp_path: Path) -> None:
    for name in ("http:song.mp3", "søng %20 #1?.wav", "file", "-.flac"):
        soundfile.write(tmp_path / "plain.wav", noise(2000), 44_100)
        (tmp_path / "plain.wav").rename(tmp_path / name)
        assert len(read_all(tmp_path / name)[0]) == 2000


def test_the_first_second_comes_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "song.wav", noise(44_100 * 60), subtype="PCM_16")
    with open_audio(path) as reader:
        assert len(next(reader.blocks())) == 44_100


def test_real_songs(shared_songs: Path) -> None:
    seconds = {}
    for path in shared_songs.iterdir():
        samples, reader = read_all(path)
        assert not reader.truncated
        assert reader.bad_samples == 0
        assert abs(len(samples) - reader.estimated_frames) < 0.1 * SAMPLE_RATE
        assert 0.1 < np.abs(samples).max() < 2.0
        seconds[path.suffix] = len(samples) / SAMPLE_RATE
    assert seconds == pytest.approx({".ogg": 288.29, ".m4a": 228.18, ".mp3": 10.88}, abs=0.01)
