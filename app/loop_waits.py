"""Pre-roll and the pause between rounds: what is offered, and that they are as they were."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from app.transport_controls import TransportControls

WAITS_S = (0.0, 1.0, 2.0, 4.0)
"""What is offered, in seconds."""


def remember_waits(transport: TransportControls, settings: QSettings) -> None:
    """Set both as they were the last time, and keep what is chosen from now on."""
    for key, choose, changed in (
        ("pre_roll_s", transport.set_pre_roll, transport.pre_roll_changed),
        ("pause_s", transport.set_pause, transport.pause_changed),
    ):
        kept = str(settings.value(key))
        choose(next((seconds for seconds in WAITS_S if str(seconds) == kept), 0.0))
        changed.connect(lambda seconds, key=key: settings.setValue(key, str(seconds)))
