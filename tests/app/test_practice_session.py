"""Songs coming and going in one session, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from player.errors import ComputerSleptError, OutputError, OutputGoneError, OutputStalledError
from player.multitrack import Samples
from player.waveform_peaks import PeakBlock, compute_peaks
from tests.app.conftest import SEPARATION_LIMIT_MS, MakeSong


def test_a_bad_file_does_not_stop_the_song_that_is_loading(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong, tmp_path: Path
) -> None:
    bad = tmp_path / "letter.txt"
    bad.write_text("dear friend")
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(make_song("long.flac", seconds=240.0))
    assert session.song is not None
    assert not session.song.is_decoded
    with qtbot.waitSignal(session.open_failed, timeout=10_000):
        session.open(bad)
    qtbot.waitUntil(lambda: session.song is not None and session.song.is_decoded, timeout=30_000)
    assert session.song.title == "long"


def test_another_song_takes_over_at_once_while_one_is_separated(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong, stem_folder: Path
) -> None:
    session.open(make_song(seconds=60.0))
    qtbot.waitUntil(lambda: bool(session.multitrack.finished), timeout=SEPARATION_LIMIT_MS)
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(stem_folder)
    assert session.song is not None
    assert session.song.is_multitrack
    assert not session.is_separating
    assert session.multitrack.names == ("vocals", "drums", "bass", "other")


def test_opened_again_the_separation_goes_on_where_it_was(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong
) -> None:
    path = make_song(seconds=60.0)
    session.open(path)
    qtbot.waitUntil(lambda: bool(session.multitrack.finished), timeout=SEPARATION_LIMIT_MS)
    finished = session.multitrack.finished[0][1]
    stopped = []
    session.separation_stopped.connect(stopped.append)
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(path)
    qtbot.waitUntil(lambda: bool(session.multitrack.finished), timeout=SEPARATION_LIMIT_MS)
    assert session.multitrack.finished[0][1] >= finished
    assert not stopped


def test_cancelled_it_can_be_continued(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong
) -> None:
    session.open(make_song(seconds=60.0))
    qtbot.waitUntil(lambda: bool(session.multitrack.finished), timeout=SEPARATION_LIMIT_MS)
    assert not session.can_separate
    with qtbot.waitSignal(session.separation_stopped, timeout=3_000):
        session.cancel_separation()
    qtbot.waitUntil(lambda: session.can_separate, timeout=3_000)
    frames = sum(stop - start for start, stop in session.multitrack.finished)
    session.separate()
    assert session.is_separating
    qtbot.waitUntil(
        lambda: sum(stop - start for start, stop in session.multitrack.finished) > frames,
        timeout=SEPARATION_LIMIT_MS,
    )


def test_a_song_separated_before_has_its_stems_at_once(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong
) -> None:
    path = make_song(seconds=5.0)
    session.open(path)
    qtbot.waitUntil(lambda: session.is_separated, timeout=SEPARATION_LIMIT_MS)
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(path)
    qtbot.waitUntil(lambda: session.is_separated, timeout=1_000)


@pytest.mark.parametrize("kind", ["song", "ready stems"])
def test_waveforms_are_computed_once(
    qtbot: QtBot,
    session: PracticeSession,
    make_song: MakeSong,
    stem_folder: Path,
    own_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    path = make_song(seconds=5.0) if kind == "song" else stem_folder
    sources = ("mix", "vocals", "drums", "bass", "other")
    computed: list[int] = []

    def counted(samples: Samples, start_frame: int) -> PeakBlock:
        computed.append(start_frame)
        return compute_peaks(samples, start_frame)

    monkeypatch.setattr("app.song_pictures.compute_peaks", counted)

    def open_and_look() -> list[list[float]]:
        with qtbot.waitSignal(session.song_begun, timeout=10_000):
            session.open(path)
        frames = session.multitrack.frames

        def looks() -> list[list[float]]:
            known = [session.pictures.peaks(source) for source in sources]
            return [list(peaks.min_max(0, frames, 20)[1]) for peaks in known if peaks is not None]

        qtbot.waitUntil(
            lambda: len(looks()) == 5 and all(map(all, looks())), timeout=SEPARATION_LIMIT_MS
        )
        return looks()

    first = open_and_look()
    assert computed
    qtbot.waitUntil(lambda: {p.stem for p in own_cache.rglob("*.peaks")} == set(sources))
    computed.clear()
    assert open_and_look() == first
    assert not computed


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OutputGoneError(), "went away"),
        (OutputStalledError(), "took no more sound"),
        (ComputerSleptError(), "was asleep"),
    ],
)
def test_a_lost_output_pauses_and_is_said_once(
    qtbot: QtBot,
    session: PracticeSession,
    stem_folder: Path,
    error: OutputError,
    words: str,
) -> None:
    said: list[str] = []
    session.message.connect(lambda text, _: said.append(text))
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(stem_folder)
    session.transport.set_playing(True)
    qtbot.waitUntil(lambda: session.transport.position_frame() > 4410)
    said.clear()
    session.output.lost.emit(error)
    assert not session.transport.playing
    assert len(said) == 1
    assert words in said[0]
    qtbot.waitUntil(lambda: not session.engine.playback().playing)
    assert session.transport.position_frame() > 4410


def test_while_nothing_plays_only_an_unplugged_output_is_news(session: PracticeSession) -> None:
    said: list[str] = []
    session.message.connect(lambda text, _: said.append(text))
    for error in (OutputStalledError(), ComputerSleptError(), OutputGoneError()):
        session.output.lost.emit(error)
    assert len(said) == 1
    assert "went away" in said[0]
