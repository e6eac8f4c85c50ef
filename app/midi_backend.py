"""MIDI inputs for mido, through python-rtmidi: they are asked for messages, and never call back.

mido's own way through python-rtmidi has every message delivered by a thread that waits for the
interpreter. Closing an input waits for that thread and holds the interpreter: a message at the
wrong moment would stop the app for good.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import rtmidi
from mido.ports import BaseInput

_ALSA_SEQUENCER = Path("/dev/snd/seq")
# It leads what other programs send back to them, and is no device.
_NO_DEVICE = "Midi Through"


def get_devices(**_: object) -> list[dict[str, Any]]:
    """The inputs there are, as mido wants them told.

    Raises: OSError where the system knows no MIDI.
    """
    if sys.platform == "linux" and not _ALSA_SEQUENCER.exists():
        # ALSA would say so itself, on stderr, every time it is asked.
        raise OSError(f"there is no {_ALSA_SEQUENCER}")
    client = rtmidi.MidiIn()
    try:
        names = dict.fromkeys(client.get_ports())
    finally:
        client.delete()
    return [
        {"name": name, "is_input": True, "is_output": False}
        for name in names
        if not name.startswith(_NO_DEVICE)
    ]


class Input(BaseInput):  # type: ignore[misc]
    """An input of this name."""

    def _open(self, **_: object) -> None:
        self._client = rtmidi.MidiIn()
        try:
            self._client.open_port(self._client.get_ports().index(self.name))
        except (ValueError, OSError, RuntimeError):
            self._client.delete()
            raise

    def _receive(self, block: bool = True) -> None:
        while (taken := self._client.get_message()) is not None:
            self._parser.feed(taken[0])

    def _close(self) -> None:
        self._client.close_port()
        self._client.delete()
