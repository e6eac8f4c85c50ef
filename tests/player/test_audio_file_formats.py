"""Every kind of file there is, whole and cut short."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from player.audio_file import AUDIO_EXTENSIONS, open_audio, read_all
from player.errors import AudioFileError, NoSoundInFileError, NotAudioError
from tests.player.encoding import encode

_SECONDS = 4


@cache
def _song(rate: int = 44_100, channels: int = 2) -> NDArray[np.float32]:
    """A sine that differs from channel to channel, with noise in its second half; read-only."""
    time_s = np.arange(_SECONDS * rate)[:, None] / rate
    sines = 0.2 * np.sin(2 * np.pi * np.array([440.0 + 110 * c for c in range(channels)]) * time_s)
    hiss = np.random.default_rng(0).normal(0, 0.05, sines.shape) * (time_s > _SECONDS / 2)
    song = (sines + hiss).astype(np.float32)
    song.flags.writeable = False
    return song


def _soundfile(**how: str) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        rate = 48_000 if how.get("subtype") == "OPUS" else 44_100
        soundfile.write(path, _song(rate), rate, **how)
        return path

    return write


def _pyav(codec: str, **how: object) -> Callable[[Path], Path]:
    rate = 48_000 if "opus" in codec else 44_100
    return lambda path: encode(path, _song(rate), codec, rate=rate, **how)  # type: ignore[arg-type]


_KINDS: dict[str, Callable[[Path], Path]] = {
    "song.wav": _soundfile(),
    "song.w64": _soundfile(),
    "song.caf": _soundfile(),
    "song.au": _soundfile(),
    "song.aiff": _soundfile(),
    "song.flac": _soundfile(),
    "song.ogg": _soundfile(),
    "song.opus": _soundfile(format="OGG", subtype="OPUS"),
    "song.mp3": _soundfile(),
    "song.m4a": _pyav("aac"),
    "alac.m4a": _pyav("alac", sample_format="s16p"),
    "song.aac": _pyav("aac"),
    "song.ac3": _pyav("ac3"),
    "song.wma": _pyav("wmav2"),
    "song.webm": _pyav("libopus", sample_format="flt"),
    "song.mka": _pyav("flac", sample_format="s16"),
    "film.mp4": _pyav("aac", with_picture=True),
    "film.mkv": _pyav("ac3", with_picture=True),
    "film.avi": _pyav("libmp3lame", with_picture=True),
}
# No length is kept, no delay told: a codec frame or two more or less.
_LENGTH_TOLERANCE_FRAMES = {
    "song.aac": 2048,
    "song.ac3": 1600,
    "song.wma": 4096,
    "film.mkv": 1600,
    "film.avi": 2400,
    "song.m4a": 1024,
    "film.mp4": 1024,
}


@pytest.fixture(scope="module")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """What is in a file of a kind; it is encoded once."""
    folder = tmp_path_factory.mktemp("kinds")
    return cache(lambda name: _KINDS[name](folder / name).read_bytes())


@pytest.fixture
def make_file(encoded: Callable[[str], bytes], tmp_path: Path) -> Callable[[str], Path]:
    """`make_file("song.mp3")` writes a file of this kind and gives its path."""

    def make(name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(encoded(name))
        return path

    return make


@pytest.mark.parametrize("name", _KINDS)
def test_whole(
    make_file: Callable[[str], Path], capfd: pytest.CaptureFixture[str], name: str
) -> None:
    path = make_file(name)
    samples, reader = read_all(path)
    expected = _song()
    tolerance = _LENGTH_TOLERANCE_FRAMES.get(name, 1)
    assert abs(len(samples) - len(expected)) <= tolerance
    assert not reader.truncated
    assert reader.source_channels == 2
    # Each channel has its own tone, at its own level.
    part = samples[44_100 : 2 * 44_100]
    spectrum = np.abs(np.fft.rfft(part, axis=0)) / len(part) * 2
    np.testing.assert_array_equal(spectrum.argmax(axis=0), [440, 550])
    np.testing.assert_allclose(spectrum.max(axis=0), 0.2, rtol=0.06)  # LAME turns down
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["song.mp3", "song.m4a", "alac.m4a", "song.webm", "film.mp4"])
def test_encoder_delay_is_left_out(make_file: Callable[[str], Path], name: str) -> None:
    samples, _ = read_all(make_file(name))
    expected = _song()
    part = slice(44_100, 60_000)
    error = samples[part] - expected[part]
    # A sine one frame late would differ by 6 %.
    assert np.sqrt(np.mean(error**2)) < 0.02 * np.sqrt(np.mean(expected[part] ** 2))


@pytest.mark.parametrize("name", [name for name in _KINDS if not name.startswith("film")])
@pytest.mark.parametrize("part", [0.5, 0.8])
def test_cut_short(
    make_file: Callable[[str], Path], tmp_path: Path, name: str, part: float
) -> None:
    whole = make_file(name)
    cut = tmp_path / f"cut {name}"
    content = whole.read_bytes()
    cut.write_bytes(content[: round(len(content) * part)])
    samples, reader = read_all(cut)
    assert 0.2 * 44_100 < len(samples) < 0.95 * _SECONDS * 44_100
    assert np.isfinite(samples).all()
    # Of a row of AC-3 frames nobody knows how many there should be.
    assert reader.truncated == (name != "song.ac3")
    start = slice(0, 8000)
    whole_samples, _ = read_all(whole)
    np.testing.assert_allclose(samples[start], whole_samples[start], atol=1e-6)


@pytest.mark.parametrize("name", _KINDS)
@pytest.mark.parametrize("size", [3, 40, 600, 5000])
def test_hardly_more_than_a_header(make_file: Callable[[str], Path], name: str, size: int) -> None:
    """Something is read, or it is said what is wrong; nothing else is raised."""
    path = make_file(name)
    path.write_bytes(path.read_bytes()[:size])
    try:
        samples, _ = read_all(path)
    except (NotAudioError, NoSoundInFileError):
        return
    assert len(samples) > 0


@pytest.mark.parametrize("name", _KINDS)
def test_scratched(make_file: Callable[[str], Path], name: str) -> None:
    """Damage in the middle is survived."""
    path = make_file(name)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 300] = np.random.default_rng(2).bytes(300)
    path.write_bytes(bytes(content))
    samples, _ = read_all(path)
    assert len(samples) > 44_100
    assert np.isfinite(samples).all()


def test_unfinished_m4a(make_file: Callable[[str], Path]) -> None:
    """Without the index that such files have at their end, nothing can be read."""
    path = make_file("song.m4a")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"moov", b"skip", 1))
    with pytest.raises(AudioFileError):
        open_audio(path)


def test_film_without_sound(tmp_path: Path) -> None:
    path = encode(tmp_path / "film.mp4", _song(), None, with_picture=True)
    with pytest.raises(NoSoundInFileError):
        open_audio(path)


def test_eight_planar_channels(tmp_path: Path) -> None:
    """PyAV alone crashes on these."""
    soundfile.write(tmp_path / "song.ogg", _song(channels=8), 44_100)
    samples, reader = read_all(tmp_path / "song.ogg")
    assert reader.source_channels == 8
    assert abs(len(samples) - _SECONDS * 44_100) <= 1024


def test_title_of_an_m4a(tmp_path: Path) -> None:
    path = encode(tmp_path / "song.m4a", _song(), "aac", title="  A title ")
    with open_audio(path) as reader:
        assert reader.title == "A title"


def test_extensions_are_lower_case_and_known_once() -> None:
    assert len(set(AUDIO_EXTENSIONS)) == len(AUDIO_EXTENSIONS)
    assert all(extension == extension.lower() for extension in AUDIO_EXTENSIONS)
    assert {Path(name).suffix for name in _KINDS} <= set(AUDIO_EXTENSIONS)
