"""Writes the audio and film files that soundfile cannot, for the tests to read."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

_CHUNK_FRAMES = 1024
_PICTURES_PER_S = 25


def encode(
    path: Path,
    samples: NDArray[np.float32],
    codec: str | None,
    *,
    rate: int = 44_100,
    layout: str = "stereo",
    sample_format: str = "fltp",
    title: str | None = None,
    with_picture: bool = False,
) -> Path:
    """Encode float32 (frames, channels) with one of FFmpeg's own encoders; returns the path."""
    options = {"movflags": "faststart"} if path.suffix in (".m4a", ".mp4") else {}
    with av.open(path, "w", options=options) as container:
        if title is not None:
            container.metadata["title"] = title
        # A stream added after the first packet makes PyAV crash.
        picture = _add_picture(container) if with_picture else None
        sound = _add_sound(container, codec, rate, layout, sample_format) if codec else None
        if picture is not None:
            _encode_picture(container, picture, len(samples) / rate)
        if sound is not None:
            _encode_sound(container, sound, samples)
    return path


def _add_picture(container: OutputContainer) -> VideoStream:
    picture = container.add_stream("mpeg4", rate=_PICTURES_PER_S, width=32, height=32)
    picture.pix_fmt = "yuv420p"
    return picture


def _add_sound(
    container: OutputContainer, codec: str, rate: int, layout: str, sample_format: str
) -> AudioStream:
    sound = container.add_stream(codec, rate=rate, layout=layout, format=sample_format)
    assert isinstance(sound, AudioStream)
    sound.bit_rate = 128_000
    return sound


def _encode_picture(container: OutputContainer, picture: VideoStream, length_s: float) -> None:
    for number in range(round(_PICTURES_PER_S * length_s)):
        frame = av.VideoFrame(32, 32, "yuv420p")
        frame.pts = number
        frame.time_base = Fraction(1, _PICTURES_PER_S)
        container.mux(picture.encode(frame))
    container.mux(picture.encode(None))


def _encode_sound(
    container: OutputContainer, sound: AudioStream, samples: NDArray[np.float32]
) -> None:
    sample_format = sound.format.name
    for start in range(0, len(samples), _CHUNK_FRAMES):
        chunk = samples[start : start + _CHUNK_FRAMES].T
        if sample_format.startswith("s16"):
            chunk = (chunk * 32767).astype(np.int16)
        if not sample_format.endswith("p"):
            chunk = chunk.T.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(chunk), format=sample_format, layout=sound.layout.name
        )
        frame.sample_rate = sound.rate
        frame.pts = start
        container.mux(sound.encode(frame))
    container.mux(sound.encode(None))
