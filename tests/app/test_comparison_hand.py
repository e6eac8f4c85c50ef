"""A take beside the original in the window: known numbers, marks, keys, restart, damage."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import take_folder
from app.comparison_file import ComparisonFile
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.take_analysis import IsWanted
from app.take_comparisons import ComparingState
from app.takes import Take
from app.views.comparison_page import ComparisonPage
from player.multitrack import SAMPLE_RATE
from player.note_events import NoteEvent, Part, find_notes
from player.take_laying import lay
from player.take_timeline import TakePart
from tests.app.conftest import delete_now
from tests.app.recorded_takes import leave_recording, take_folder_of
from tests.app.screen_reader import Listener
from tests.played_parts import BASS, DRUMS, VOICE, Played, line, sound

KINDS = {"vocals": VOICE, "drums": DRUMS, "bass": BASS}
NOTES = 12
TEMPO = 0.8
LATE_MS = (12.0, 12.0, 52.0, -28.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0)
"""Of all notes but the last, which is left out; what all have in common is 12 ms."""
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stem_folder(tmp_path: Path) -> Path:
    """Vocals, drums and bass that play the same rhythm, five seconds."""
    folder = tmp_path / "band"
    folder.mkdir()
    for stem, kind in KINDS.items():
        soundfile.write(folder / f"{stem}.wav", stem_sound(kind), SAMPLE_RATE, subtype="FLOAT")
    return folder


@cache
def stem_sound(kind: str) -> np.ndarray:
    """float32 (frames, 2)."""
    mono = np.zeros(6 * SAMPLE_RATE, np.float32)
    played = sound(kind, line(kind, NOTES, 3), 1)[: len(mono)]
    mono[: len(played)] = 0.5 * played
    return np.stack([mono, mono], 1)


@cache
def bass_take(cents: float = 0.0, late_ms: tuple[float, ...] = LATE_MS) -> np.ndarray:
    """The bass at 80 %, with these mistakes and a wrong note at the end."""
    notes = line(BASS, NOTES, 3)
    played = [
        replace(
            note,
            time_s=note.time_s / TEMPO + late / 1000,
            length_s=0.9 * note.length_s,
            midi=note.midi + cents / 100,
        )
        for note, late in zip(notes, late_ms, strict=False)
    ]
    wrong = Played(played[-1].time_s + 1.0, 0.3, 50.0)
    return 0.25 * sound(BASS, [*played, wrong], 7)


@pytest.fixture(autouse=True)
def takes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stems and takes are the same few: each is laid, and its notes found, once for all."""
    monkeypatch.setattr("app.take_folder.lay", _laid_once)
    for module in ("app.take_analysis", "player.take_notes"):
        monkeypatch.setattr(f"{module}.find_notes", _found_once)


_laid: dict[tuple[object, ...], tuple[np.ndarray, ...]] = {}


def _laid_once(
    recorded: np.ndarray, sample_rate: int, part: TakePart, start_frame: int
) -> Iterator[np.ndarray]:
    key = (hashlib.sha1(recorded.tobytes()).digest(), sample_rate, part, start_frame)
    if key not in _laid:
        _laid[key] = tuple(b.copy() for b in lay(recorded, sample_rate, part, start_frame))
    yield from _laid[key]


_found: dict[tuple[object, ...], tuple[NoteEvent, ...]] = {}


def _found_once(
    samples: np.ndarray, sample_rate: int, part: Part, *, start_frame: int, is_wanted: IsWanted
) -> tuple[NoteEvent, ...] | None:
    key = (hashlib.sha1(samples.tobytes()).digest(), sample_rate, part, start_frame)
    if key not in _found:
        found = find_notes(samples, sample_rate, part, start_frame=start_frame, is_wanted=is_wanted)
        if found is None:
            return None
        _found[key] = found
    return _found[key]


@pytest.fixture
def two_recordings(stem_folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Left by a program that died, so that they become takes when the song is opened."""
    monkeypatch.setattr(take_folder, "_LEFT_S", -1.0)
    folder = take_folder_of(stem_folder)
    return [
        leave_recording(folder, "20260101_120000_1", bass_take(), tempo_ratio=TEMPO),
        leave_recording(
            folder,
            "20260102_120000_1",
            bass_take(30.0, (12.0,) * (NOTES - 1)),
            tempo_ratio=TEMPO,
        ),
    ]


def are_compared(session: PracticeSession, count: int = 2) -> bool:
    """Whether so many takes are there and known."""
    takes = session.takes.state.all
    return len(takes) == count and all(session.comparisons.of(take) for take in takes)


@pytest.fixture
def compared(
    qtbot: QtBot, two_recordings: list[str], window: MainWindow, stem_folder: Path
) -> MainWindow:
    """The window of a bassist with both takes compared."""
    window.mixer_choices.choose_instrument("bass")
    window.session.open(stem_folder)
    qtbot.waitUntil(lambda: are_compared(window.session), timeout=30_000)
    return window


def takes_of(window: MainWindow) -> tuple[Take, ...]:
    return window.session.takes.state.all


def open_page(qtbot: QtBot, window: MainWindow, take: Take) -> ComparisonPage:
    window.song_page.take_area.strips[take.id].choose_beside.trigger()
    page = window.comparisons.page
    assert page is not None
    qtbot.waitExposed(page)
    return page


def values(page: ComparisonPage) -> dict[str, str]:
    return {label.text(): value.text() for label, value in page.values}


def test_the_numbers_of_the_page_are_those_of_the_mistakes(
    qtbot: QtBot, compared: MainWindow
) -> None:
    page = open_page(qtbot, compared, takes_of(compared)[0])
    shown = values(page)
    assert page.title.text() == "Take 1"
    assert page.stem.text() == "Beside: Bass"
    off_ms = np.array(LATE_MS)
    assert shown["On average"] == f"{off_ms.mean():.0f} ms late"
    assert shown["Spread"] == f"± {off_ms.std():.0f} ms"
    assert shown["Within 20 ms"] == f"{np.mean(np.abs(off_ms) <= 20) * 100:.0f} %"
    assert shown["Constant offset"] == "12 ms late"
    assert shown["Pitch"] == "in tune"
    assert shown["Loudness"] == "6 dB softer"
    assert (shown["Missed"], shown["Extra"]) == ("1", "1")
    assert shown["Notes played"] == "11 of 12"
    assert shown["Played at"] == "80 %"
    assert "bleed" in page.limits.text()
    assert "reverb" in page.limits.text()
    assert page.status.isHidden()


def test_the_history_of_the_round_tells_both_and_leads_to_them(
    qtbot: QtBot, compared: MainWindow
) -> None:
    first, second = takes_of(compared)
    page = open_page(qtbot, compared, second)
    assert values(page)["Pitch"] == "30 cents high"
    history = page.history
    assert history.columns == (first.id, second.id)
    assert history.accessible_value().text.startswith("Take 2: 12 ms late, ± 0 ms, 100 %")
    history.setFocus()
    QTest.keyClick(history, Qt.Key.Key_Left)
    assert history.accessible_value().text.startswith("Take 1: 12 ms late, ± 17 ms, 82 %")
    QTest.keyClick(history, Qt.Key.Key_Return)
    assert page.title.text() == "Take 1"
    QTest.mouseClick(history, LEFT, pos=history.column(1).center().toPoint())
    assert page.title.text() == "Take 2"


def test_notes_are_walked_through_by_keys(
    qtbot: QtBot, compared: MainWindow, listener: Listener
) -> None:
    page = open_page(qtbot, compared, takes_of(compared)[0])
    assert page.notes.count() == 13
    page.notes.setFocus()
    for _ in range(3):
        QTest.keyClick(page.notes, Qt.Key.Key_Down)
    words = page.notes.currentItem().text()
    assert "52 ms late" in words
    marks = compared.song_page.lanes["bass"].notes
    assert marks is not None
    assert marks.pointed == 2
    QTest.keyClick(page.notes, Qt.Key.Key_Return)
    third_s = line(BASS, NOTES, 3)[2].time_s
    position = compared.session.transport.position_frame
    qtbot.waitUntil(lambda: abs(position() / SAMPLE_RATE - third_s) < 0.01)
    # The keys of the window go on from there, and say the same.
    compared.menus.shortcuts.trigger("takes.next_note")
    assert "28 ms early" in compared.status_line.message.text()
    assert "28 ms early" in page.notes.currentItem().text()
    compared.menus.shortcuts.trigger("takes.previous_note")
    assert "52 ms late" in compared.status_line.message.text()


def test_a_mark_that_is_clicked_is_gone_to(qtbot: QtBot, compared: MainWindow) -> None:
    lane, page = compared.song_page.lanes["bass"], compared.song_page
    take = takes_of(compared)[0]
    open_page(qtbot, compared, take).close()
    page.axis.show(0.0, 3.0)
    marks = lane.notes
    assert marks is not None
    place = marks.place_of(2, lane.axis, lane.inside())
    # It stands to the right of where the stem has the note: it was late.
    assert place.x() > lane.x_of(marks.notes[2].time_s) + 4
    QTest.mouseClick(lane, LEFT, pos=place.toPoint())
    position = compared.session.transport.position_frame
    qtbot.waitUntil(lambda: abs(position() / SAMPLE_RATE - marks.notes[2].time_s) < 0.001)
    assert "52 ms late" in compared.status_line.message.text()
    # Elsewhere a click is a click.
    QTest.mouseClick(lane, LEFT, pos=QPoint(lane.width() - 40, 6))
    qtbot.waitUntil(lambda: position() / SAMPLE_RATE > 2.5)


def test_marks_stand_in_one_lane_until_they_are_hidden(qtbot: QtBot, compared: MainWindow) -> None:
    lanes = compared.song_page.lanes
    page = open_page(qtbot, compared, takes_of(compared)[0])
    assert [stem for stem, lane in lanes.items() if lane.notes] == ["bass"]
    QTest.mouseClick(page.marks, LEFT)
    assert not any(lane.notes for lane in lanes.values())
    assert compared._settings.value("takes/marks") == "hidden"
    compared.menus.shortcuts.trigger("takes.marks")
    assert page.marks.isChecked()
    assert lanes["bass"].notes is not None
    # Another strip for every stem, and they are there again.
    compared.session.desk.set_alone("bass")
    assert compared.song_page.lanes["bass"].notes is not None
    compared.song_page.take_area.strips[takes_of(compared)[0].id].choose_delete.trigger()
    assert compared.song_page.lanes["bass"].notes is None
    assert not page.isVisible()


def test_another_stem_is_chosen_and_stays_so(
    qtbot: QtBot, compared: MainWindow, stem_folder: Path
) -> None:
    take = takes_of(compared)[0]
    page = open_page(qtbot, compared, take)
    choice = {action.text(): action for action in page.stems.actions()}
    assert [text for text, action in choice.items() if action.isChecked()] == ["Bass"]
    with qtbot.waitSignal(compared.session.comparisons.compared, timeout=20_000):
        choice["Drums"].trigger()
        assert page.status.text() == "Comparing …"
    assert page.stem.text() == "Beside: Drums"
    assert values(page)["Pitch"] == "drums have none"
    kept = ComparisonFile.of(take_folder_of(stem_folder).path, take.id).read()
    assert kept is not None
    assert (kept.stem, kept.is_chosen) == ("drums", True)
    with qtbot.waitSignal(compared.session.comparisons.compared, timeout=20_000):
        QTest.mouseClick(page.again, LEFT)
    assert page.stem.text() == "Beside: Drums"


@pytest.mark.parametrize(
    ("instrument", "stem"), [("drums", "drums"), ("zither", "bass"), (None, "bass")]
)
def test_a_take_is_compared_with_my_instrument_else_with_what_fits(
    qtbot: QtBot,
    two_recordings: list[str],
    window: MainWindow,
    stem_folder: Path,
    instrument: str | None,
    stem: str,
) -> None:
    window.mixer_choices.choose_instrument(instrument)
    window.session.open(stem_folder)
    qtbot.waitUntil(lambda: are_compared(window.session), timeout=30_000)
    known = [window.session.comparisons.of(take) for take in takes_of(window)]
    assert [each.stem for each in known if each is not None] == [stem, stem]


@pytest.fixture
def again(compared: MainWindow) -> Iterator[PracticeSession]:
    """Another session, after the first has ended."""
    compared.session.takes.close()
    compared.session.comparisons.close()
    session = PracticeSession()
    session.start()
    yield session
    session.close()
    delete_now(session)


def test_what_was_found_is_there_after_a_restart(
    qtbot: QtBot,
    compared: MainWindow,
    again: PracticeSession,
    stem_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = [compared.session.comparisons.of(take) for take in takes_of(compared)]

    def refuse(*_: object) -> None:
        raise AssertionError("it is compared again")

    monkeypatch.setattr("app.take_comparisons.TakeAnalysis.compare", refuse)
    again.open(stem_folder)
    qtbot.waitUntil(lambda: are_compared(again), timeout=10_000)
    assert [again.comparisons.of(take) for take in again.takes.state.all] == before
    assert len(again.comparisons.history(again.takes.state.all[0])) == 2


def test_what_is_damaged_is_found_anew(
    qtbot: QtBot,
    compared: MainWindow,
    again: PracticeSession,
    stem_folder: Path,
) -> None:
    take = takes_of(compared)[0]
    before = compared.session.comparisons.of(take)
    file = ComparisonFile.of(take_folder_of(stem_folder).path, take.id)
    file.path.write_text(file.path.read_text()[:-20])
    again.open(stem_folder)
    qtbot.waitUntil(lambda: are_compared(again), timeout=20_000)
    assert again.comparisons.of(take) == before
    assert file.read() == before


def test_a_song_that_is_closed_is_not_compared_any_more(
    qtbot: QtBot,
    two_recordings: list[str],
    multitrack: MainWindow,
    stem_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = multitrack.session
    asked: list[bool] = []

    def endless(_: object, order: object, is_wanted: Callable[[], bool]) -> None:
        asked.append(True)
        while is_wanted():
            QTest.qSleep(1)

    monkeypatch.setattr("app.take_comparisons.TakeAnalysis.compare", endless)
    qtbot.waitUntil(lambda: len(takes_of(multitrack)) == 2 and bool(asked), timeout=20_000)
    for take in takes_of(multitrack):
        assert session.comparisons.state(take) is ComparingState.COMPARING
    session.comparisons.close()
    session.takes.close()
    assert not list(take_folder_of(stem_folder).path.glob("*.beside.json"))


def test_a_recording_that_is_gone_is_a_sentence(
    qtbot: QtBot, compared: MainWindow, stem_folder: Path
) -> None:
    take = takes_of(compared)[0]
    page = open_page(qtbot, compared, take)
    (take_folder_of(stem_folder).path / f"{take.recording}.log").write_text("nothing")
    QTest.mouseClick(page.again, LEFT)
    qtbot.waitUntil(lambda: "damaged" in page.status.text(), timeout=10_000)
    # What was known is still shown.
    assert values(page)["Played at"] == "80 %"


def test_silence_is_said_to_be_silence(
    qtbot: QtBot, stem_folder: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_folder, "_LEFT_S", -1.0)
    silence = np.zeros(3 * SAMPLE_RATE, np.float32)
    leave_recording(take_folder_of(stem_folder), "20260101_120000_1", silence)
    window.session.open(stem_folder)
    qtbot.waitUntil(lambda: are_compared(window.session, 1), timeout=20_000)
    window.menus.shortcuts.trigger("takes.beside")
    page = window.comparisons.page
    assert page is not None
    assert page.status.text().startswith("No note was found in this take")
    assert "No note was found in this take" in window.status_line.message.text()


def test_without_a_take_there_is_a_sentence(multitrack: MainWindow) -> None:
    multitrack.menus.shortcuts.trigger("takes.beside")
    assert "There is no take yet" in multitrack.status_line.message.text()
    assert multitrack.comparisons.page is None
    multitrack.menus.shortcuts.trigger("takes.next_note")
    assert "no take whose notes are known" in multitrack.status_line.message.text()


def test_a_take_waits_for_its_stems(qtbot: QtBot, compared: MainWindow) -> None:
    take = takes_of(compared)[0]
    comparisons = compared.session.comparisons
    page = open_page(qtbot, compared, take)
    whole = compared.session.multitrack
    compared.session.multitrack = replace(whole, mix=whole.stems[0], finished=((0, 10),))
    QTest.mouseClick(page.again, LEFT)
    assert comparisons.state(take) is ComparingState.WAITING
    assert "not ready there yet" in page.status.text()
    compared.session.finished_changed.emit(((0, 10),))
    assert comparisons.state(take) is ComparingState.WAITING
    compared.session.multitrack = whole
    with qtbot.waitSignal(comparisons.compared, timeout=20_000):
        compared.session.finished_changed.emit(((0, whole.frames),))
    assert page.status.isHidden()


def test_a_disk_that_will_not_take_it_is_said_and_it_is_shown(
    qtbot: QtBot, compared: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.take_comparisons.ComparisonFile.write", refuse)
    page = open_page(qtbot, compared, takes_of(compared)[0])
    said: list[str] = []
    compared.news.said.connect(lambda text, _: said.append(text))
    with qtbot.waitSignal(compared.session.comparisons.failed, timeout=20_000):
        QTest.mouseClick(page.again, LEFT)
    assert any("disk" in text for text in said)
    assert values(page)["Played at"] == "80 %"
