"""What there is of a song, told to its pictures: the mix, the stems, the sum of some of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from app.song_loading import MIX_TRACK, Song
from app.song_pictures import SongPictures
from app.stem_groups import StemGroups
from player.multitrack import Multitrack, Samples
from player.peaks_file import PeaksFile

Spans = tuple[tuple[int, int], ...]


def feed_mix(pictures: SongPictures, song: Song, known_frames: int) -> None:
    """Show what of the mix is decoded beyond the frames that were known."""
    pictures.set_source(MIX_TRACK, song.read_mix, song.folder.peaks(MIX_TRACK))
    if song.decoded_frames > known_frames:
        pictures.add_span(MIX_TRACK, known_frames, song.decoded_frames)


def feed_stems(
    pictures: SongPictures,
    stems: Mapping[str, Samples],
    peaks_file: Callable[[str], PeaksFile],
    span: tuple[int, int],
) -> None:
    """Show each of these stems in (start_frame, stop_frame), where they can be read now.

    peaks_file: where the waveform of the stem of that name is kept.
    """
    for name, samples in stems.items():
        pictures.set_source(name, _reading(samples), peaks_file(name))
        pictures.add_span(name, *span)


def feed_rest(
    pictures: SongPictures, groups: StemGroups, multitrack: Multitrack, spans: Spans
) -> None:
    """Show everything else beside one stem, if there is a strip for it, in these spans."""
    if groups.rest is None or not multitrack.names:
        return
    by_name = dict(zip(multitrack.names, multitrack.stems, strict=True))
    read = _reading_sum([by_name[stem] for stem in groups.members])
    pictures.set_source(groups.rest, read)
    for start_frame, stop_frame in spans:
        pictures.add_span(groups.rest, start_frame, stop_frame)


def _reading_sum(stems: list[Samples]) -> Callable[[int, int], Samples]:
    def read(start_frame: int, stop_frame: int) -> Samples:
        total = np.array(stems[0][start_frame:stop_frame])
        for samples in stems[1:]:
            total += samples[start_frame:stop_frame]
        return total

    return read


def _reading(samples: Samples) -> Callable[[int, int], Samples]:
    def read(start_frame: int, stop_frame: int) -> Samples:
        return np.array(samples[start_frame:stop_frame])

    return read
