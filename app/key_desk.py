"""Ties the list of keys to the shortcuts and the pedals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer

from app.error_messages import sentence
from app.key_hints import KeyHints
from app.pedal_bindings import PedalBindings
from app.pedals import Pedal
from app.pressed_keys import opens_a_menu
from app.shortcuts import Shortcut
from app.theme import Theme
from app.views.in_front import show_in_front
from app.views.key_caps import native_keys
from app.views.pedal_text import pedal_title

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.views.keys_page import KeysPage


class KeyDesk(QObject):
    """Adds the help menu to a window, opens the list of keys, and changes them as it is told.

    What belongs to another action is taken from it when it is pressed a second time.
    """

    def __init__(self, window: MainWindow, settings: QSettings, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self.shortcuts = window.menus.shortcuts
        self.pedals = PedalBindings(self.shortcuts, settings, parent=self)
        self._page: KeysPage | None = None
        self._asked_for: str | Pedal | None = None
        self._own_before: Mapping[str, str] | None = None
        # Menus that are filled anew tell of every item.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show_where_seen)
        self.shortcuts.changed.connect(self._soon.start)
        KeyHints(self.shortcuts, window.transport_bar, window.song_page, self)
        self.pedals.changed.connect(self._soon.start)
        self.pedals.inputs.changed.connect(self._show_devices)
        self.pedals.pressed_to_learn.connect(self._on_pedal)
        menu = window.menuBar().addMenu(self.tr("&Help"))
        self.shortcuts.add(menu, "help.keys", self.tr("&Keys and pedals …"), self.open_page, "?")
        window.transport_bar.keys_clicked.connect(self.open_page)

    @property
    def page(self) -> KeysPage | None:
        """The list, once it was opened."""
        return self._page

    def open_page(self) -> None:
        """Show the list, in front."""
        if self._page is None:
            self._page = self._new_page()
            self.pedals.listen()
        self._show()
        self._show_devices()
        show_in_front(self._page)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        if self._page is not None:
            self._page.set_theme(theme)

    def close(self) -> None:
        """End with the window."""
        if self._page is not None:
            self._page.close()
        self.pedals.close()

    def _new_page(self) -> KeysPage:
        from app.views.keys_page import KeysPage

        page = KeysPage(self._theme, self._window)
        page.editing_changed.connect(self._on_editing_changed)
        page.keys_pressed.connect(self._on_keys)
        page.reset_clicked.connect(self._on_reset)
        page.learn_toggled.connect(self._on_learn_toggled)
        page.forget_clicked.connect(self._on_forget)
        page.reset_all_clicked.connect(self._on_reset_all)
        page.undo_clicked.connect(self._on_undo)
        return page

    # Keys.

    def _on_keys(self, name: str, keys: str) -> None:
        assert self._page is not None
        self._stop_learning()
        taken_by = self.shortcuts.taken_by(keys)
        if opens_a_menu(keys):
            text = self.tr("{keys} opens a menu. Take other keys.")
            self._page.say(text.format(keys=native_keys(keys)))
        elif taken_by not in (None, name) and self._asked_for != keys:
            self._asked_for = keys
            self._page.say(
                self.tr("{keys} is “{action}”: press it again to take it.").format(
                    keys=native_keys(keys), action=self._text_of(str(taken_by))
                )
            )
        else:
            self._set_keys(name, keys)

    def _set_keys(self, name: str, keys: str) -> None:
        self._asked_for = self._own_before = None
        self.shortcuts.set_keys(name, keys)
        text = self.tr("“{action}” has no keys now.")
        if keys:
            text = self.tr("{keys} is “{action}” now.")
        self._done(text.format(keys=native_keys(keys), action=self._text_of(name)))

    def _on_reset(self, name: str) -> None:
        default = self._shortcut(name).default_keys
        if default:
            self._on_keys(name, default)
        else:
            self._set_keys(name, "")

    def _on_reset_all(self) -> None:
        assert self._page is not None
        own = self.shortcuts.own_keys
        self.shortcuts.reset_all()
        self._own_before = own or None
        self._done(self.tr("All keys are as they were at first."))

    def _on_undo(self) -> None:
        if self._own_before is not None:
            self.shortcuts.set_own_keys(self._own_before)
            self._own_before = None
            self._done(self.tr("Your own keys are back."))

    # Pedals.

    def _on_learn_toggled(self, learning: bool) -> None:
        assert self._page is not None
        self._asked_for = None
        self.pedals.is_learning = learning
        self._page.set_learning(learning)
        self._page.say("")

    def _on_pedal(self, pedal: Pedal) -> None:
        assert self._page is not None
        name, taken_by = self._page.editing, self.pedals.taken_by(pedal)
        # What an action does that is not here now, nobody sees: it is not asked for.
        is_here = taken_by in {each.name for each in self.shortcuts.all()}
        if is_here and taken_by != name and self._asked_for != pedal:
            self._asked_for = pedal
            self._page.say(
                self.tr("{pedal} is “{action}”: press it again to take it.").format(
                    pedal=pedal_title(pedal), action=self._text_of(str(taken_by))
                )
            )
            return
        self.pedals.bind(name, pedal)
        text = self.tr("{pedal} is “{action}” now.")
        self._done(text.format(pedal=pedal_title(pedal), action=self._text_of(name)))

    def _on_forget(self, name: str) -> None:
        pedal = self.pedals.pedal(name)
        if pedal is not None:
            self.pedals.forget(name)
            text = self.tr("{pedal} is “{action}” no more.")
            self._done(text.format(pedal=pedal_title(pedal), action=self._text_of(name)))

    def _on_editing_changed(self) -> None:
        self._asked_for = None
        self._stop_learning()

    def _stop_learning(self) -> None:
        self.pedals.is_learning = False
        if self._page is not None:
            self._page.set_learning(False)

    # The list.

    def _done(self, text: str) -> None:
        assert self._page is not None
        self._asked_for = None
        self._stop_learning()
        # Before a button hides that has the keyboard.
        self._page.end_editing()
        self._show()
        self._page.say(text)

    def _show_where_seen(self) -> None:
        # Who opens it again is shown it anew.
        if self._page is not None and self._page.isVisible():
            self._show()

    def _show(self) -> None:
        assert self._page is not None
        names = {each.name: self.pedals.pedal(each.name) for each in self.shortcuts.all()}
        pedals = {name: pedal_title(pedal) for name, pedal in names.items() if pedal is not None}
        self._page.set_shortcuts(self.shortcuts.all(), pedals)
        self._page.set_can_undo(self._own_before is not None)

    def _show_devices(self) -> None:
        if self._page is None:
            return
        devices = self.pedals.inputs.devices
        if devices is None:
            self._page.set_devices(self.tr("Looking for MIDI devices …"), can_learn=False)
        elif devices.error is not None:
            self._page.set_devices(sentence(devices.error), can_learn=False)
        elif devices.names:
            text = self.tr("Pedals are heard from: {devices}.")
            words = text.format(devices=", ".join(devices.names))
            self._page.set_devices(words, can_learn=True)
        elif devices.busy:
            text = self.tr("Another program holds {devices}. Close it to use its pedals here.")
            words = text.format(devices=", ".join(devices.busy))
            self._page.set_devices(words, can_learn=False)
        else:
            text = self.tr("No MIDI device is connected. Connect one at any time to learn pedals.")
            self._page.set_devices(text, can_learn=False)

    def _shortcut(self, name: str) -> Shortcut:
        return next(each for each in self.shortcuts.all() if each.name == name)

    def _text_of(self, name: str) -> str:
        return self._shortcut(name).text
