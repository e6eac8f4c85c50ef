"""Writes a stem file of Native Instruments: one MP4 with the mix and its four stems."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.packet import Packet
from numpy.typing import NDArray

from player.mp4_boxes import add_to_user_data
from player.multitrack import SAMPLE_RATE, Samples
from player.stem_manifest import STEMS_IN_FILE, StemManifest

StemCodec = Literal["aac", "alac"]

_STREAMS = 1 + STEMS_IN_FILE
_AAC_BITS_PER_S = 256_000
_SAMPLE_FORMATS: dict[StemCodec, str] = {"aac": "fltp", "alac": "s32p"}
_STEPS_OF_24_BITS = 1 << 23
# How long the sound is, without what the encoder adds at both ends, stands in the edit list. It is
# counted in the film's units, which are thousandths unless it is told.
_OPTIONS = {"movie_timescale": str(SAMPLE_RATE)}


class StemMp4Writer:
    """Writes block by block; a context manager. Every method raises OSError.

    The streams begin and end together: what AAC adds in front is told in each one's edit list. Only
    the mix is marked to be played by players that know nothing of stems.

    codec: aac, 256 kbit/s for each stream, or alac, which keeps 24 bits.
    manifest: of the four stems. title: what players show instead of the file's name.
    """

    def __init__(
        self, path: Path, codec: StemCodec, manifest: StemManifest, *, title: str = ""
    ) -> None:
        if len(manifest.stems) != STEMS_IN_FILE:
            raise ValueError(f"a stem file has no {len(manifest.stems)} stems")
        self._path = path
        self._manifest = manifest
        self._frames = 0
        with _as_os_errors(path):
            self._container = av.open(f"file:{path}", "w", format="mp4", options=dict(_OPTIONS))
            if title:
                self._container.metadata["title"] = title
            self._streams = [self._new_stream(codec) for _ in range(_STREAMS)]

    def _new_stream(self, codec: StemCodec) -> AudioStream:
        stream = self._container.add_stream(
            codec, rate=SAMPLE_RATE, layout="stereo", format=_SAMPLE_FORMATS[codec]
        )
        assert isinstance(stream, AudioStream)
        if codec == "aac":
            stream.bit_rate = _AAC_BITS_PER_S
        return stream

    def __enter__(self) -> StemMp4Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is not None:
            with contextlib.suppress(OSError, av.FFmpegError):  # it has gone wrong already
                self._container.close()
            return
        with _as_os_errors(self._path):
            for stream in self._streams:
                self._mux(stream.encode(None))
            self._container.close()
        try:
            add_to_user_data(self._path, b"stem", self._manifest.encode())
        except ValueError as broken:  # a disk that was full only when the file was closed
            raise OSError(errno.EIO, str(broken), str(self._path)) from broken

    def write(self, block: Samples) -> None:
        """Append float32 (frames, 10), full scale 1.0: the mix, then the stems, two channels of
        each.
        """
        with _as_os_errors(self._path):
            for index, stream in enumerate(self._streams):
                frame = self._frame(stream, block[:, 2 * index : 2 * index + 2])
                self._mux(stream.encode(frame))
        self._frames += len(block)

    def _frame(self, stream: AudioStream, sound: Samples) -> AudioFrame:
        kind = stream.format.name
        planes = _in_24_bits(sound) if kind == "s32p" else sound
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(planes.T), format=kind, layout="stereo"
        )
        frame.sample_rate = SAMPLE_RATE
        frame.pts = self._frames
        return frame

    def _mux(self, packets: list[Packet[Any]]) -> None:
        for packet in packets:
            self._container.mux(packet)


def _in_24_bits(sound: Samples) -> NDArray[Any]:
    """The nearest steps, in the upper 24 of 32 bits."""
    steps = np.rint(sound * np.float32(_STEPS_OF_24_BITS))
    within = np.clip(steps, -_STEPS_OF_24_BITS, _STEPS_OF_24_BITS - 1)
    upper: NDArray[Any] = within.astype(np.int32) << 8
    return upper


@contextlib.contextmanager
def _as_os_errors(path: Path) -> Iterator[None]:
    """Tell every refusal of FFmpeg's as the system's."""
    try:
        yield
    except av.FFmpegError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or str(error), str(path)) from error
