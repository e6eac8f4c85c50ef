"""Projects, read by a reader of REAPER's files that is not ours."""

from __future__ import annotations

from typing import Any

import rpp
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reaper_project import ProjectMark, ProjectTrack, ReaperProject
from app.tempo_points import TempoPoint

BASS = ProjectTrack("Bass", "Bass.wav", "#ff8001", 0.5, -0.25, muted=True)
VOCALS = ProjectTrack("Vocals", "Vocals.wav", "", soloed=True, solo_safe=True)
SONG = ReaperProject((BASS, VOCALS), 12.5, 44_100)


def parsed(project: ReaperProject) -> Any:
    return rpp.loads(project.text())


def fields(element: Any, name: str) -> list[str]:
    found = element.find(name)
    assert found is not None, name
    return list(found[1:])


def test_tracks_have_the_desk() -> None:
    bass, vocals = parsed(SONG).findall("TRACK")
    assert fields(bass, "NAME") == ["Bass"]
    gain, pan, *_ = map(float, fields(bass, "VOLPAN"))
    assert (gain, pan) == (0.5, -0.25)
    assert fields(bass, "MUTESOLO") == ["1", "0", "0"]
    assert fields(vocals, "MUTESOLO") == ["0", "1", "1"]
    assert int(fields(bass, "PEAKCOL")[0]) == 0x1000000 | 0x0180FF
    assert fields(vocals, "PEAKCOL") == ["0"]


def test_each_track_plays_its_file_from_the_start() -> None:
    item = parsed(SONG).findall("TRACK")[0].find("ITEM")
    assert float(fields(item, "POSITION")[0]) == 0
    assert float(fields(item, "LENGTH")[0]) == 12.5
    assert fields(item, "LOOP") == ["0"]
    source = item.find("SOURCE")
    assert source.attrib == ["WAVE"]
    assert fields(source, "FILE") == ["Bass.wav"]


def test_the_project_has_rate_master_and_selection() -> None:
    project = parsed(ReaperProject((), 1.0, 44_100, master_gain=0.5, selection=(1.0, 2.5)))
    assert fields(project, "SAMPLERATE")[:2] == ["44100", "1"]
    assert float(fields(project, "MASTER_VOLUME")[0]) == 0.5
    assert [float(each) for each in fields(project, "SELECTION")] == [1.0, 2.5]
    assert parsed(SONG).find("SELECTION") is None
    assert parsed(SONG).find("TEMPOENVEX") is None


def test_tempo_and_metre() -> None:
    tempo = (
        TempoPoint(0.0, 120.0, 3, 4, begins_metre=True),
        TempoPoint(0.25, 121.0, 3, 4, begins_metre=True, cuts_bar=True),
        TempoPoint(9.0, 180.0, 6, 8, begins_metre=True),
        TempoPoint(11.0, 182.0, 6, 8, begins_metre=False),
    )
    project = parsed(ReaperProject((), 12.0, 44_100, tempo=tempo))
    assert [float(each) for each in fields(project, "TEMPO")] == [120.0, 3.0, 4.0]
    points = [
        [float(each) for each in words[1:]]
        for words in project.find("TEMPOENVEX")
        if words[0] == "PT"
    ]
    assert points == [
        [0.0, 120.0, 1, 4 << 16 | 3, 0, 1],
        [0.25, 121.0, 1, 4 << 16 | 3, 0, 5],
        [9.0, 90.0, 1, 8 << 16 | 6, 0, 1],  # REAPER counts quarters
        [11.0, 91.0, 1],
    ]


def test_markers_and_regions() -> None:
    marks = (ProjectMark("Solo", 1.0, 2.0, "#0000ff"), ProjectMark("Here", 3.0))
    project = parsed(ReaperProject((), 12.0, 44_100, marks=marks))
    region, end, marker = [words[1:] for words in project.findall("MARKER")]
    assert (region[0], float(region[1]), region[2], region[3]) == ("1", 1.0, "Solo", "1")
    assert (end[0], float(end[1]), end[2], end[3]) == ("1", 2.0, "", "1")
    assert (marker[0], float(marker[1]), marker[2], marker[3]) == ("2", 3.0, "Here", "0")


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_any_name_comes_back(name: str) -> None:
    track = ProjectTrack(name, "file.wav", "")
    (found,) = parsed(ReaperProject((track,), 1.0, 44_100)).findall("TRACK")
    (read,) = fields(found, "NAME")
    shown = "".join(each if each.isprintable() else " " for each in name)
    assert read in (shown, shown.replace("`", "'"))
