from __future__ import annotations

from pathlib import Path

import mido
import pytest

from separation.training.general_midi import by_stem
from separation.training.midi_files import read_parts
from separation.training.notes import Note, Part


def write_midi(path: Path, channels: dict[int, tuple[int, int]], notes: int = 4) -> None:
    """A file with `notes` notes of half a second on each channel: (program, pitch)."""
    midi = mido.MidiFile()
    for channel, (program, pitch) in channels.items():
        track = midi.add_track()
        track.append(mido.Message("program_change", channel=channel, program=program))
        for _ in range(notes):
            track.append(mido.Message("note_on", channel=channel, note=pitch, velocity=90))
            track.append(mido.Message("note_off", channel=channel, note=pitch, time=480))
    midi.save(path)


def test_reads_a_part_for_each_program(tmp_path: Path) -> None:
    write_midi(tmp_path / "a.mid", {0: (30, 52), 9: (0, 36)})
    guitar, drums = read_parts(tmp_path / "a.mid")
    assert (guitar.program, guitar.is_drums, len(guitar.notes)) == (30, False, 4)
    assert (drums.is_drums, drums.notes[0].pitch) == (True, 36)
    assert guitar.notes[1].start_s == pytest.approx(0.5)
    assert guitar.notes[1].end_s == pytest.approx(1.0)


def part(program: int, pitch: int = 60, is_drums: bool = False) -> Part:
    return Part(program, is_drums, (Note(0.0, 1.0, pitch, 90),))


def test_programs_go_to_their_stems() -> None:
    drums, bass, guitar, choir = part(0, 36, True), part(33, 35), part(29), part(52)
    stems = by_stem([drums, bass, guitar, choir, part(122)])
    assert stems["drums"] == [drums]
    assert stems["bass"] == [bass]
    assert [found.program for found in stems["other"]] == [29, 48]


def test_a_low_line_is_the_bass_where_there_is_none() -> None:
    stems = by_stem([part(81, 38), part(29, 60)])
    assert [found.program for found in stems["bass"]] == [33]
    assert [found.program for found in stems["other"]] == [29]
