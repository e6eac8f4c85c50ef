"""Takes beside the original under the hand: the page, the marks in the lane, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.compared_take import HeardNote
from app.comparison_words import (
    beside_words,
    compared_sentence,
    hindrance_words,
    limits_words,
    note_words,
    summary_rows,
)
from app.error_messages import sentence
from app.shortcuts import Shortcuts
from app.take_comparisons import ComparingState
from app.takes import Take
from app.theme import Theme
from app.views.in_front import show_in_front
from app.views.note_marks import LaneNote, NoteMarks
from app.views.stem_text import stem_title
from player.multitrack import SAMPLE_RATE

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.views.comparison_page import ComparisonPage, ComparisonReport

_MARKS = "takes/marks"


class ComparisonHand(QObject):
    """Shows one take beside its stem: the one that was recorded last, or that was asked for.

    `told(text)`: what is to be heard of it.
    """

    told = Signal(str)

    def __init__(self, window: MainWindow, settings: QSettings, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._theme = theme
        session = window.session
        self._takes, self._comparisons = session.takes, session.comparisons
        self._transport, self._page_of_song = session.transport, window.song_page
        self._take_id = ""
        self._notes: tuple[HeardNote, ...] = ()
        self._pointed: int | None = None
        self._marks: NoteMarks | None = None
        self._marks_shown = settings.value(_MARKS) != "hidden"
        self._marks_action: QAction | None = None
        self._page: ComparisonPage | None = None
        self._page_of_song.take_area.beside_clicked.connect(self.open_page)
        self._page_of_song.lane_area.note_clicked.connect(self._go_to)
        self._comparisons.changed.connect(lambda _: self._show())
        self._comparisons.compared.connect(self._on_compared)
        self._takes.changed.connect(lambda _: self._show())
        self._page_of_song.lanes_changed.connect(self._show_marks)
        session.song_begun.connect(lambda *_: self._on_song_begun())
        window.mixer_choices.changed.connect(self._on_instrument)
        window.looks.theme_changed.connect(self._set_theme)
        self._on_instrument()

    @property
    def page(self) -> ComparisonPage | None:
        """The page, once it was opened."""
        return self._page

    def fill_menu(self, menu: QMenu, shortcuts: Shortcuts) -> list[QAction]:
        """Offer the page and its notes; returns what needs a song."""
        add = shortcuts.add
        text = self.tr("Take &beside the original …")
        items = [add(menu, "takes.beside", text, self.open_newest, "H")]
        text = self.tr("Ne&xt note of the take")
        items.append(add(menu, "takes.next_note", text, lambda: self._step(1), "Ctrl+PgDown"))
        text = self.tr("Pre&vious note of the take")
        items.append(add(menu, "takes.previous_note", text, lambda: self._step(-1), "Ctrl+PgUp"))
        text = self.tr("&Notes of the take in the lane")
        marks = add(menu, "takes.marks", text, lambda: None, "Shift+H")
        marks.setCheckable(True)
        marks.setChecked(self._marks_shown)
        marks.triggered.connect(self._set_marks_shown)
        self._marks_action = marks
        return [*items, marks]

    def open_newest(self) -> None:
        """Show the page of the take that is shown already, or of the newest."""
        takes = self._takes.state
        take = takes.of(self._take_id) or (takes.all[-1] if takes.all else None)
        if take is None:
            text = self.tr("There is no take yet: press R and play.")
            self._window.news.say(text, "info")
        else:
            self.open_page(take)

    def open_page(self, take: Take) -> None:
        """Show this take beside the original, in front; it is compared if it was not yet."""
        self._choose(take.id)
        is_idle = self._comparisons.state(take) is ComparingState.NOTHING
        if is_idle and self._comparisons.of(take) is None:
            self._comparisons.compare(take)
        if self._page is None:
            self._page = self._new_page()
        self._show()
        self._reveal_lane()
        show_in_front(self._page)

    def close(self) -> None:
        """End with the window."""
        if self._page is not None:
            self._page.close()

    def _new_page(self) -> ComparisonPage:
        from app.views.comparison_page import ComparisonPage

        page = ComparisonPage(self._theme, self._window)
        page.stem_chosen.connect(self._compare_with)
        page.again_clicked.connect(lambda: self._compare_with(None))
        page.note_looked_at.connect(self._look_at)
        page.note_chosen.connect(self._go_to)
        page.take_chosen.connect(self._choose)
        page.marks_toggled.connect(self._set_marks_shown)
        page.set_marks_shown(self._marks_shown)
        return page

    @property
    def _take(self) -> Take | None:
        return self._takes.state.of(self._take_id)

    def _set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._page is not None:
            self._page.set_theme(theme)

    def _on_instrument(self) -> None:
        self._comparisons.instrument = self._window.mixer_choices.instrument

    def _on_song_begun(self) -> None:
        self._take_id = ""
        self._show()

    def _on_compared(self, take: Take) -> None:
        """It was played, or asked for, just now: so it is what one wants to see."""
        compared = self._comparisons.of(take)
        if compared is None:
            return
        self._choose(take.id)
        text = compared_sentence(take, compared)
        self._window.news.say(text, "info")

    def _compare_with(self, stem: str | None) -> None:
        take = self._take
        if take is not None:
            self._comparisons.compare(take, stem)

    def _choose(self, take_id: str) -> None:
        if take_id != self._take_id:
            self._take_id = take_id
            self._pointed = self._marks = None
            self._show()

    # Notes.

    def _look_at(self, place: int) -> None:
        """Show where it is."""
        self._pointed, self._marks = place, None
        self._page_of_song.axis.reveal(self._notes[place].frame / SAMPLE_RATE)
        self._show_marks()
        self._reveal_lane()

    def _go_to(self, place: int) -> None:
        """Let it be heard from here."""
        self._look_at(place)
        self._transport.seek(round(self._notes[place].frame))
        if self._page is not None:
            self._page.set_looked_at(place)
        text = note_words(self._notes[place])
        self._window.news.mention(text)
        self.told.emit(text)

    def _step(self, step: int) -> None:
        """From the note that is looked at, or from where the song stands."""
        if not self._notes:
            text = self.tr("There is no take whose notes are known.")
            self._window.news.mention(text)
            self.told.emit(text)
            return
        place = self._pointed
        if place is None:
            position = self._transport.position_frame()
            behind = sum(note.frame < position for note in self._notes)
            place = behind if step > 0 else behind - 1
        else:
            place += step
        self._go_to(min(max(place, 0), len(self._notes) - 1))

    # What is shown.

    def _set_marks_shown(self, shown: bool) -> None:
        self._marks_shown = shown
        self._settings.setValue(_MARKS, "shown" if shown else "hidden")
        if self._marks_action is not None:
            self._marks_action.setChecked(shown)
        if self._page is not None:
            self._page.set_marks_shown(shown)
        self._show_marks()

    def _show(self) -> None:
        take = self._take
        compared = None if take is None else self._comparisons.of(take)
        notes = () if compared is None else compared.notes()
        if notes != self._notes:
            self._notes, self._pointed, self._marks = notes, None, None
        self._show_marks()
        page = self._page
        if page is not None:
            if take is None and page.isVisible():
                page.close()
            page.set_report(self._report())
            page.set_looked_at(self._pointed)

    def _show_marks(self) -> None:
        take = self._take
        compared = None if take is None else self._comparisons.of(take)
        beside = compared.stem if compared is not None and self._marks_shown else None
        if self._marks is None and self._notes:
            marks = [
                LaneNote(note, note.frame / SAMPLE_RATE, note_words(note)) for note in self._notes
            ]
            self._marks = NoteMarks(marks, self._pointed)
        for stem, lane in self._page_of_song.lanes.items():
            lane.set_notes(self._marks if stem == beside else None)

    def _reveal_lane(self) -> None:
        """In a low window not every lane is seen."""
        take = self._take
        compared = None if take is None else self._comparisons.of(take)
        lane = None if compared is None else self._page_of_song.lanes.get(compared.stem)
        if lane is not None:
            self._page_of_song.lane_area.ensureWidgetVisible(lane, 0, 0)

    def _report(self) -> ComparisonReport:
        from app.views.comparison_page import ComparisonReport

        take, comparisons = self._take, self._comparisons
        if take is None:
            return ComparisonReport()
        compared = comparisons.of(take)
        state, error = comparisons.state(take), comparisons.error(take)
        status = ""
        if state is ComparingState.WAITING:
            status = self.tr(
                "The stems are not ready there yet; it is compared as soon as they are."
            )
        elif state is ComparingState.COMPARING:
            status = self.tr("Comparing …")
        elif error is not None:
            status = sentence(error)
        elif compared is not None:
            status = hindrance_words(compared)
        stem = "" if compared is None else compared.stem
        return ComparisonReport(
            title=take.name,
            stem=stem,
            stem_words=beside_words(stem) if stem else self.tr("Beside …"),
            stems=tuple((each, stem_title(each)) for each in comparisons.stems()),
            status=status,
            rows=() if compared is None else summary_rows(compared, take),
            notes=tuple(note_words(note) for note in self._notes),
            limits="" if compared is None else limits_words(compared),
            history=comparisons.history(take),
            take_id=take.id,
            can_compare=state is ComparingState.NOTHING,
        )
