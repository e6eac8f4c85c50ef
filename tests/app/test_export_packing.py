"""Stem files and projects: planned, written, and read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rpp
import soundfile

from app.bookmarks import Bookmarks, Marker, NamedLoop
from app.export_choice import ExportChoice, ExportKind, ExportPart, ExportWhat
from app.export_order import ExportFormat, ExportOrder
from app.export_plan import plan_export
from app.export_report import export_report
from app.export_source import ExportSource
from app.export_writing import Exported, write_export
from app.stem_file_groups import stem_file_groups
from player.beat_grid import BeatGrid
from player.click import Click
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, PlacedTrack
from player.stem_mp4 import find_stem_streams
from player.transport import LoopRegion
from player.treatment import Treatment
from tests.app.small_disk import run_on_small_disk
from tests.app.test_export_writing import kept
from tests.player.songs import STEM_NAMES, noise_song, stem_sum
from tests.player.stem_mp4_files import streams_in

LOOP = LoopRegion(SAMPLE_RATE // 2, SAMPLE_RATE)
GRID = BeatGrid(tuple(range(0, 66_151, 22_050)), (0,))


@pytest.fixture
def choice(tmp_path: Path) -> ExportChoice:
    folder = tmp_path / "exported"
    folder.mkdir()
    return ExportChoice(folder, ExportKind.PROJECT)


@pytest.fixture
def source(tmp_path: Path) -> ExportSource:
    """1.5 s of four stems, as they were recorded."""
    song = noise_song(1.5)
    mixer = MixerState.for_stems(STEM_NAMES)
    return ExportSource("Blues", song, kept(tmp_path / "sound", song), mixer, Treatment())


def written(order: ExportOrder, tmp_path: Path) -> Exported:
    workplace = tmp_path / "workplace"
    workplace.mkdir()
    # As the process that writes it is told.
    return write_export(ExportOrder.decode(order.encode()), workplace)


def project_in(folder: Path) -> Any:
    (path,) = folder.glob("*.rpp")
    return rpp.loads(path.read_text("utf-8"))


def names_of(groups: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    return ["+".join(stems) for _, stems in groups]


@pytest.mark.parametrize(
    ("stems", "expected"),
    [
        (STEM_NAMES, ["drums", "bass", "other", "vocals"]),
        (("vocals", "rest"), ["rest", "vocals", "", ""]),
        (
            ("vocals", "drums", "bass", "guitar", "piano", "other"),
            ["drums", "bass", "guitar+piano+other", "vocals"],
        ),
        (("a", "b", "other", "c", "d"), ["a", "b", "c", "other+d"]),
        (("vocals", "a", "b", "c", "d"), ["a+b+c+d", "vocals", "", ""]),
    ],
)
def test_whatever_stems_there_are_the_file_has_four(
    stems: tuple[str, ...], expected: list[str]
) -> None:
    assert names_of(stem_file_groups(stems)) == expected


def test_a_stem_file_holds_the_mix_and_the_stems(
    tmp_path: Path, source: ExportSource, choice: ExportChoice
) -> None:
    choice = replace(
        choice, kind=ExportKind.STEM_FILE, stem_file_format=ExportFormat.ALAC, click=True
    )
    muted = source.mixer.with_strip("bass", StemMix(muted=True, gain_db=-20.0))
    order = plan_export(replace(source, mixer=muted, click=Click(GRID)), choice)
    assert order.written_names == ("Blues.stem.mp4",)
    exported = written(order, tmp_path)
    assert exported.paths == (choice.folder / "Blues.stem.mp4",)
    assert list(choice.folder.iterdir()) == [exported.paths[0]]
    found = [each.label.name for each in find_stem_streams(exported.paths[0])]
    assert found == ["Drums", "Bass", "Other", "Vocals"]
    song = source.multitrack
    stems = dict(zip(song.names, song.stems, strict=True))
    wanted = [stem_sum(song), *(stems[name.lower()] for name in found)]
    for played, expected in zip(streams_in(exported.paths[0]), wanted, strict=True):
        assert np.abs(played - expected).max() < 1 / (1 << 23)


def test_a_loud_stem_file_is_turned_down_as_a_whole(
    tmp_path: Path, source: ExportSource, choice: ExportChoice
) -> None:
    song = source.multitrack
    loud = Multitrack(song.names, tuple(stem * 10 for stem in song.stems), song.frames)
    files = kept(tmp_path / "loud", loud)
    choice = replace(choice, kind=ExportKind.STEM_FILE, stem_file_format=ExportFormat.ALAC)
    exported = written(plan_export(replace(source, multitrack=loud, files=files), choice), tmp_path)
    assert exported.factor < 0.5
    mix, *stems = streams_in(exported.paths[0])
    assert np.abs(sum(stems) - mix).max() < 1e-6
    assert np.abs(mix).max() <= 1.0


def test_a_project_holds_the_stems_the_desk_and_the_bookmarks(
    tmp_path: Path, source: ExportSource, choice: ExportChoice
) -> None:
    mixer = source.mixer.with_strip("bass", StemMix(gain_db=-6.0, pan=-0.5, muted=True))
    mixer = replace(mixer.with_strip("vocals", StemMix(soloed=True)), master_gain_db=3.0)
    bookmarks = Bookmarks(
        (NamedLoop("Riff", 4410, 22_050, "rose"),), (Marker("Here", 11_025), Marker("End", 66_149))
    )
    order = plan_export(
        replace(source, mixer=mixer, bookmarks=bookmarks, loop=LOOP, click=Click(GRID)), choice
    )
    exported = written(order, tmp_path)
    folder = choice.folder / "Blues"
    assert list(choice.folder.iterdir()) == [folder]
    sounds = [f"{name}.wav" for name in ("Vocals", "Drums", "Bass", "Other")]
    assert exported.paths == tuple(folder / name for name in ("Blues.rpp", *sounds))
    for name, stem in zip(sounds, source.multitrack.stems, strict=True):
        np.testing.assert_array_equal(soundfile.read(folder / name, dtype="float32")[0], stem)
    project = project_in(folder)
    tracks = project.findall("TRACK")
    files = [track.find("ITEM").find("SOURCE").find("FILE")[1] for track in tracks]
    assert files == sounds, "beside the project, wherever that goes"
    volume, pan, *_ = map(float, tracks[2].find("VOLPAN")[1:])
    assert volume == pytest.approx(10 ** (-6 / 20))
    # Half to the left here leaves the right at its cosine; there it is in proportion.
    assert 1 + pan == pytest.approx(np.cos(np.pi / 4))
    assert pan < 0
    assert tracks[2].find("MUTESOLO")[1:] == ["1", "0", "0"]
    assert tracks[0].find("MUTESOLO")[1:] == ["0", "1", "0"]
    assert float(project.find("MASTER_VOLUME")[1]) == pytest.approx(10 ** (3 / 20))
    assert float(project.find("TEMPO")[1]) == pytest.approx(120)
    marks = [(words[3], float(words[2])) for words in project.findall("MARKER")]
    assert marks == [
        ("Riff", pytest.approx(0.1)),
        ("", pytest.approx(0.5)),
        ("Here", pytest.approx(0.25)),
        ("End", pytest.approx(66_149 / SAMPLE_RATE)),
    ]
    selection = [float(each) for each in project.find("SELECTION")[1:]]
    assert selection == pytest.approx([0.5, 1.0])


def test_a_part_at_another_tempo_has_its_times(
    tmp_path: Path, source: ExportSource, choice: ExportChoice
) -> None:
    bookmarks = Bookmarks(
        (NamedLoop("Before", 0, 10_000), NamedLoop("Into", 10_000, 30_000)), (Marker("In", 33_075),)
    )
    slow = replace(
        source,
        treatment=Treatment(0.5),
        loop=LOOP,
        loop_name="Riff",
        bookmarks=bookmarks,
        click=Click(GRID),
    )
    order = plan_export(slow, replace(choice, part=ExportPart.LOOP))
    exported = written(order, tmp_path)
    folder = choice.folder / "Blues - Riff - 50 %"
    assert exported.paths[0] == folder / "Blues - Riff - 50 %.rpp"
    assert soundfile.info(folder / "Bass.wav").frames == SAMPLE_RATE
    project = project_in(folder)
    assert float(project.find("TEMPO")[1]) == pytest.approx(60)
    marks = [(words[3], float(words[2])) for words in project.findall("MARKER")]
    ends = (30_000 - LOOP.start_frame) / SAMPLE_RATE * 2
    assert marks == [("Into", 0.0), ("", pytest.approx(ends)), ("In", pytest.approx(0.5))]
    assert float(project.findall("TRACK")[0].find("ITEM").find("LENGTH")[1]) == pytest.approx(1.0)


def test_takes_are_tracks_of_their_own(source: ExportSource, choice: ExportChoice) -> None:
    song = source.multitrack
    take = PlacedTrack("take 1", 100, song.stems[0][:500])
    with_take = replace(source, multitrack=replace(song, placed=(take,)), takes=("Take: one",))
    order = plan_export(with_take, choice)
    assert order.written_names[-1] == "Blues/Take- one.wav"
    assert order.files[-1].gains == (*[0.0] * 8, 1.0, 1.0)
    assert order.project is not None
    track = rpp.loads(order.project.text).findall("TRACK")[-1]
    assert track.find("NAME")[1] == "Take: one"
    stem_file = plan_export(with_take, replace(choice, kind=ExportKind.STEM_FILE))
    assert stem_file.files[0].gains == (*[1.0] * 8, 0.0, 0.0), "the mix is the sum of its stems"


def test_what_is_there_stays_and_the_new_one_gets_a_number(
    tmp_path: Path, source: ExportSource, choice: ExportChoice
) -> None:
    (choice.folder / "Blues").mkdir()
    order = plan_export(source, choice)  # before anybody has looked into the folder
    exported = written(order, tmp_path)
    assert exported.paths[0] == choice.folder / "Blues (2)" / "Blues.rpp"
    assert list((choice.folder / "Blues").iterdir()) == []
    again = plan_export(source, choice, ("Blues", "Blues (2)"))
    assert again.written_names[0] == "Blues (3)/Blues.rpp"
    stem_file = replace(choice, kind=ExportKind.STEM_FILE)
    numbered = plan_export(source, stem_file, ("blues.stem.mp4",))
    assert numbered.written_names == ("Blues (2).stem.mp4",)


def test_one_that_breaks_off_leaves_nothing_in_the_folder(
    tmp_path: Path, source: ExportSource, choice: ExportChoice
) -> None:
    class BrokenOffError(Exception):
        pass

    def stop(fraction: float) -> None:
        if fraction > 0.5:
            raise BrokenOffError

    for kind in (ExportKind.PROJECT, ExportKind.STEM_FILE):
        workplace = tmp_path / kind.value
        workplace.mkdir()
        order = plan_export(source, replace(choice, kind=kind))
        with pytest.raises(BrokenOffError):
            write_export(order, workplace, stop)
        assert list(choice.folder.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    assert run_on_small_disk(disk, 300_000, _ON_A_FULL_DISK, disk) == "28\n[]\n"


_ON_A_FULL_DISK = """
import sys
from pathlib import Path
from app.stem_mp4_file import write_stem_mp4
from tests.player.songs import noise_song

disk = Path(sys.argv[1])
song = noise_song(4.0)
try:
    write_stem_mp4(dict(zip(song.names, song.stems)), disk / "song.stem.mp4", "")
except OSError as error:
    print(error.errno)
print(list(disk.iterdir()))
"""


def test_the_report_says_what_becomes_of_it(source: ExportSource, choice: ExportChoice) -> None:
    with_beats = replace(source, click=Click(GRID))
    report, order = export_report(with_beats, choice, ())
    assert order is not None
    assert report.names[0] == "Blues/Blues.rpp"
    assert [(each.value, each.is_chosen, each.is_enabled) for each in report.what] == [
        ("mix", False, False),
        ("stems", True, True),
        ("heard", False, False),
    ]
    assert [each.value for each in report.formats] == ["wav"]
    assert not any(each.is_enabled for each in report.additions)
    assert "tempo" in report.kind_words
    assert "tempo" not in export_report(source, choice, ())[0].kind_words
    stem_file = replace(choice, kind=ExportKind.STEM_FILE, what=ExportWhat.HEARD)
    report, _ = export_report(with_beats, stem_file, ())
    assert report.names == ("Blues.stem.mp4",)
    assert [each.value for each in report.formats] == ["aac", "alac"]
    song = source.multitrack
    six = Multitrack((*song.names, "guitar", "piano"), (*song.stems, *song.stems[:2]), song.frames)
    report, _ = export_report(replace(with_beats, multitrack=six), stem_file, ())
    assert report.kind_words.endswith("Other, guitar and piano become one stem.")
