from __future__ import annotations

from separation.training.notes import BEND, Control, Note, Part


def test_a_cut_counts_from_its_start_and_keeps_standing_controls() -> None:
    notes = (Note(0.5, 1.5, 60, 90), Note(1.0, 4.0, 64, 90), Note(3.5, 4.0, 67, 90))
    controls = (Control(0.0, 7, 50), Control(0.5, 7, 80), Control(2.0, BEND, 100))
    cut = Part(0, False, notes, controls).cut(1.0, 3.0)
    assert cut.notes == (Note(0.0, 2.0, 64, 90),)
    assert cut.controls == (Control(0.0, 7, 80), Control(1.0, BEND, 100))


def test_drums_are_not_transposed() -> None:
    notes = (Note(0.0, 1.0, 36, 90),)
    assert Part(0, True, notes).transposed(3).notes[0].pitch == 36
    assert Part(0, False, notes).transposed(3).notes[0].pitch == 39


def test_polyphony_counts_notes_at_once() -> None:
    chord = tuple(Note(0.0, 2.0, pitch, 90) for pitch in (60, 64, 67))
    assert Part(0, False, chord).polyphony() == 3.0
    assert Part(0, False, (Note(0.0, 1.0, 60, 90), Note(1.0, 2.0, 62, 90))).polyphony() == 1.0
