"""Which pedal does which action: learnt once, kept in the settings."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QSettings, Signal

from app.midi_inputs import MidiInputs
from app.pedals import Pedal
from app.shortcuts import Shortcuts

_SETTING = "pedals"
_CLOSING_LIMIT_S = 1.0


class PedalBindings(QObject):
    """Does what a pedal stands for, as its keys would: also while a text is being typed, and while
    another program is in front.

    Devices are listened to as soon as any pedal is known, else not before `listen`.

    `changed()`: another pedal does another action. `pressed_to_learn(pedal)`: while `is_learning`,
    in place of what it does.
    """

    changed = Signal()
    pressed_to_learn = Signal(object)

    def __init__(
        self,
        shortcuts: Shortcuts,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._settings = settings
        self._pedals = _stored(settings)
        self.inputs = MidiInputs(self)
        self.is_learning = False
        self.inputs.pressed.connect(self._on_pressed)
        if self._pedals:
            self.inputs.start()

    def listen(self) -> None:
        """Listen to devices from now on, as somebody may want to teach a pedal."""
        self.inputs.start()

    def pedal(self, name: str) -> Pedal | None:
        """Which pedal does the action of this name."""
        return self._pedals.get(name)

    def taken_by(self, pedal: Pedal) -> str | None:
        """The name of the action that this pedal does."""
        return next((name for name, each in self._pedals.items() if each == pedal), None)

    def bind(self, name: str, pedal: Pedal) -> None:
        """Let a pedal do this action, and no other one."""
        self._pedals = {other: each for other, each in self._pedals.items() if each != pedal}
        self._pedals[name] = pedal
        self._keep()

    def forget(self, name: str) -> None:
        """Let no pedal do this action."""
        if self._pedals.pop(name, None) is not None:
            self._keep()

    def close(self) -> None:
        """Hear nothing any more."""
        self.inputs.close(_CLOSING_LIMIT_S)

    def _keep(self) -> None:
        kept = {name: str(pedal) for name, pedal in self._pedals.items()}
        self._settings.setValue(_SETTING, json.dumps(kept))
        self.changed.emit()

    def _on_pressed(self, pedal: Pedal) -> None:
        if self.is_learning:
            self.pressed_to_learn.emit(pedal)
            return
        name = self.taken_by(pedal)
        if name is not None:
            self._shortcuts.trigger(name)


def _stored(settings: QSettings) -> dict[str, Pedal]:
    """What was kept, without what makes no sense."""
    pedals: dict[str, Pedal] = {}
    try:
        kept = json.loads(str(settings.value(_SETTING, "{}")))
        for name, text in kept.items():
            pedal = Pedal.from_text(str(text))
            if pedal not in pedals.values():
                pedals[name] = pedal
    except (ValueError, AttributeError):
        return pedals
    return pedals
