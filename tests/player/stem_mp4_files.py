"""Stem files as another program would find them, and their bytes taken apart without ours."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from player.multitrack import SAMPLE_RATE, Samples
from player.stem_manifest import StemLabel, StemManifest
from player.stem_mp4_writer import StemCodec, StemMp4Writer
from tests.player.songs import noise_song, stem_sum

NAMES = ("Drums", "Bass", "Other", "Vocals")
MANIFEST = StemManifest(tuple(StemLabel(name, "#102030") for name in NAMES))


def write_stem_mp4(
    path: Path,
    seconds: float = 1.0,
    codec: StemCodec = "aac",
    manifest: StemManifest = MANIFEST,
    title: str = "Blues",
) -> Samples:
    """Write noise; returns what was written: float32 (frames, 10), the mix and the stems."""
    song = noise_song(seconds)
    sound = np.concatenate([stem_sum(song), *song.stems], axis=1)
    with StemMp4Writer(path, codec, manifest, title=title) as writer:
        for start in range(0, len(sound), 10_000):
            writer.write(sound[start : start + 10_000])
    return sound


def streams_in(path: Path) -> list[Samples]:
    """Every stream of sound in the file, float32 (frames, 2), as FFmpeg itself gives it."""
    with av.open(str(path)) as container:
        count = len(container.streams.audio)
    return [_stream(path, index) for index in range(count)]


def _stream(path: Path, index: int) -> Samples:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("flt", "stereo", SAMPLE_RATE)
        blocks = [
            packed.to_ndarray().reshape(-1, 2)
            for frame in container.decode(container.streams.audio[index])
            for packed in resampler.resample(frame)
        ]
    return np.concatenate(blocks)


def bodies(content: bytes, *path: bytes) -> Iterator[bytes]:
    """The bodies of all boxes at a path, in bytes of sizes below 4 GiB."""
    place = 0
    while place < len(content):
        size, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + size]
        if kind == path[0]:
            yield from [body] if len(path) == 1 else bodies(body, *path[1:])
        place += size
