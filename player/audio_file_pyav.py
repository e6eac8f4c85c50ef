"""Decodes with FFmpeg what libsndfile cannot: MP3, M4A, ALAC, WMA, video files, surround."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from player.cut_short import is_cut_short
from player.errors import NoSoundInFileError, NotAudioError, UnsupportedAudioError
from player.stereo_downmix import can_downmix, names_by_count

# Only files that hold sound themselves: no playlists (they lead to other files and to the
# network), no pictures and no text, all of which FFmpeg would "open".
_CONTAINERS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dts,eac3,flac,flv,matroska,mov,mp3,mpc,mpc8,mpeg,"
    "mpegts,ogg,oma,rm,tak,tta,w64,wav,webm,wv"
)
_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": _CONTAINERS}

# Their length is a guess from the bit rate.
_BARE_STREAMS = {"aac", "ac3", "amr", "dts", "eac3", "mp3", "mpeg", "mpegts"}

# Containers count whole codec frames (AAC 23 ms, ALAC 93 ms) and round; less is not missing.
_LENGTH_SLACK_S = 0.25

# Random bytes hold a frame that decodes, by chance, sooner or later; sound holds more of them.
_FRAMES_TO_JUDGE_BY = 20

_DECODING_ERRORS = (av.FFmpegError, ValueError, RuntimeError)


class PyavDecoder:
    """The sound of a file open in FFmpeg; see `player.audio_file.Decoder`.

    The encoder's delay is left out where the container tells it (MP3, M4A, Opus).

    audio_index: which of the file's streams of sound, of those that begin and end together; then
    what the encoder added behind them is left out too. None for the one that a player would play.

    Raises: NotAudioError where FFmpeg cannot read it, NoSoundInFileError where there is no sound
    track or not one frame on it, UnsupportedAudioError where there is no decoder or no way to
    stereo.
    """

    def __init__(self, path: Path, audio_index: int | None = None) -> None:
        self._path = path
        self._audio_index = audio_index
        try:
            # With the protocol named, a colon in a file's name cannot name another one.
            self._container = av.open(
                f"file:{path}", metadata_errors="replace", options=dict(_OPTIONS)
            )
        except _DECODING_ERRORS as error:
            raise NotAudioError(path, _reason(error)) from error
        try:
            self._stream = self._sound_track()
            self.title = self._title_tag()
            self._damaged_packets = 0
            self._ends_damaged = False
            self._frames = self._decoded_frames()
            self._first = self._first_frames()
            self.rate = self._first[0].sample_rate
            self.channel_names = self._names_of_channels()
        except BaseException:
            self.close()
            raise
        self._length_s = _length_s(self._container, self._stream)
        self.frames = round(self._length_s * self.rate)
        self.truncated = False

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """About a second at a time, float32 (frames, channels), exact for integer samples."""
        pieces: list[NDArray[np.float32]] = []
        total_frames = pending_frames = 0
        sound = self._interleaved()
        for samples in sound if self._audio_index is None else self._as_long_as_said(sound):
            pieces.append(samples)
            pending_frames += len(samples)
            if pending_frames >= self.rate:
                total_frames += pending_frames
                yield np.concatenate(pieces)
                pieces, pending_frames = [], 0
        if pieces:
            yield np.concatenate(pieces)
        self.truncated = self._is_truncated(total_frames + pending_frames)
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def _sound_track(self) -> AudioStream:
        streams = self._container.streams
        stream = streams.best("audio")
        if self._audio_index is not None:
            if self._audio_index >= len(streams.audio):
                raise NoSoundInFileError(self._path, "a stem is missing")
            stream = streams.audio[self._audio_index]
        if not isinstance(stream, AudioStream):
            if self._container.streams.video:
                raise NoSoundInFileError(self._path, "a film without a sound track")
            raise NotAudioError(self._path)
        if stream.codec_context is None:
            raise UnsupportedAudioError(self._path, "it is encrypted or in an unknown codec")
        return stream

    def _title_tag(self) -> str:
        tags = {**self._stream.metadata, **self._container.metadata}
        return next((text for name, text in tags.items() if name.lower() == "title"), "")

    def _decoded_frames(self) -> Iterator[AudioFrame]:
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except _DECODING_ERRORS:
                self._damaged_packets += 1
                self._ends_damaged = True
                return
            if packet is None:
                return
            try:
                frames = [frame for frame in packet.decode() if isinstance(frame, AudioFrame)]
            except _DECODING_ERRORS:
                # One damaged packet is a click, not the end of the song.
                self._damaged_packets += 1
                self._ends_damaged = True
                continue
            if frames and packet.size:
                self._ends_damaged = False
            yield from frames

    def _first_frames(self) -> list[AudioFrame]:
        first = list(islice(self._frames, _FRAMES_TO_JUDGE_BY))
        if self._damaged_packets > len(first):
            raise NotAudioError(self._path, "nothing in it can be decoded")
        if not first:
            # Without a header of its own, a file without sound is any file.
            if self._container.format.name in _BARE_STREAMS:
                raise NotAudioError(self._path)
            raise NoSoundInFileError(self._path)
        return first

    def _names_of_channels(self) -> tuple[str, ...]:
        channels = self._first[0].layout.channels
        names = tuple(channel.name for channel in channels)
        if not can_downmix(names):
            names = names_by_count(len(channels))
        if not names:
            raise UnsupportedAudioError(self._path, f"{len(channels)} channels without names")
        return names

    def _interleaved(self) -> Iterator[NDArray[np.float32]]:
        # Interleaved before NumPy sees it: PyAV miscounts the planes of eight planar channels.
        interleaver = av.AudioResampler(format="flt")
        for frame in chain(self._first, self._frames):
            try:
                packed_frames = interleaver.resample(frame)
            except _DECODING_ERRORS:
                return  # the rate or the channels changed midway
            for packed in packed_frames:
                samples = packed.to_ndarray().reshape(-1, len(self.channel_names))
                yield samples.astype(np.float32, copy=False)

    def _as_long_as_said(
        self, sound: Iterator[NDArray[np.float32]]
    ) -> Iterator[NDArray[np.float32]]:
        left = self.frames if self.frames > 0 else None
        for samples in sound:
            yield samples[:left]
            if left is not None:
                left = max(0, left - len(samples))

    def _is_truncated(self, total_frames: int) -> bool:
        if self._container.format.name == "mp3":
            return is_cut_short(self._path)  # tags behind the sound look like damage
        length_is_known = self._container.format.name not in _BARE_STREAMS
        missing_s = self._length_s - total_frames / self.rate
        is_too_short = length_is_known and missing_s > _LENGTH_SLACK_S
        return is_too_short or self._ends_damaged or is_cut_short(self._path)


def _length_s(container: InputContainer, stream: AudioStream) -> float:
    """How long the sound claims to be; 0 where only the whole film's length is known."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / av.time_base
    return 0.0


def _reason(error: Exception) -> str:
    if isinstance(error, av.ArgumentError):
        return ""  # its container is not in our list, which FFmpeg says as "invalid argument"
    return getattr(error, "strerror", None) or str(error)
