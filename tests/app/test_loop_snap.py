"""Where a dragged edge comes to rest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bookmarks import Bookmarks, Marker, NamedLoop
from app.loop_snap import SnapKind, SnapPoint, SnapPoints

SONG = 100_000
NO_BEATS = np.zeros(0, np.int64)
RIFF, SAX = NamedLoop("Riff", 20_000, 30_000), Marker("Sax", 50_000)

frames = st.integers(0, SONG)


@st.composite
def points(draw: st.DrawFn) -> SnapPoints:
    bookmarks = Bookmarks()
    for number, frame in enumerate(draw(st.lists(frames, max_size=4))):
        bookmarks = bookmarks.add(Marker(f"Marker {number}", frame))
    for number, (start, more) in enumerate(
        draw(st.lists(st.tuples(frames, st.integers(1, SONG)), max_size=3))
    ):
        bookmarks = bookmarks.add(NamedLoop(f"Loop {number}", start, start + more))
    beats = np.array(sorted(draw(st.sets(frames, max_size=20))), np.int64)
    return SnapPoints(bookmarks, SONG, draw(st.none() | frames), beats)


def everything(points: SnapPoints) -> list[int]:
    """Every frame that holds an edge, gathered the plain way."""
    loops, markers = points.bookmarks.loops, points.bookmarks.markers
    found = [0, points.song_frames, *points.beats.tolist()]
    found += [marker.frame for marker in markers]
    found += [frame for loop in loops for frame in (loop.start_frame, loop.end_frame)]
    return found if points.playhead_frame is None else [*found, points.playhead_frame]


@given(points(), st.floats(0, SONG), st.floats(0, 2000))
def test_it_is_the_nearest_of_all_or_none_within_reach(
    points: SnapPoints, frame: float, reach: float
) -> None:
    nearest = min(abs(each - frame) for each in everything(points))
    found = points.nearest(frame, reach)
    if found is None:
        assert nearest > reach
    else:
        assert abs(found.frame - frame) == nearest <= reach


@given(points(), frames, st.integers(1, SONG), st.floats(0, 2000))
def test_a_whole_loop_moves_no_further_than_its_nearer_edge(
    points: SnapPoints, start: int, length: int, reach: float
) -> None:
    nearest = min(
        abs(each - edge) for each in everything(points) for edge in (start, start + length)
    )
    found = points.nearest_to_span(start, start + length, reach)
    if found is None:
        assert nearest > reach
    else:
        point, by_frames = found
        assert abs(by_frames) == nearest <= reach
        assert point.frame in (start + by_frames, start + length + by_frames)


@given(points(), frames)
def test_what_holds_an_edge_holds_it_without_any_reach(points: SnapPoints, frame: int) -> None:
    found = points.nearest(frame, 0.0)
    assert (found is not None) == (frame in everything(points))


@pytest.mark.parametrize(
    ("frame", "point"),
    [
        (49_900, SnapPoint(50_000, SnapKind.MARKER, "Sax")),
        (20_100, SnapPoint(20_000, SnapKind.LOOP_START, "Riff")),
        (29_950, SnapPoint(30_000, SnapKind.LOOP_END, "Riff")),
        (90, SnapPoint(0, SnapKind.SONG_START)),
        (99_990, SnapPoint(SONG, SnapKind.SONG_END)),
        (70_050, SnapPoint(70_000, SnapKind.PLAYHEAD)),
        (60_050, SnapPoint(60_000, SnapKind.BEAT)),
        (50_040, SnapPoint(50_000, SnapKind.MARKER, "Sax")),
        (80_020, SnapPoint(80_000, SnapKind.SECTION, "Chorus 2")),
        (40_000, None),
    ],
)
def test_it_says_what_it_is(frame: int, point: SnapPoint | None) -> None:
    # A beat stands under the marker too: what has a name is named.
    beats = np.array([50_000, 60_000])
    sections = ((80_000, "Chorus 2"),)
    points = SnapPoints(Bookmarks((RIFF,), (SAX,)), SONG, 70_000, beats, sections)
    assert points.nearest(frame, 100) == point


def test_a_playhead_that_moves_holds_nothing() -> None:
    assert SnapPoints(Bookmarks(), SONG, None, NO_BEATS).nearest(70_000, 100) is None
