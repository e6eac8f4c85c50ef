"""The menus, which are also the list of every shortcut."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.loop_menu import LoopMenu
from app.menu_items import Keys, add_item
from app.mixer_menu import MixerMenu
from app.stem_groups import StemGroups
from player.multitrack import SAMPLE_RATE

if TYPE_CHECKING:
    from app.main_window import MainWindow

_STEP_S = 5.0
_TEMPO_STEP_PERCENT = 5.0
_ZOOM_STEP = 1.6


class WindowMenus(QObject):
    """Builds the menu bar of a window; the mixer's menu follows the song's stems."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        bar = window.menuBar()
        self._fill_song(bar.addMenu(self.tr("&Song")))
        self._fill_play(bar.addMenu(self.tr("&Play")))
        rename = window.song_page.bookmark_lane.rename
        self._loop = LoopMenu(bar.addMenu(self.tr("&Loop")), window.session, rename)
        mixer = bar.addMenu(self.tr("&Mixer"))
        self._mixer = MixerMenu(mixer, window.session.desk, window.mixer_choices)
        self._fill_view(bar.addMenu(self.tr("&View")))

    def set_groups(self, groups: StemGroups) -> None:
        """Offer what can be done with these strips of the mixer."""
        self._mixer.set_groups(groups)

    def set_song_open(self, is_open: bool) -> None:
        """Enable what needs a song."""
        for action in self._needs_song:
            action.setEnabled(is_open)
        self._loop.set_song_open(is_open)

    def set_can_separate(self, can_separate: bool) -> None:
        """Offer to go on separating."""
        self._separate.setEnabled(can_separate)

    def set_formants_kept(self, kept: bool) -> None:
        """Show whether voices keep their character."""
        self._formants.setChecked(kept)

    def _fill_song(self, menu: QMenu) -> None:
        window = self._window
        standard = QKeySequence.StandardKey
        add_item(menu, self.tr("&Open …"), window.opener.choose_song, standard.Open)
        text = self.tr("Open a &folder of stems …")
        add_item(menu, text, window.opener.choose_stem_folder, "Ctrl+Shift+O")
        add_item(menu, self.tr("Open the &demo song"), window.opener.open_demo)
        menu.addSeparator()
        self._needs_song: list[QAction] = []
        text = self.tr("&Separate what is left")
        self._separate = add_item(menu, text, window.session.separate)
        self._separate.setEnabled(False)
        menu.addSeparator()
        add_item(menu, self.tr("&Models and storage …"), window.models.open_page, "Ctrl+Shift+M")
        menu.addSeparator()
        add_item(menu, self.tr("&Quit"), window.close, standard.Quit)

    def _fill_play(self, menu: QMenu) -> None:
        transport = self._window.session.transport

        def step(seconds: float) -> None:
            transport.seek(round(transport.position_frame() + seconds * SAMPLE_RATE))

        def change_tempo(percent: float) -> None:
            transport.set_tempo(transport.tempo_percent + percent)

        items: list[tuple[str, Callable[[], object], Keys] | None] = [
            (self.tr("&Play or pause"), transport.toggle_playing, "Space"),
            (self.tr("Back to the &start"), transport.to_start, "Home"),
            (self.tr("&Back 5 s"), lambda: step(-_STEP_S), "Left"),
            (self.tr("&Forward 5 s"), lambda: step(_STEP_S), "Right"),
            None,
            (self.tr("Slo&wer"), lambda: change_tempo(-_TEMPO_STEP_PERCENT), "-"),
            (self.tr("Fas&ter"), lambda: change_tempo(_TEMPO_STEP_PERCENT), "+"),
            (self.tr("&Original tempo"), lambda: transport.set_tempo(100.0), "="),
        ]
        for item in items:
            if item is None:
                menu.addSeparator()
            else:
                self._needs_song.append(add_item(menu, *item))
        menu.addSeparator()
        self._formants = menu.addAction(self.tr("Keep &voices natural at another pitch"))
        self._formants.setCheckable(True)
        self._formants.triggered.connect(transport.set_formants_kept)
        self._needs_song.append(self._formants)

    def _fill_view(self, menu: QMenu) -> None:
        window = self._window
        page = window.song_page
        add_item(menu, self.tr("Zoom &in"), lambda: page.zoom(_ZOOM_STEP), "Ctrl++")
        add_item(menu, self.tr("Zoom &out"), lambda: page.zoom(1 / _ZOOM_STEP), "Ctrl+-")
        add_item(menu, self.tr("Show the &whole song"), page.axis.show_all, "Ctrl+0")
        menu.addSeparator()
        add_item(menu, self.tr("&Dark or light"), window.toggle_theme, "Ctrl+D")
