"""The speed trainer under the hand: its popup, its menu, what is shown and said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.progress_desk import ProgressDesk
from app.shortcuts import Shortcuts
from app.speed_trainer import CleanMark
from app.theme import Theme
from app.trainer_words import marked_words, short_words, taken_back_words, where_words
from app.views.late import Late
from app.views.trainer_popup import TrainerPopup
from player.transport import LoopRegion

if TYPE_CHECKING:
    from app.main_window import MainWindow

_CLEAN, _TAKE_BACK = "trainer.clean", "trainer.take_back"


class TrainerHand(QObject):
    """Ties the session's trainer to the window. `told(text)`: what is to be heard of it."""

    told = Signal(str)

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._trainer = window.session.trainer
        self._diary = window.session.diary
        self._cell = window.transport_bar.trainer
        self._shortcuts: Shortcuts | None = None
        self._clean_tempos: dict[LoopRegion, int] = {}
        self._keys = ("", "")
        self._late_popup = Late(self._new_popup)
        self.progress = ProgressDesk(window, self, theme)
        self._connect()
        self._show()
        self._show_clean_tempos()

    @property
    def popup(self) -> TrainerPopup:
        """Where the plan is set."""
        return self._late_popup.wanted()

    def _new_popup(self) -> TrainerPopup:
        trainer = self._trainer
        popup = TrainerPopup(self._window.looks.theme, self._cell)
        popup.plan_changed.connect(trainer.set_plan)
        popup.toggled.connect(self._toggle)
        popup.clean_clicked.connect(trainer.mark_clean)
        popup.take_back_clicked.connect(trainer.take_mark_back)
        popup.progress_clicked.connect(self.progress.open_page)
        self._window.looks.theme_changed.connect(popup.set_theme)
        self._show_keys_in(popup)
        self._show_in(popup)
        return popup

    def _connect(self) -> None:
        trainer = self._trainer
        self._cell.clicked.connect(self.open_popup)
        trainer.changed.connect(self._show)
        trainer.marked.connect(self._on_marked)
        trainer.taken_back.connect(lambda mark: self._tell(taken_back_words(mark)))
        trainer.refused.connect(self._tell)
        self._diary.changed.connect(self._show_clean_tempos)
        self._window.session.transport.loop_changed.connect(lambda *_: self._show())

    def open_popup(self) -> None:
        """Let the plan be set, in front."""
        self.popup.open_below(self._cell.button)

    def fill_menu(self, menu: QMenu, shortcuts: Shortcuts) -> list[QAction]:
        """Add what can be done. Returns the items that need a song."""
        self._shortcuts, trainer, add = shortcuts, self._trainer, shortcuts.add
        shortcuts.changed.connect(self._show_keys)
        items = [
            add(menu, "trainer.toggle", self.tr("&Start or stop it"), self._toggle, "Alt+Shift+K"),
            add(menu, "trainer.plan", self.tr("Its &plan …"), self.open_popup, "Ctrl+Shift+K"),
        ]
        menu.addSeparator()
        text = self.tr("The round was &clean")
        items.append(add(menu, _CLEAN, text, trainer.mark_clean, "K"))
        text = self.tr("&Take the clean mark back")
        items.append(add(menu, _TAKE_BACK, text, trainer.take_mark_back, "Shift+K"))
        menu.addSeparator()
        text = self.tr("Pro&gress …")
        add(menu, "trainer.progress", text, self.progress.open_page, "Alt+K")
        self._show_keys()
        return items

    def close(self) -> None:
        """End with the window."""
        if self._late_popup.made is not None:
            self._late_popup.made.hide()
        self.progress.close()

    def _toggle(self) -> None:
        self._trainer.toggle()
        is_on = self._trainer.training is not None
        words = self._where() if is_on else self.tr("Speed trainer off")
        self._tell(self.tr("Speed trainer: {where}").format(where=words) if is_on else words)

    def _on_marked(self, mark: CleanMark) -> None:
        trainer = self._trainer
        self._tell(marked_words(mark, trainer.training, pending=trainer.pending))

    def _tell(self, text: str) -> None:
        self._window.news.mention(text)
        self.told.emit(text)

    def _where(self) -> str:
        trainer = self._trainer
        if trainer.training is None:
            return ""
        if self._window.session.transport.active_loop is None:
            return self.tr("It goes by the rounds of a loop: set one, or switch it on.")
        return where_words(trainer.training, pending=trainer.pending)

    def _show(self) -> None:
        trainer, where = self._trainer, self._where()
        short = ""
        if trainer.training is not None:
            short = short_words(trainer.training, pending=trainer.pending)
        self._cell.set_training(short, where)
        if self._late_popup.made is not None:
            self._show_in(self._late_popup.made)

    def _show_in(self, popup: TrainerPopup) -> None:
        popup.set_plan(self._trainer.plan)
        popup.set_training(self._where(), is_on=self._trainer.training is not None)

    def _show_keys(self) -> None:
        if self._shortcuts is not None:
            keys = (self._shortcuts.keys(_CLEAN), self._shortcuts.keys(_TAKE_BACK))
            if keys != self._keys:
                self._keys = keys
                self._show_keys_in(self._late_popup.made)

    def _show_keys_in(self, popup: TrainerPopup | None) -> None:
        if popup is not None:
            popup.set_mark_keys(*map(QKeySequence.fromString, self._keys))

    def _show_clean_tempos(self) -> None:
        log = self._diary.log
        tempos = {region: log.highest_clean(region) for region in log.loops}
        shown = {region: percent for region, percent in tempos.items() if percent is not None}
        if shown != self._clean_tempos:
            self._clean_tempos = shown
            self._window.song_page.set_clean_tempos(shown)
