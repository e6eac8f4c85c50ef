"""What sections are called."""

from __future__ import annotations

from app.reading.section_words import section_place, section_starts, section_title
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.section_map import Section, SectionMap

BAR = 2 * SAMPLE_RATE
GRID = BeatGrid(tuple(range(0, 40 * BAR, BAR // 4)), tuple(range(0, 160, 4)))
SONG = SectionMap(
    (
        Section(0, 4 * BAR, "A", "Verse"),
        Section(4 * BAR, 5 * BAR, "B"),
        Section(5 * BAR, 13 * BAR, "C", "Verse"),
        Section(13 * BAR, 14 * BAR, "D", "Chorus"),
    )
)


def test_names_are_numbered_where_there_are_several() -> None:
    titles = [section_title(SONG, index) for index in range(4)]
    assert titles == ["Verse 1", "B", "Verse 2", "Chorus"]
    assert section_starts(SONG) == ((4 * BAR, "B"), (5 * BAR, "Verse 2"), (13 * BAR, "Chorus"))
    assert section_starts(None) == ()


def test_places_are_bars_or_times() -> None:
    section = SONG.sections[2]
    assert section_place(section, GRID) == "bars 6 to 13"
    assert section_place(SONG.sections[1], GRID) == "bar 5"
    assert section_place(section, None) == "0:10 to 0:26"
    assert section_place(section, BeatGrid(GRID.beats)) == "0:10 to 0:26"
