from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import guitarpro as gp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.errors import ScoreFileError
from player.reading.score import ClefSign, Jump, NoteValue, Score, Sign, Technique
from player.reading.score_file import read_score
from tests.player.reading.guitar_pro_scores import BASS_STRINGS, VERSIONS, Beats, song, written

_RIFF: list[Beats] = [
    [(4, False, [(6, 0)]), (8, False, [(5, 2), (4, 2)]), (8, False, []), (2, False, [(1, 12)])],
    [(4, True, [(3, 5)]), (8, False, [(2, 3)]), (2, False, [])],
]


def _read(path: Path, made: gp.Song, version: str = "gp5") -> Score:
    path.write_bytes(written(made, version))
    return read_score(path)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_note_is_read_at_its_place(tmp_path: Path, version: str) -> None:
    score = _read(tmp_path / f"riff.{version}", song(_RIFF), version)
    assert score.title == "A song"
    assert [bar.quarters for bar in score.bars] == [4, 4]
    assert score.bars[0].bpm == 90
    (part,) = score.parts
    assert part.name == "Lead"
    assert part.strings == (64, 59, 55, 50, 45, 40)
    found = [
        [
            (event.start, event.duration, [(n.string, n.fret, n.pitch.midi) for n in event.notes])
            for event in bar.voices[0]
        ]
        for bar in part.bars
    ]
    half = Fraction(1, 2)
    assert found == [
        [
            (0, 1, [(6, 0, 40)]),
            (1, half, [(4, 2, 52), (5, 2, 47)]),
            (1 + half, half, []),
            (2, 2, [(1, 12, 76)]),
        ],
        [(0, 1 + half, [(3, 5, 60)]), (1 + half, half, [(2, 3, 62)]), (2, 2, [])],
    ]
    assert part.bars[0].clef.octaves == -1


@given(data=st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_the_writer_wrote_is_what_is_read(tmp_path: Path, data: st.DataObject) -> None:
    notes = st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 24)), max_size=3, unique_by=lambda n: n[0]
    )
    bar = st.lists(st.tuples(st.just(8), st.just(False), notes), min_size=8, max_size=8)
    bars = data.draw(st.lists(bar, min_size=1, max_size=3))
    score = None
    made = song(bars, strings=BASS_STRINGS)
    if any(notes for beats in bars for _, _, notes in beats):
        score = _read(tmp_path / "any.gp5", made)
        assert score.parts[0].bars[0].clef.sign is ClefSign.F
        for beats, read in zip(bars, score.parts[0].bars, strict=True):
            wanted = [sorted(notes) for _, _, notes in beats]
            (voice,) = read.voices
            assert [sorted((n.string, n.fret) for n in event.notes) for event in voice] == wanted
            assert [event.start for event in voice] == [Fraction(n, 2) for n in range(8)]
            for event in voice:
                for note in event.notes:
                    assert note.string is not None
                    assert note.fret is not None
                    assert note.pitch.midi == BASS_STRINGS[note.string - 1] + note.fret


def test_techniques_ties_and_triplets(tmp_path: Path) -> None:
    made = song([[(8, False, [(1, 3)])] * 3 + [(4, False, [(1, 5)]), (2, False, [(1, 5)])]])
    beats = made.tracks[0].measures[0].voices[0].beats
    start = beats[0].start
    for beat in beats[:3]:
        beat.duration.tuplet = gp.Tuplet(3, 2)
        beat.start = start
        start += beat.duration.time
    beats[3].start, beats[4].start = start, start + 960
    beats[0].notes[0].effect.hammer = True
    beats[1].notes[0].effect.slides = [gp.SlideType.shiftSlideTo]
    beats[2].notes[0].type = gp.NoteType.dead
    beats[3].notes[0].effect.vibrato = True
    beats[3].notes[0].effect.bend = gp.BendEffect(
        gp.BendType.bend, 100, [gp.BendPoint(0, 0), gp.BendPoint(12, 4)]
    )
    beats[4].notes[0].type = gp.NoteType.tie
    score = _read(tmp_path / "played.gp5", made)
    (voice,) = score.parts[0].bars[0].voices
    assert [event.start for event in voice] == [0, Fraction(1, 3), Fraction(2, 3), 1, 2]
    assert voice[0].value == NoteValue(8, 0, (3, 2))
    assert [set(event.notes[0].techniques) for event in voice] == [
        {Technique.HAMMER},
        {Technique.SLIDE},
        {Technique.DEAD},
        {Technique.VIBRATO, Technique.BEND},
        set(),
    ]
    assert [event.notes[0].is_tied for event in voice] == [False] * 4 + [True]
    assert voice[4].notes[0].fret == 5


def test_repeats_endings_jumps_sections_and_key(tmp_path: Path) -> None:
    made = song([[(1, False, [(1, fret)])] for fret in range(6)])
    headers = made.measureHeaders
    headers[0].marker = gp.Marker("Verse")
    headers[1].isRepeatOpen = True
    headers[2].repeatAlternative, headers[2].repeatClose = 0b11, 2
    headers[3].repeatAlternative = 0b100
    headers[0].direction = gp.DirectionSign("Segno")
    headers[4].fromDirection = gp.DirectionSign("Da Segno al Fine")
    headers[1].direction = gp.DirectionSign("Fine")
    for header in headers:
        header.keySignature = gp.KeySignature.EMajor
    score = _read(tmp_path / "form.gp5", made)
    bars = score.bars
    assert bars[0].section == "Verse"
    assert bars[1].repeat_begins
    assert (bars[2].repeat_times, bars[2].endings) == (3, {1, 2})
    assert (bars[3].repeat_times, bars[3].endings) == (0, {3})
    assert bars[4].endings == frozenset()
    assert bars[0].signs == {Sign.SEGNO}
    assert bars[1].signs == {Sign.FINE}
    assert bars[4].jump is Jump.DAL_SEGNO
    assert score.parts[0].bars[0].fifths == 4


def test_a_drum_track_stands_on_the_staff(tmp_path: Path) -> None:
    made = song([[(4, False, [(1, 42), (2, 36)])] * 4], strings=(0, 0, 0, 0, 0, 0))
    made.tracks[0].isPercussionTrack = True
    made.tracks[0].channel.channel = 9
    (part,) = _read(tmp_path / "drums.gp5", made).parts
    assert part.is_drums
    assert part.strings == ()
    hat, kick = part.bars[0].voices[0][0].notes
    assert (hat.pitch.name, hat.has_cross) == ("G5", True)
    assert (kick.pitch.name, kick.has_cross) == ("F4", False)


@given(st.data())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_a_score_or_a_known_error(tmp_path: Path, data: st.DataObject) -> None:
    version = data.draw(st.sampled_from(list(VERSIONS)))
    whole = bytearray(_whole(version))
    for place in data.draw(st.lists(st.integers(31, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.one_of(st.just(len(whole)), st.integers(0, len(whole))))
    path = tmp_path / f"damaged.{version}"
    path.write_bytes(whole[:end])
    with suppress(ScoreFileError):
        assert read_score(path).bars


_written: dict[str, bytes] = {}


def _whole(version: str) -> bytes:
    if version not in _written:
        _written[version] = written(song(_RIFF * 3), version)
    return _written[version]
