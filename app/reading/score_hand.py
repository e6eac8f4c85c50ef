"""The score under the hand: its page, its files, its keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.error_messages import sentence
from app.reading.opened_score import Notation
from app.reading.score_desk import ScoreDesk
from app.reading.score_menu import ScoreMenu
from app.reading.score_words import bar_words, onset_words
from app.views.reading.score_page import ScorePage
from app.window_menus import WindowMenus
from player.multitrack import SAMPLE_RATE
from player.reading.score import Score
from player.reading.score_file import (
    GUITAR_PRO_EXTENSIONS,
    MUSICXML_EXTENSIONS,
    SCORE_EXTENSIONS,
)

if TYPE_CHECKING:
    from app.main_window import MainWindow

PAGE = "score"
# Where the playhead was put lies a fraction of a frame before the note.
_SLACK_FRAMES = 2
_JUST_BEGUN_S = 0.2
# What is seen of a score that is opened, if it could not be read at the zoom there is.
_SHOWN_BARS, _MARGIN = (8, 4, 2, 1), 0.05


class ScoreHand(QObject):
    """Ties the score of the open song to the window.

    `told(text)`: what is to be heard of it.
    """

    told = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._error = ""
        self.desk = ScoreDesk(window.session, self)
        axis = window.song_page.axis
        self.page = ScorePage(axis, window.looks.theme, SAMPLE_RATE)
        window.song_page.lower_panel.add_page(PAGE, self.tr("Score"), self.page)
        window.song_page.add_canvas(self.page.canvas)
        window.opener.send_elsewhere(SCORE_EXTENSIONS, self.open)
        self._connect()
        self._show()

    def _connect(self) -> None:
        page, desk = self.page, self.desk
        page.open_clicked.connect(self.choose_file)
        page.part_chosen.connect(desk.set_part)
        page.notation_chosen.connect(desk.set_notation)
        page.canvas.bar_dragged.connect(desk.drag_bar)
        page.canvas.bar_drag_finished.connect(desk.end_drag)
        page.canvas.bar_freed.connect(desk.free_bar)
        desk.changed.connect(self._show)
        desk.opened.connect(self._on_opened)
        desk.failed.connect(self._on_failed)
        self._session.history.about_to_go.connect(page.canvas.let_go)

    def fill_menu(self, menus: WindowMenus) -> None:
        """Offer what can be done with scores."""
        ScoreMenu(
            menus, self.desk, self.choose_file, self.step_note, self.say_bar, self.toggle_notation
        )

    def close(self) -> None:
        """The window closes."""
        self.desk.close()

    # What hands do.

    def choose_file(self) -> None:
        """Ask for a file, at first where the song lies."""
        choice, song = self.desk.choice, self._session.song
        near = choice.path if choice is not None else song.path if song is not None else Path.home()
        dialog = QFileDialog(self._window, self.tr("Open a score"), str(near.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters(
            [
                self.tr("Scores ({patterns})").format(patterns=_patterns(SCORE_EXTENSIONS)),
                self.tr("Guitar Pro ({patterns})").format(
                    patterns=_patterns(GUITAR_PRO_EXTENSIONS)
                ),
                self.tr("MusicXML ({patterns})").format(patterns=_patterns(MUSICXML_EXTENSIONS)),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def open(self, path: Path) -> None:
        """Open a file as the score of the open song."""
        if self._session.song is None:
            text = self.tr("Open the song first: “{name}” is shown beside it.")
            self._window.news.say(text.format(name=path.name), "info")
            return
        self.desk.open(path)

    def step_note(self, by: int) -> None:
        """Go to the next notes of the part or, with -1, to those before, and say them."""
        laid = self.desk.laid
        if laid is None:
            return
        transport = self._session.transport
        here = transport.wanted_frame()
        if by > 0:
            frame = laid.next_onset(here + _SLACK_FRAMES)
        else:
            # What has just begun is left behind; standing still, nothing begins.
            begun = _JUST_BEGUN_S * SAMPLE_RATE * transport.tempo_percent / 100
            frame = laid.onset_before(here - (begun if transport.playing else _SLACK_FRAMES))
        if frame is None or not 0 <= frame < transport.song_frames:
            self._tell(self.tr("There are no more notes"))
            return
        transport.seek(frame)
        self._tell(onset_words(laid, frame))

    def say_bar(self) -> None:
        """Say what stands in the bar at the playhead."""
        laid = self.desk.laid
        if laid is None:
            return
        position = self._session.transport.wanted_frame() + _SLACK_FRAMES
        played = laid.timeline.bar_at(position)
        nothing = self.tr("There is no bar of the score here")
        self._tell(nothing if played is None else bar_words(laid, played))

    def toggle_notation(self) -> None:
        """Tab instead of a staff, and back."""
        is_tab = self.desk.notation is Notation.TAB
        self.desk.set_notation(Notation.STAFF if is_tab else Notation.TAB)

    def _tell(self, text: str) -> None:
        self._window.news.mention(text)
        self.told.emit(text)

    # What is shown.

    def _on_opened(self, score: Score) -> None:
        self._window.song_page.lower_panel.choose_page(PAGE)
        if self.page.canvas.is_dense:
            self._zoom_in()
        text = self.tr("The score has %n bars", "", len(score.bars))
        self._tell(text)

    def _zoom_in(self) -> None:
        """Show as many bars as can be read, at the playhead or from the score's beginning."""
        laid = self.desk.laid
        assert laid is not None
        frames = laid.timeline.bar_frames.tolist()
        first = laid.timeline.bar_at(self._session.transport.wanted_frame()) or 0
        for bars in _SHOWN_BARS:
            last = min(first + bars, len(frames) - 1)
            margin = (frames[last] - frames[first]) * _MARGIN
            start, stop = frames[first] - margin, frames[last] + margin
            self._window.song_page.axis.show(start / SAMPLE_RATE, stop / SAMPLE_RATE)
            if not self.page.canvas.is_dense:
                break

    def _on_failed(self, error: Exception) -> None:
        self._error = sentence(error)
        self._window.news.say(self._error, "error")
        self._show()

    def _show(self) -> None:
        desk = self.desk
        laid, score, choice = desk.laid, desk.score, desk.choice
        if laid is not None and score is not None and choice is not None:
            self._error = ""
            names = [part.name for part in score.parts]
            title = score.title or choice.path.stem
            self.page.show_part(title, names, desk.part, laid, desk.notation, desk.held)
        elif desk.is_reading:
            self.page.show_nothing(self.tr("The score is being read …"))
        else:
            if choice is None:
                self._error = ""
            says = self.tr(
                "Drop a tab or score here: Guitar Pro 3 to 5 (.gp3, .gp4, .gp5) or MusicXML "
                "(.musicxml, .mxl, .xml). It follows the song's bars."
            )
            self.page.show_nothing(self._error or says)


def _patterns(extensions: tuple[str, ...]) -> str:
    return " ".join(f"*{extension}" for extension in extensions)
