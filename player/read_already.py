"""What a stream has read and nobody has heard yet: whether it is still what should be played."""

from __future__ import annotations

from player.read_ahead import song_path
from player.settings import Settings
from player.stem_stream import StemStream


def is_read_true(stream: StemStream, heard_frame: float, settings: Settings) -> bool:
    """Whether these settings would have had the stream read the same from a frame of it on."""
    played, wanted = stream.read_ahead.multitrack, settings.multitrack
    in_hand = stream.song_path_from(heard_frame)
    if not in_hand:
        return True
    first = in_hand[0]
    path = song_path(
        kept_in_loop(first.start_frame, stream, settings),
        sum(piece.frames for piece in in_hand),
        settings.loop,
        wanted.frames,
        pause_frames=stream.pause_frames(settings.wait_s),
        pause_left=first.frames if first.is_pause else 0,
    )
    if path != in_hand:
        return False
    loop = settings.loop
    if stream.has_ended and loop is not None and loop.end_frame == wanted.frames:
        # It goes on where the song ends, but this stream cannot.
        return False
    spans = [
        (piece.start_frame, piece.start_frame + piece.frames)
        for piece in in_hand
        if not piece.is_pause
    ]
    return all(played.finished_within(*s) == wanted.finished_within(*s) for s in spans)


def kept_in_loop(song_frame: int, stream: StemStream, settings: Settings) -> int:
    """Where to go on: where it is, unless the loop's edge was dragged in front of the playhead."""
    loop, before = settings.loop, stream.read_ahead.loop
    if loop is not None and before is not None and before.contains(song_frame):
        song_frame = song_frame if song_frame < loop.end_frame else loop.start_frame
    return min(song_frame, settings.multitrack.frames)
