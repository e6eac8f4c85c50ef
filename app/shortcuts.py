"""Every action of the window by its name, and the keys that reach it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.pressed_keys import is_sign

Keys = str | QKeySequence.StandardKey | None

_SETTING = "keys"


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

    No two actions have the same keys. Own keys come first, also those of actions that are not here
    now; then the defaults, those of the action that was added first. Who loses keys to another has
    its default, if that is free. Nor do two share what one press sends: see `one_chord`.

    An action of a name that was added before takes the place of the earlier one: menus that follow
    the song are filled anew.

    `is_by_pedal`: what is being done is done by `trigger`, and not by keys or in the menu.

    `changed()`: there are others, or other keys.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._own = _stored(settings)
        self.is_by_pedal = False
        self._is_waiting = False

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
        before = self._actions.pop(name, None)
        if before is not None and shiboken6.isValid(before):
            # Two actions of the same keys would both be deaf.
            before.setShortcut(QKeySequence())
        self._keys.pop(name, None)
        self._actions[name] = action
        self._groups[name] = _plain(group or menu.title())
        default = _portable(QKeySequence() if keys is None else QKeySequence(keys))
        self._defaults[name] = default
        if self._is_waiting:
            return action
        taken = {*self._own.values(), *self._keys.values()} - {""}
        if before is None and self._all_here() and (name in self._own or default not in taken):
            # Nobody else's keys change by it: a window begins with a hundred of them.
            self._keys[name] = self._own.get(name, default)
            action.setShortcut(QKeySequence.fromString(self._keys[name]))
            self.changed.emit()
        else:
            self._assign()
        return action

    def remove(self, menu: QMenu, action: QAction) -> None:
        """Take an item out of its menu again, before others take its place."""
        name = action.objectName()
        menu.removeAction(action)
        action.deleteLater()
        if self._actions.get(name) is action:
            action.setShortcut(QKeySequence())
            del self._actions[name]
            if not self._is_waiting:
                self._assign()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Within it, items are added and removed that get their keys at its end, all at once:
        everybody who shows keys is told once.
        """
        assert not self._is_waiting
        self._is_waiting = True
        try:
            yield
        finally:
            self._is_waiting = False
            self._assign()

    def all(self) -> tuple[Shortcut, ...]:
        """Every action, in the order in which they were added."""
        return tuple(self._shortcut(name, action) for name, action in self._actions.items())

    def keys(self, name: str) -> str:
        """What reaches this action, in Qt's portable form; "" if nothing does."""
        return self._keys.get(name) or self._own.get(name, "")

    def taken_by(self, keys: str) -> str | None:
        """The name of the action that has these keys, in Qt's portable form."""
        return next((name for name, its in self._keys.items() if keys and its == keys), None)

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The keys that the musician has chosen, by the names of the actions."""
        return dict(self._own)

    def set_keys(self, name: str, keys: str) -> None:
        """Reach an action by these keys, or with "" by none. Another that had them loses them.

        keys: in Qt's portable form, pressed at once; what is none is taken as "".
        """
        keys = one_chord(keys)
        self._own.pop(name, None)
        for other in [other for other, its in self._own.items() if keys and its == keys]:
            del self._own[other]
        # Nobody's own keys are what they would have anyway: so that they follow a better default.
        if keys != self._defaults.get(name) or self._assigned().get(name) != keys:
            self._own[name] = keys
        self._keep()

    def reset(self, name: str) -> None:
        """Give an action back the keys that it has by default, from whoever has them now."""
        self.set_keys(name, self._defaults[name])

    def reset_all(self) -> None:
        """Give all actions back their default keys, also those that are not here now."""
        self.set_own_keys({})

    def set_own_keys(self, own: Mapping[str, str]) -> None:
        """Let these be all keys that are not as they are by default: `own_keys` of before."""
        self._own = dict(own)
        self._keep()

    def trigger(self, name: str) -> bool:
        """Do it for a pedal, as its keys would. Returns whether it could be done now."""
        action = self._actions.get(name)
        if action is None or not shiboken6.isValid(action) or not action.isEnabled():
            return False
        self.is_by_pedal = True
        try:
            action.trigger()
        finally:
            self.is_by_pedal = False
        return True

    def _shortcut(self, name: str, action: QAction) -> Shortcut:
        text, default = _plain(action.text()), self._defaults[name]
        return Shortcut(name, self._groups[name], text, self.keys(name), default)

    def _all_here(self) -> bool:
        """Whether no menu has gone that took actions along."""
        return all(map(shiboken6.isValid, self._actions.values()))

    def _assigned(self) -> dict[str, str]:
        """The keys of every action that is here."""
        taken = set(self._own.values())
        assigned = {}
        for name in self._actions:
            keys = self._own.get(name)
            if keys is None:
                default = self._defaults[name]
                keys = "" if default in taken else default
                taken.add(keys)
            assigned[name] = keys
        return assigned

    def _assign(self) -> None:
        # A menu that goes takes its actions along.
        self._actions = {n: each for n, each in self._actions.items() if shiboken6.isValid(each)}
        before, self._keys = self._keys, self._assigned()
        for name, keys in self._keys.items():
            if before.get(name) != keys:
                self._actions[name].setShortcut(QKeySequence.fromString(keys))
        self.changed.emit()

    def _keep(self) -> None:
        self._settings.setValue(_SETTING, json.dumps(self._own))
        self._assign()


def one_chord(keys: str) -> str:
    """Keys in Qt's portable form as Qt writes them; "" for what is none, or several in turn.

    Shift and a sign are none: one press would send them and another sign, `Shift+,` and `<` on many
    keyboards, and reach two actions. The other sign is what counts.
    """
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    return _portable(sequence) if sequence.count() == 1 and not _shifts_a_sign(sequence) else ""


def _shifts_a_sign(sequence: QKeySequence) -> bool:
    chord = sequence[0]  # type: ignore[index]
    has_shift = bool(chord.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
    return has_shift and is_sign(chord.key())


def _stored(settings: QSettings) -> dict[str, str]:
    """What was kept, without what makes no sense. Not a value for each action, whose name may be
    that of a file: slashes and backslashes would mean something to the settings.
    """
    try:
        kept = json.loads(str(settings.value(_SETTING, "{}")))
    except ValueError:
        return {}
    own: dict[str, str] = {}
    for name, keys in kept.items() if isinstance(kept, dict) else ():
        chord = one_chord(str(keys))
        if chord not in own.values() if chord else keys == "":
            own[name] = chord
    return own


def _plain(text: str) -> str:
    """A menu's text without the marks of its access keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _portable(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.PortableText)
