from __future__ import annotations

import io
import warnings
import zipfile
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.errors import (
    ScoreDamagedError,
    ScoreEmptyError,
    ScoreFileError,
    ScoreFormatError,
    ScoreMissingError,
    ScoreTooLargeError,
)
from player.reading.score import Clef, ClefSign, Jump, NoteValue, Score, Sign, Technique
from player.reading.score_file import read_score

_HEAD = "<part-list><score-part id='P1'><part-name>Voice</part-name></score-part></part-list>"


def _xml(*measures: str, head: str = _HEAD) -> bytes:
    numbered = "".join(
        measure if measure.startswith("<measure") else f"<measure number='{n}'>{measure}</measure>"
        for n, measure in enumerate(measures, start=1)
    )
    return f"<score-partwise>{head}<part id='P1'>{numbered}</part></score-partwise>".encode()


def _note(pitch: str = "C4", duration: int = 4, more: str = "", kind: str = "quarter") -> str:
    return (
        f"<note>{'<chord/>' if 'chord' in more else ''}<pitch><step>{pitch[0]}</step>"
        f"<octave>{pitch[1]}</octave></pitch><duration>{duration}</duration>"
        f"<voice>1</voice><type>{kind}</type>{more.replace('chord', '')}</note>"
    )


_START = (
    "<attributes><divisions>4</divisions><key><fifths>-3</fifths></key>"
    "<time><beats>3</beats><beat-type>4</beat-type></time></attributes>"
)


def _read(tmp_path: Path, data: bytes, name: str = "score.musicxml") -> Score:
    path = tmp_path / name
    path.write_bytes(data)
    return read_score(path)


def test_every_note_another_program_wrote_is_read(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from music21 import chord, clef, key, meter, note, stream, tie

        part = stream.Part()
        part.partName = "Lead"
        part.append([clef.BassClef(), key.KeySignature(-2), meter.TimeSignature("6/8")])
        one = note.Note("B-2", quarterLength=1.5)
        one.tie = tie.Tie("start")
        two = note.Note("B-2", quarterLength=0.5)
        two.tie = tie.Tie("stop")
        part.append([one, two, note.Rest(quarterLength=1.0)])
        part.append(chord.Chord(["C3", "E3", "G#3"], quarterLength=1.0))
        for name in ("D3", "E-3", "F#3"):
            part.append(note.Note(name, quarterLength=Fraction(1, 3)))
        part.append(note.Note("G2", quarterLength=1.0))
        path = tmp_path / "written.musicxml"
        stream.Score([part]).write("musicxml", path)
        expected = [
            (
                measure.number,
                Fraction(element.offset),
                Fraction(element.quarterLength),
                sorted(pitch.midi for pitch in getattr(element, "pitches", ())),
            )
            for measure in part.makeMeasures().getElementsByClass("Measure")
            for element in measure.notesAndRests
        ]
    score = read_score(path)
    (read,) = score.parts
    found = [
        (index + 1, event.start, event.duration, sorted(n.pitch.midi for n in event.notes))
        for index, bar in enumerate(read.bars)
        for event in bar.voices[0]
    ]
    assert found == expected
    assert read.name == "Lead"
    assert read.bars[0].fifths == -2
    assert read.bars[0].clef == Clef(ClefSign.F, 4)
    assert score.bars[0].metre == (6, 8)
    assert [event.notes[0].is_tied for event in read.bars[0].voices[0] if event.notes] == [
        False,
        True,
    ]
    triplet = [event for bar in read.bars for event in bar.voices[0] if event.value.tuplet[0] == 3]
    assert [event.value for event in triplet] == [NoteValue(8, 0, (3, 2))] * 3
    assert triplet[2].notes[0].pitch.name == "F♯3"


def test_voices_staves_and_grace_notes(tmp_path: Path) -> None:
    grace = "<note><grace/><pitch><step>B</step><octave>4</octave></pitch><type>16th</type></note>"
    low = _note("C3", 12, "<staff>2</staff>", "half").replace("<voice>1", "<voice>5")
    bar = (
        _START.replace("</attributes>", "<staves>2</staves></attributes>")
        + grace
        + _note("C5", 12, "<dot/>", "half")
        + "<backup><duration>12</duration></backup>"
        + "<forward><duration>4</duration></forward>"
        + _note("A4", 8, "", "half").replace("<voice>1", "<voice>2")
        + "<backup><duration>12</duration></backup>"
        + low
    )
    upper, lower = _read(tmp_path, _xml(bar)).parts
    assert (upper.name, lower.name) == ("Voice 1", "Voice 2")
    one, two = upper.bars[0].voices
    assert [(each.start, each.duration, each.is_grace) for each in one] == [
        (0, 0, True),
        (0, 3, False),
    ]
    assert [(each.start, each.duration) for each in two] == [(1, 2)]
    assert [each.notes[0].pitch.name for each in lower.bars[0].voices[0]] == ["C3"]


def test_tablature_and_how_notes_are_played(tmp_path: Path) -> None:
    tuning = "".join(
        f"<staff-tuning line='{line}'><tuning-step>{step}</tuning-step>"
        f"<tuning-octave>{octave}</tuning-octave></staff-tuning>"
        for line, (step, octave) in enumerate(["E1", "A1", "D2", "G2"], start=1)
    )
    start = _START.replace(
        "</attributes>",
        f"<clef><sign>TAB</sign><line>5</line></clef><staff-details><staff-lines>4</staff-lines>"
        f"{tuning}</staff-details></attributes>",
    )
    played = (
        "<notations><technical><string>3</string><fret>2</fret><hammer-on type='start'/>"
        "</technical><slide type='stop'/></notations>"
    )
    score = _read(tmp_path, _xml(start + _note("B1", 4, played) + _note("C2", 8, "", "half")))
    (part,) = score.parts
    assert part.strings == (43, 38, 33, 28)
    first, second = part.bars[0].voices[0]
    assert (first.notes[0].string, first.notes[0].fret) == (3, 2)
    assert first.notes[0].techniques == {Technique.HAMMER}
    assert (second.notes[0].string, second.notes[0].fret) == (None, None)


def test_pickups_repeats_endings_and_tempo(tmp_path: Path) -> None:
    full = _note("C4", 12, "<dot/>", "half")
    words = "<direction><direction-type><rehearsal>A</rehearsal></direction-type></direction>"
    tempo = "<direction><sound tempo='84'/></direction>"
    score = _read(
        tmp_path,
        _xml(
            f"<measure number='0' implicit='yes'>{_START}{tempo}{_note()}</measure>",
            words + "<barline><repeat direction='forward'/></barline>" + full,
            "<barline location='left'><ending number='1, 2' type='start'/></barline>" + full,
            full
            + "<barline location='right'><ending number='1, 2' type='stop'/>"
            + "<repeat direction='backward' times='3'/></barline>",
            "<barline><ending number='3' type='start'/></barline>"
            + full
            + "<barline><ending number='3' type='discontinue'/></barline>",
            "<direction><direction-type><segno/></direction-type></direction>" + full,
            full + "<direction><sound dalsegno='x'/></direction>",
        ),
    )
    bars = score.bars
    assert [bar.quarters for bar in bars] == [1, 3, 3, 3, 3, 3, 3]
    assert [bar.number for bar in bars][:2] == ["0", "2"]
    assert bars[0].is_pickup
    assert bars[0].bpm == 84
    assert bars[1].section == "A"
    assert bars[1].repeat_begins
    assert [bar.endings for bar in bars] == [set(), set(), {1, 2}, {1, 2}, {3}, set(), set()]
    assert bars[3].repeat_times == 3
    assert bars[5].signs == {Sign.SEGNO}
    assert bars[6].jump is Jump.DAL_SEGNO


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        container = "<container><rootfiles><rootfile full-path='a.xml'/></rootfiles></container>"
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("a.xml", _xml(_START + _note()))
    score = _read(tmp_path, packed.getvalue(), "score.mxl")
    assert score.parts[0].bars[0].voices[0][0].notes[0].pitch.name == "C4"


def test_what_is_wrong_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data, error in (
        (b"", ScoreDamagedError),
        (b"<html/>", ScoreFormatError),
        (b"<score-timewise/>", ScoreFormatError),
        (_xml(_START), ScoreEmptyError),
        (_xml(_START + _note("X4")), ScoreDamagedError),
        (_xml(_START.replace("<divisions>4", "<divisions>0") + _note()), ScoreDamagedError),
        (b"<a>" * 200, ScoreTooLargeError),
        (b"<!DOCTYPE a [<!ENTITY b 'bb'>]><a>&b;</a>", ScoreFormatError),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", ScoreFormatError),
    ):
        with pytest.raises(error):
            _read(tmp_path, data)
    with pytest.raises(ScoreMissingError):
        read_score(tmp_path / "nowhere.xml")
    with pytest.raises(ScoreTooLargeError):
        read_score(tmp_path / "score.musicxml", is_wanted=lambda: False)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", b" " * 5000)
    monkeypatch.setattr("player.reading.musicxml_tree._MOST_BYTES", 4000)
    with pytest.raises(ScoreTooLargeError):
        _read(tmp_path, bomb.getvalue())


_SOUND = _xml(
    _START + _note() + _note("E4", 4, "chord") + _note("G4", 8, "", "half"),
    _note(
        "C4", 12, "<notations><technical><string>2</string><fret>1</fret></technical></notations>"
    )
    + "<barline><repeat direction='backward'/></barline>",
)


@given(st.data())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_a_score_or_a_known_error(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(_SOUND)
    # Digits and letters in place of others leave the XML whole, and what it says not.
    letters = [place for place, byte in enumerate(whole) if chr(byte).isalnum()]
    for place in data.draw(st.lists(st.sampled_from(letters), max_size=3)):
        whole[place] = data.draw(st.sampled_from(b"0123459-ACx"))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=1)):
        whole[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(whole)] * 3 + [len(whole) // 2]))
    path = tmp_path / "damaged.musicxml"
    path.write_bytes(whole[:end])
    with suppress(ScoreFileError):
        assert read_score(path).bars
