"""Where in the song a recording was played: which of its frames belong to which song frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from player.multitrack import SAMPLE_RATE
from player.recording_log import HeardAnchor, RecordingLog
from player.stem_stream import Anchor
from player.stream_clock import StreamClock, StreamGap

# What a splice moves to be in phase is no jump; a jump that is heard is longer.
_SAME_PLACE_S = 0.03
SHORTEST_S = 0.3
"""Nobody plays anything in less; it comes from a tempo that is being dragged."""
# How early an attack may be, and how long the last note may ring on, into a count-in or a pause.
_LEAD_S, _RINGS_S = 0.2, 0.5
_POINT_EVERY_S = 1.0
_JUST_BESIDE_S = 1e-7
# No device is further behind another.
_NEAR_S = 1.0


@dataclass(frozen=True)
class TakePart:
    """One way through the song at one tempo and pitch: a round of a loop, or until a jump.

    Where the song waited before it, an attack that was early belongs to it, and where it waited
    behind it, what rang on. Where rounds follow at once, what came in during a round is of that
    round.

    points: (frame of the recording, song frame), both growing; between two it goes straight on.
    ratio: song seconds per real second. pitch_semitones: how much higher the song sounded.
    gaps: where in the recording something was lost, and how much. lead_frames, tail_frames: how
    many song frames of the points come before and behind what was played to.
    """

    points: tuple[tuple[float, float], ...]
    ratio: float
    pitch_semitones: float
    gaps: tuple[StreamGap, ...] = ()
    lead_frames: float = 0.0
    tail_frames: float = 0.0

    @property
    def track_start_frame(self) -> int:
        """The song frame of the first sound of it, which may be early."""
        return round(self.points[0][1])

    @property
    def start_frame(self) -> int:
        """The first song frame that was played to."""
        return round(self.points[0][1] + self.lead_frames)

    @property
    def stop_frame(self) -> int:
        """The song frame behind the last one that was played to."""
        return round(self.points[-1][1] - self.tail_frames)


@dataclass(frozen=True)
class _Way:
    """Anchors that go on from one another, and the output frame where that ends; with what is
    taken of the waits around it. start_song_frame, stop_song_frame: without.
    """

    anchors: tuple[Anchor, ...]
    pitch_semitones: float
    stop_frame: float
    start_song_frame: float
    stop_song_frame: float


def take_parts(log: RecordingLog, recorded_frames: int) -> tuple[TakePart, ...]:
    """What was played in a recording, way after way.

    recorded_frames: how long it is. What nobody knows the place of is not part of any.

    What the clocks of devices say is off by milliseconds, and what is certain bounds it: an output
    has not played what was taken from the ring before it began, and nothing came in before the
    input was opened, or after it was there. So two recordings, one made after the other, never
    claim the same moment.
    """
    if not log.input_readings or not log.output_readings:
        return ()
    head = log.head
    heard_in = StreamClock(log.input_readings, head.sample_rate, head.opened_at_s)
    heard_out = StreamClock(log.output_readings, head.output_rate)
    first_frame = max(0.0, heard_in.frame_at(head.opened_at_s))
    last_frame = min(float(recorded_frames), heard_in.frame_at(log.came_in_by_s))
    anchors = _since(log.anchors, head.output_begun_frame)
    parts = []
    for way in _ways(anchors, float(log.heard_frame), head.output_rate):
        points = _points(way, heard_in, heard_out, head.round_trip_s, head.output_rate)
        points = _within(points, first_frame, last_frame)
        if len(points) < 2:
            continue
        ratio = way.anchors[0].ratio * head.output_rate / SAMPLE_RATE
        start_frame = max(points[0][1], way.start_song_frame)
        stop_frame = min(points[-1][1], way.stop_song_frame)
        if stop_frame - start_frame < SHORTEST_S * SAMPLE_RATE * ratio:
            continue
        gaps = tuple(gap for gap in heard_in.gaps if points[0][0] < gap.frame < points[-1][0])
        lead_frames, tail_frames = start_frame - points[0][1], points[-1][1] - stop_frame
        parts.append(TakePart(points, ratio, way.pitch_semitones, gaps, lead_frames, tail_frames))
    return tuple(parts)


def _since(anchors: Sequence[HeardAnchor], output_frame: float) -> list[HeardAnchor]:
    """Anchors from an output frame on; the one that covers it begins there."""
    before = [each for each in anchors if each.anchor.output_frame <= output_frame]
    behind = [each for each in anchors if each.anchor.output_frame > output_frame]
    if not before:
        return behind
    last = before[-1].anchor
    begin = replace(last, output_frame=output_frame, song_frame=last.song_frame_at(output_frame))
    return [replace(before[-1], anchor=begin), *behind]


def _ways(anchors: Sequence[HeardAnchor], heard_frame: float, rate: int) -> list[_Way]:
    """Anchors, cut where the song jumps, waits, or changes its tempo or pitch."""
    runs: list[list[HeardAnchor]] = []
    for each in anchors:
        if runs and goes_on(runs[-1][-1], each, rate):
            runs[-1].append(each)
        else:
            runs.append([each])
    edges = [*(run[0].anchor.output_frame for run in runs), heard_frame]

    def waited(index: int) -> float:
        if not 0 <= index < len(runs) or runs[index][0].anchor.ratio:
            return 0.0
        return edges[index + 1] - edges[index]

    ways = []
    for index, run in enumerate(runs):
        if run[0].anchor.ratio == 0.0:
            continue
        lead, behind = min(_LEAD_S * rate, waited(index - 1)), waited(index + 1)
        # Of a short wait the attack that follows has more than what rings on.
        following = min(_LEAD_S * rate, behind) if index + 2 < len(runs) else 0.0
        tail = min(_RINGS_S * rate, behind - following)
        ways.append(_way(run, edges[index + 1], lead, tail))
    return ways


def _way(run: Sequence[HeardAnchor], stop: float, lead: float, tail: float) -> _Way:
    """lead, tail: how many output frames before and behind it are taken along."""
    first, *others = (each.anchor for each in run)
    last = run[-1].anchor
    # Before its start there is no song.
    lead = min(lead, first.song_frame / first.ratio)
    early = replace(
        first,
        output_frame=first.output_frame - lead,
        song_frame=first.song_frame - lead * first.ratio,
    )
    return _Way(
        (early, *others),
        run[0].pitch_semitones,
        stop + tail,
        first.song_frame,
        last.song_frame_at(stop),
    )


def goes_on(before: HeardAnchor, after: HeardAnchor, rate: int) -> bool:
    """Whether one anchor goes on where the other led, alike. rate: of the output, in Hz."""
    one, other = before.anchor, after.anchor
    if (one.ratio, before.pitch_semitones) != (other.ratio, after.pitch_semitones):
        return False
    jump = other.song_frame - one.song_frame_at(other.output_frame)
    return abs(jump) <= _SAME_PLACE_S * rate * one.ratio


def _points(
    way: _Way, heard_in: StreamClock, heard_out: StreamClock, round_trip_s: float, rate: int
) -> tuple[tuple[float, float], ...]:
    """Every second, at every anchor and at every break: which frame came in when this was heard."""

    def came_in(output_frame: float) -> float:
        return heard_in.frame_at(heard_out.time_at(output_frame) + round_trip_s)

    points: dict[float, float] = {}
    stops = [*(anchor.output_frame for anchor in way.anchors[1:]), way.stop_frame]
    for anchor, stop in zip(way.anchors, stops, strict=True):
        length = stop - anchor.output_frame
        if length <= 0:
            continue
        count = max(1, int(np.ceil(length / rate / _POINT_EVERY_S)))
        last = count + (stop == way.stop_frame)
        for step in range(last):
            at = anchor.output_frame + length * step / count
            points[came_in(at)] = anchor.song_frame_at(at)
    first_s, last_s = (
        heard_out.time_at(frame) + round_trip_s
        for frame in (way.anchors[0].output_frame, way.stop_frame)
    )
    breaks_s = [*_breaks_s(heard_in), *(at_s + round_trip_s for at_s in _breaks_s(heard_out))]
    for break_s in breaks_s:
        if not first_s - _NEAR_S < break_s < last_s + _NEAR_S:
            continue
        # Up to a break as before it, then at once as behind it.
        for time_s in (break_s - _JUST_BESIDE_S, break_s + _JUST_BESIDE_S):
            at = heard_out.frame_at(time_s - round_trip_s)
            if way.anchors[0].output_frame < at < way.stop_frame:
                covering = [each for each in way.anchors if each.output_frame <= at][-1]
                points[heard_in.frame_at(time_s)] = covering.song_frame_at(at)
    return _growing(sorted(points.items()))


def _breaks_s(clock: StreamClock) -> Iterator[float]:
    """When the stream of a clock stands still or jumps: where that begins, and where it ends."""
    for each in clock.breaks:
        if each.later_s > 0:
            yield each.at_s - each.later_s
        yield each.at_s


def _growing(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Without those that would go back in the song."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if not kept or point[1] > kept[-1][1]:
            kept.append(point)
    return tuple(kept)


def _within(
    points: tuple[tuple[float, float], ...], first_frame: float, last_frame: float
) -> tuple[tuple[float, float], ...]:
    """Those between two frames of the recording, and these two."""
    if len(points) < 2:
        return ()
    at, song = np.array(points).T
    first, last = max(first_frame, float(at[0])), min(last_frame, float(at[-1]))
    if first >= last:
        return ()
    inside = [point for point in points if first < point[0] < last]
    ends = [(frame, float(np.interp(frame, at, song))) for frame in (first, last)]
    return (ends[0], *inside, ends[1])
