"""Necks and keys as they are drawn: dots where fingers are, lit keys where notes are."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.theme import DARK
from app.views.reading.fret_diagram import paint_fretboard
from app.views.reading.keys_diagram import keys_of, paint_keys
from player.reading.chord_symbol import Chord, Quality, parse_chord
from player.reading.fretboard import GUITAR, UKULELE, Neck, fingering
from tests.app.views.conftest import rgb

# A cell is 40 px: a string each, one column for the number, and a row above the nut.
SIZE_PX, CELL = 280, 40
PLACE = QRectF(0, 0, SIZE_PX, 240)


def painted(image: QImage) -> NDArray[np.uint8]:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[..., 2::-1].copy()


def neck_of(name: str, neck: Neck, *, left_handed: bool = False) -> NDArray[np.uint8]:
    held = fingering(parse_chord(name), neck)
    assert held is not None
    image = QImage(SIZE_PX, 240, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.background))
    painter = QPainter(image)
    paint_fretboard(painter, PLACE, held, DARK, left_handed=left_handed)
    painter.end()
    return painted(image)


def is_held(picture: NDArray[np.uint8], column: int, row: int) -> bool:
    """Whether a finger is at a string, from the left, and a fret, from the top."""
    x, y = CELL * (column + 1), round(CELL * (row + 0.5))
    # Beside the number of the finger.
    return tuple(int(part) for part in picture[y, x - 11]) == rgb(DARK.accent)


def held_places(picture: NDArray[np.uint8]) -> set[tuple[int, int]]:
    """Columns from the left, and frets, where there is a finger."""
    return {place for place in product(range(6), range(1, 6)) if is_held(picture, *place)}


def test_fingers_are_where_they_hold(qapp: QApplication) -> None:
    assert held_places(neck_of("Am", GUITAR)) == {(2, 2), (3, 2), (4, 1)}
    mirrored = neck_of("Am", GUITAR, left_handed=True)
    assert held_places(mirrored) == {(3, 2), (2, 2), (1, 1)}


def test_a_barre_goes_over_its_strings(qapp: QApplication) -> None:
    picture = neck_of("F", GUITAR)
    y = round(1.5 * CELL)
    between = picture[y, 2 * CELL + CELL // 2]
    assert tuple(int(part) for part in between) == rgb(DARK.accent)


def test_high_on_the_neck_the_first_fret_has_its_number(qapp: QApplication) -> None:
    beside = np.s_[CELL : 2 * CELL, : CELL - 18]
    ground = np.array(rgb(DARK.background))
    assert (neck_of("Am", GUITAR)[beside] == ground).all()
    assert not (neck_of("Ebm", GUITAR)[beside] == ground).all()


@pytest.mark.parametrize("name", ["C", "G7", "F#m7b5"])
def test_every_neck_has_a_line_for_each_string(qapp: QApplication, name: str) -> None:
    for neck in (GUITAR, UKULELE):
        row = neck_of(name, neck)[CELL * 5 + 8]
        lines = sum(bool((row[CELL * (n + 1)] != rgb(DARK.background)).any()) for n in range(6))
        assert lines == len(neck.open_midi)


def test_the_keys_of_a_chord_are_its_notes_with_its_bass_below() -> None:
    for root, quality, above in product(range(12), Quality, (None, 4, 10)):
        chord = Chord(root, quality, None if above is None else (root + above) % 12)
        keys = keys_of(chord)
        assert {key % 12 for key in keys} == chord.pitch_classes
        assert keys[0] == chord.lowest
        assert keys[-1] < 24


def test_lit_keys_and_no_others_have_the_accent(qapp: QApplication) -> None:
    image = QImage(14 * 20, 90, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.background))
    painter = QPainter(image)
    paint_keys(painter, QRectF(image.rect()), parse_chord("C"), DARK)
    painter.end()
    bottom = painted(image)[85]
    lit = [key for key in range(14) if tuple(map(int, bottom[key * 20 + 3])) == rgb(DARK.accent)]
    assert lit == [0, 2, 4]
