"""The menus, which are also the list of every shortcut."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.click_menu import ClickMenu
from app.grid_menu import GridMenu
from app.language_menu import LanguageMenu
from app.looks_menu import LooksMenu
from app.loop_menu import LoopMenu
from app.mixer_menu import MixerMenu
from app.shortcuts import Keys, Shortcuts
from app.stem_groups import StemGroups
from app.views.bookmark_text import for_menu
from player.multitrack import SAMPLE_RATE

if TYPE_CHECKING:
    from app.main_window import MainWindow

_STEP_S = 5.0
_TEMPO_STEP_PERCENT = 5.0
_ZOOM_STEP = 1.6
_TEMPOS = (
    (50, "Alt+5"),
    (60, "Alt+6"),
    (70, "Alt+7"),
    (75, "Alt+0"),
    (80, "Alt+8"),
    (90, "Alt+9"),
    (110, "Alt+1"),
    (120, "Alt+2"),
)


class WindowMenus(QObject):
    """Builds the menu bar of a window; the mixer's menu follows the song's stems."""

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self._window = window
        self.shortcuts = Shortcuts(settings, self)
        bar = window.menuBar()
        self._fill_song(bar.addMenu(self.tr("&Song")))
        self._fill_edit(bar.addMenu(self.tr("&Edit")))
        self._fill_play(bar.addMenu(self.tr("&Play")))
        rename = window.song_page.bookmark_lane.rename
        self._loop_menu = bar.addMenu(self.tr("&Loop"))
        self._loop = LoopMenu(self._loop_menu, window.session, self.shortcuts, rename)
        self._grid_menu = bar.addMenu(self.tr("&Bars"))
        self._grid = GridMenu(
            self._grid_menu,
            window.session,
            self.shortcuts,
            window.transport_bar.grid_clicked.emit,
            lambda: window.grid_hand.correct_pitch(),
        )
        mixer = bar.addMenu(self.tr("&Mixer"))
        self._mixer = MixerMenu(mixer, window.session.desk, window.mixer_choices, self.shortcuts)
        view = bar.addMenu(self.tr("&View"))
        self._fill_view(view)
        languages = view.addMenu(self.tr("&Language"))
        self._languages = LanguageMenu(
            languages, self.shortcuts, settings, lambda text: window.news.say(text, "info")
        )
        self.read_menu = bar.addMenu(self.tr("&Read"))
        window.pages.currentChanged.connect(lambda _: self._on_page_changed())

    def _on_page_changed(self) -> None:
        """What would be done to a song that is not seen is not offered, and its keys are off."""
        is_seen = not self._window.shelf.is_shown
        self._loop_menu.menuAction().setEnabled(is_seen)
        self._grid_menu.menuAction().setEnabled(is_seen)
        self.read_menu.menuAction().setEnabled(is_seen)
        self._mixer.set_seen(is_seen)
        self._show_history()

    def set_groups(self, groups: StemGroups) -> None:
        """Offer what can be done with these strips of the mixer."""
        self._mixer.set_groups(groups)

    def set_song_open(self, is_open: bool) -> None:
        """Enable what needs a song."""
        for action in self._needs_song:
            action.setEnabled(is_open)
        self._loop.set_song_open(is_open)
        self._grid.set_song_open(is_open)

    def need_song(self, action: QAction) -> None:
        """Enable this one only while a song is open."""
        self._needs_song.append(action)
        action.setEnabled(self._window.session.song is not None)

    def keep_loop(self) -> None:
        """Keep the loop as its key does: a new one is named in place."""
        self._loop.keep_loop()

    def set_can_separate(self, can_separate: bool) -> None:
        """Offer to go on separating."""
        self._separate.setEnabled(can_separate)

    def set_formants_kept(self, kept: bool) -> None:
        """Show whether voices keep their character."""
        self._formants.setChecked(kept)

    def _fill_song(self, menu: QMenu) -> None:
        window, add = self._window, self.shortcuts.add
        opener, standard = window.opener, QKeySequence.StandardKey
        add(menu, "song.open", self.tr("&Open …"), opener.choose_song, standard.Open)
        text = self.tr("Open a &folder of stems …")
        add(menu, "song.open_folder", text, opener.choose_stem_folder, "F3")
        text = self.tr("Open the &demo song")
        add(menu, "song.open_demo", text, opener.open_demo, "F4")
        window.shelf.fill_menu(menu, self.shortcuts)
        menu.addSeparator()
        self._needs_song: list[QAction] = []
        text = self.tr("&Separate what is left")
        self._separate = add(menu, "song.separate", text, window.session.separate, "Ctrl+R")
        self._separate.setEnabled(False)
        text = self.tr("&Export …")
        self._needs_song.append(
            add(menu, "song.export", text, window.exports.open_window, "Ctrl+E")
        )
        menu.addSeparator()
        text = self.tr("&Models and storage …")
        add(menu, "song.models", text, window.models.open_page, "Ctrl+Shift+M")
        menu.addSeparator()
        # Windows has no standard key for it.
        add(menu, "song.quit", self.tr("&Quit"), window.close, "Ctrl+Q")

    def _fill_edit(self, menu: QMenu) -> None:
        history, standard = self._window.session.history, QKeySequence.StandardKey
        self._undo = self.shortcuts.add(menu, "edit.undo", "", self._undo_last, standard.Undo)
        self._redo = self.shortcuts.add(menu, "edit.redo", "", history.redo, standard.Redo)
        history.names_changed.connect(self._show_history)
        self._window.shelf.forgotten_changed.connect(self._show_history)
        self._show_history()

    def _undo_last(self) -> None:
        """Go back by one change of what is seen: the song, or the songs there were."""
        if self._window.shelf.is_shown:
            self._window.shelf.bring_back()
        else:
            self._window.session.history.undo()

    def _show_history(self) -> None:
        shelf, history = self._window.shelf, self._window.session.history
        undo, redo = history.undo_name, history.redo_name
        if shelf.is_shown:
            song, redo = shelf.forgotten, ""
            undo = "" if song is None else self.tr("forget “{title}”").format(title=song.title)
        for action, what, text, alone in (
            (self._undo, undo, self.tr("&Undo {what}"), self.tr("&Undo")),
            (self._redo, redo, self.tr("&Redo {what}"), self.tr("&Redo")),
        ):
            action.setText(text.format(what=for_menu(what)) if what else alone)
            action.setEnabled(bool(what))

    def _fill_play(self, menu: QMenu) -> None:
        transport = self._window.session.transport

        def step(seconds: float) -> None:
            transport.seek(round(transport.wanted_frame() + seconds * SAMPLE_RATE))

        def change_tempo(percent: float) -> None:
            transport.set_tempo(transport.tempo_percent + percent)

        items: list[tuple[str, str, Callable[[], object], Keys] | None] = [
            ("play.toggle", self.tr("&Play or pause"), transport.toggle_playing, "Space"),
            ("play.to_start", self.tr("Back to the &start"), transport.to_start, "Home"),
            ("play.back", self.tr("&Back 5 s"), lambda: step(-_STEP_S), "Left"),
            ("play.forward", self.tr("&Forward 5 s"), lambda: step(_STEP_S), "Right"),
            None,
            ("play.slower", self.tr("Slo&wer"), lambda: change_tempo(-_TEMPO_STEP_PERCENT), "-"),
            ("play.faster", self.tr("Fas&ter"), lambda: change_tempo(_TEMPO_STEP_PERCENT), "+"),
            (
                "play.original_tempo",
                self.tr("&Original tempo"),
                lambda: transport.set_tempo(100.0),
                "=",
            ),
        ]
        for item in items:
            if item is None:
                menu.addSeparator()
            else:
                self._needs_song.append(self.shortcuts.add(menu, *item))
        self._fill_tempos(menu.addMenu(self.tr("Te&mpo")))
        trainer = menu.addMenu(self.tr("Speed t&rainer"))
        self._needs_song += self._window.trainer_hand.fill_menu(trainer, self.shortcuts)
        menu.addSeparator()
        window = self._window
        open_popup = window.song_page.click_strip.open_popup
        click = ClickMenu(menu, window.session.click, self.shortcuts, open_popup)
        self._needs_song += click.needs_song
        menu.addSeparator()
        self._needs_song += window.takes.fill_menu(menu, self.shortcuts)
        self._needs_song += window.comparisons.fill_menu(menu, self.shortcuts)
        menu.addSeparator()
        self._formants = self.shortcuts.add(
            menu,
            "play.formants",
            self.tr("Keep &voices natural at another pitch"),
            lambda: None,
            "Ctrl+Shift+N",
        )
        self._formants.setCheckable(True)
        self._formants.triggered.connect(transport.set_formants_kept)
        self._needs_song.append(self._formants)

    def _fill_tempos(self, menu: QMenu) -> None:
        transport = self._window.session.transport
        for percent, keys in _TEMPOS:
            self._needs_song.append(
                self.shortcuts.add(
                    menu,
                    f"play.tempo_{percent}",
                    self.tr("{percent} %").format(percent=percent),
                    partial(transport.set_tempo, float(percent)),
                    keys,
                    group=self.tr("Tempo"),
                )
            )

    def _fill_view(self, menu: QMenu) -> None:
        window = self._window
        page, add = window.song_page, self.shortcuts.add
        text = self.tr("Zoom &in")
        add(menu, "view.zoom_in", text, lambda: page.zoom(_ZOOM_STEP), "Ctrl++")
        text = self.tr("Zoom &out")
        add(menu, "view.zoom_out", text, lambda: page.zoom(1 / _ZOOM_STEP), "Ctrl+-")
        add(menu, "view.zoom_all", self.tr("Show the &whole song"), page.axis.show_all, "Ctrl+0")
        text = self.tr("&Picture of the spectrogram …")
        self._needs_song.append(
            add(menu, "view.picture", text, page.spectrogram.open_popup, "Shift+F")
        )
        menu.addSeparator()
        self._needs_song += window.listening.fill_menu(menu, self.shortcuts)
        menu.addSeparator()
        LooksMenu(menu, window.looks, self.shortcuts)
