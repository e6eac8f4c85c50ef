"""Every action of the window by its name, and the keys that reach it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

Keys = str | QKeySequence.StandardKey | None

_GROUP = "shortcuts"


@dataclass(frozen=True)
class Shortcut:
    """An action as a list of keys shows it.

    name: what it is called in the settings, for ever. group: the title of its menu. text: what it
    does. keys, default_keys: in Qt's portable form, empty without any.
    """

    name: str
    group: str
    text: str
    keys: str
    default_keys: str


class Shortcuts(QObject):
    """Holds all actions that the menus have, and the musician's own keys for them.

    An action of a name that was added before takes the place of the earlier one: menus that follow
    the song are filled anew. Keys that were given to one action are no other's default any more.

    `changed()`: there are others, or other keys.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        settings.beginGroup(_GROUP)
        self._own = {name: str(settings.value(name)) for name in settings.allKeys()}
        settings.endGroup()

    def add(
        self,
        menu: QMenu,
        name: str,
        text: str,
        slot: Callable[[], object],
        keys: Keys = None,
        *,
        group: str = "",
    ) -> QAction:
        """Add an item to a menu; its keys, the musician's own or `keys`, work in the whole window.

        group: under which title it is listed, if not under the menu's.
        """
        action = menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(lambda: slot())
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._actions.pop(name, None)
        self._actions[name] = action
        self._groups[name] = group or _plain(menu.title())
        self._defaults[name] = _portable(QKeySequence() if keys is None else QKeySequence(keys))
        action.setShortcut(QKeySequence.fromString(self.keys(name)))
        self.changed.emit()
        return action

    def remove(self, menu: QMenu, action: QAction) -> None:
        """Take an item out of its menu again, before others take its place."""
        name = action.objectName()
        if self._actions.get(name) is action:
            del self._actions[name]
        menu.removeAction(action)
        action.deleteLater()
        self.changed.emit()

    def all(self) -> tuple[Shortcut, ...]:
        """Every action, in the order in which they were added."""
        return tuple(self._shortcut(name, action) for name, action in self._actions.items())

    def keys(self, name: str) -> str:
        """What reaches this action, in Qt's portable form; "" if nothing does."""
        own = self._own.get(name)
        if own is not None:
            return own
        default = self._defaults[name]
        return "" if default in self._own.values() else default

    def taken_by(self, keys: str) -> str | None:
        """The name of the action that has these keys, in Qt's portable form."""
        return next((name for name in self._actions if keys and self.keys(name) == keys), None)

    def set_keys(self, name: str, keys: str) -> None:
        """Reach an action by these keys, or with "" by none. Another that had them loses them."""
        for other in [other for other, its in self._own.items() if keys and its == keys]:
            self._own[other] = ""
        self._own[name] = keys
        self._keep()

    def reset(self, name: str) -> None:
        """Give an action back the keys that it has by default."""
        self.set_keys(name, self._defaults[name])

    def reset_all(self) -> None:
        """Give all actions back their default keys, also those that are not here now."""
        self._own.clear()
        self._keep()

    def trigger(self, name: str) -> bool:
        """Do it, as its keys would. Returns whether it could be done now."""
        action = self._actions.get(name)
        if action is None or not action.isEnabled():
            return False
        action.trigger()
        return True

    def _shortcut(self, name: str, action: QAction) -> Shortcut:
        text, default = _plain(action.text()), self._defaults[name]
        return Shortcut(name, self._groups[name], text, self.keys(name), default)

    def _keep(self) -> None:
        for name in [name for name, keys in self._own.items() if keys == self._defaults.get(name)]:
            del self._own[name]
        self._settings.remove(_GROUP)
        for name, keys in self._own.items():
            self._settings.setValue(f"{_GROUP}/{name}", keys)
        for name, action in self._actions.items():
            action.setShortcut(QKeySequence.fromString(self.keys(name)))
        self.changed.emit()


def _plain(text: str) -> str:
    """A menu's text without the marks of its access keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _portable(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.PortableText)
