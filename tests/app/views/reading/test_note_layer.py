"""Notes over the spectrogram: where they stand, how sure they look, which are lit."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.pitch_axis import PitchAxis
from app.views.reading.drum_rows import rows_rect
from app.views.reading.note_layer import NoteLayer, NotesShown, Voice
from app.views.time_axis import TimeAxis
from player.reading.drum_hits import Drum, DrumHit
from player.reading.song_notes import PitchTrace, SongNote, SongNotes
from tests.app.views.conftest import SAMPLE_RATE, Pixels, rgb

COLOUR = QColor("#00ff00")
# 20 px are a second.
SURE, UNSURE = SongNote(12_000, 17_000, 60.0), SongNote(20_000, 25_000, 64.0, 0.8, 0.2)


@pytest.fixture
def layer(qtbot: QtBot, axis: TimeAxis) -> NoteLayer:
    """20 px are a second, 20 px a semitone."""
    pitches = PitchAxis()
    pitches.show((53.5, 73.5))
    made = NoteLayer(axis, pitches, SAMPLE_RATE)
    made.setProperty("kept", pitches)
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    return made


def voice(*notes: SongNote, trace: PitchTrace | None = None) -> Voice:
    return Voice(SongNotes(notes), trace, COLOUR)


def trace(midi: list[float], confidence: float = 1.0) -> PitchTrace:
    """A value every second from 10 s on."""
    frames = np.arange(10_000, 10_000 + 1000 * len(midi), 1000)
    shape = np.full(len(midi), confidence, np.float32)
    return PitchTrace(frames, np.array(midi, np.float32), shape)


def ink(pixels: NDArray[np.uint8], place: QRectF) -> float:
    """How much of the voice's colour there is in a rectangle, at most 1."""
    top, bottom = max(0, round(place.top())), round(place.bottom())
    left, right = max(0, round(place.left())), round(place.right())
    part = pixels[top : bottom + 1, left : right + 1].astype(int)
    return float(np.clip(part[..., 1] - part[..., 0], 0, 255).max(initial=0)) / 255


def test_nothing_is_seen_until_it_is_asked_for(layer: NoteLayer, pixels: Pixels) -> None:
    layer.set_voices([voice(SURE)])
    bare = pixels(layer)
    layer.set_shown(NotesShown.BLOCKS)
    assert (pixels(layer) != bare).any()
    layer.set_shown(NotesShown.NOTHING)
    assert (pixels(layer) == bare).all()


def test_a_block_stands_from_its_start_to_its_end_on_its_key(layer: NoteLayer) -> None:
    place = layer.places.rect_of(SURE, layer.size())
    assert (place.left(), place.right()) == pytest.approx((40, 140))
    assert place.center().y() == pytest.approx(layer.places.y_of(60, layer.size()))
    # A voice is seldom exactly on a key.
    near = SongNote(SURE.start_frame, SURE.stop_frame, 60.4)
    assert layer.places.rect_of(near, layer.size()) == place
    layer.set_spelling(30.0, flats=False)
    assert layer.places.rect_of(near, layer.size()).center().y() == pytest.approx(
        layer.places.y_of(60.3, layer.size())
    )


def test_what_is_not_sure_is_fainter(layer: NoteLayer, pixels: Pixels) -> None:
    layer.set_shown(NotesShown.BLOCKS)
    layer.set_voices([voice(SURE, UNSURE)])
    seen = pixels(layer)
    sure, unsure = (ink(seen, layer.places.rect_of(each, layer.size())) for each in (SURE, UNSURE))
    assert sure > 0.9
    assert 0.2 < unsure < 0.7


def test_the_one_under_the_playhead_is_lit(layer: NoteLayer, pixels: Pixels) -> None:
    layer.set_shown(NotesShown.BLOCKS)
    layer.set_voices([voice(SURE, UNSURE)])
    middle = layer.places.rect_of(SURE, layer.size()).center().toPoint()
    accent = rgb(DARK.accent)
    for time_s, is_lit in ((11.9, False), (12.0, True), (16.99, True), (17.0, False)):
        layer.set_playhead(time_s)
        assert (SURE in layer.lit) is is_lit
        # Beside the name that stands in it.
        colour = tuple(pixels(layer)[middle.y(), middle.x() + 20])
        assert (colour == accent) is is_lit


def test_a_chosen_one_stands_out(layer: NoteLayer, pixels: Pixels) -> None:
    layer.set_shown(NotesShown.BLOCKS)
    layer.set_voices([voice(SURE)])
    before = pixels(layer)
    layer.set_chosen([SURE])
    seen = pixels(layer)
    middle = layer.places.rect_of(SURE, layer.size()).center().toPoint()
    assert (seen[middle.y(), middle.x() + 20] != before[middle.y(), middle.x() + 20]).any()


def test_the_line_follows_the_pitch_and_ends_where_there_is_none(
    layer: NoteLayer, pixels: Pixels
) -> None:
    layer.set_shown(NotesShown.LINE)
    nan = float("nan")
    layer.set_voices([voice(trace=trace([60, 60, 61, nan, nan, 67, 67]))])
    seen, size = pixels(layer), layer.size()

    def at(second: float, midi: float) -> float:
        x, y = layer.places.x_of(second * SAMPLE_RATE, size), layer.places.y_of(midi, size)
        return ink(seen, QRectF(x - 1, y - 1, 2, 2))

    assert at(10.5, 60) > 0.9
    assert at(11.5, 60.5) > 0.9
    assert at(15.5, 67) > 0.9
    # Nor does a line lead from one to the other.
    assert ink(seen, QRectF(50, 0, 45, 400)) < 0.1


def test_a_line_that_is_not_sure_fades(layer: NoteLayer, pixels: Pixels) -> None:
    layer.set_shown(NotesShown.LINE)
    strengths = []
    for confidence in (1.0, 0.6, 0.2):
        layer.set_voices([voice(trace=trace([60.0] * 10, confidence))])
        strengths.append(ink(pixels(layer), QRectF(10, 0, 100, 400)))
    assert strengths[0] > strengths[1] + 0.1 > strengths[2] + 0.2


def test_hits_stand_in_the_row_of_their_drum(layer: NoteLayer, pixels: Pixels) -> None:
    layer.set_shown(NotesShown.BLOCKS)
    hits = [DrumHit(20_000, Drum.HIHAT), DrumHit(22_000, Drum.SNARE), DrumHit(24_000, Drum.KICK)]
    layer.set_hits(hits, COLOUR)
    seen, area = pixels(layer), rows_rect(layer.size())
    row = area.height() / 3
    for number, hit in enumerate(hits):
        x = layer.places.x_of(hit.frame, layer.size())
        strengths = [
            ink(seen, QRectF(x, area.top() + each * row + 2, 3, row - 5)) > 0.5 for each in range(3)
        ]
        assert strengths == [each == number for each in range(3)]
    layer.set_hits((), COLOUR)
    assert ink(pixels(layer), area) < 0.05


def test_the_nearest_note_is_under_the_mouse(layer: NoteLayer) -> None:
    notes, size = (SURE, UNSURE), layer.size()
    place = layer.places.rect_of(SURE, size)
    at = layer.places.note_at
    assert at(place.center(), notes, size, 4) == SURE
    assert at(place.topLeft() - QPointF(3, 3), notes, size, 4) == SURE
    assert at(place.topLeft() - QPointF(6, 6), notes, size, 4) is None
    # Of two in one place the later of the list.
    other = SongNote(12_000, 16_000, 60.0)
    assert at(place.center(), (SURE, other), size, 4) == other


def test_a_very_short_note_can_be_seen(layer: NoteLayer) -> None:
    place = layer.places.rect_of(SongNote(12_000, 12_001, 60.0), layer.size())
    assert place.width() >= 3
