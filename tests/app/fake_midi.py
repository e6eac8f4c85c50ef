"""MIDI devices as a test wants them: a backend for mido, in place of the one for real devices."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any

from mido import Message
from mido.ports import BaseInput


class FakeMidi:
    """What is plugged in, and what is sent."""

    def __init__(self) -> None:
        self.devices: dict[str, deque[Message]] = {}
        self.held_by_others: set[str] = set()
        self.error: Exception | None = None
        self.looks = 0
        self.open: set[str] = set()
        self.opened_in: set[threading.Thread] = set()

    def plug_in(self, name: str) -> None:
        self.devices = {**self.devices, name: deque()}

    def unplug(self, name: str) -> None:
        self.devices = {other: sent for other, sent in self.devices.items() if other != name}

    def send(self, name: str, *messages: Message) -> None:
        self.devices[name].extend(messages)


system = FakeMidi()


def get_devices(**_: object) -> list[dict[str, Any]]:
    system.looks += 1
    if system.error is not None:
        raise system.error
    return [{"name": name, "is_input": True, "is_output": False} for name in system.devices]


class Input(BaseInput):
    def _open(self, **_: object) -> None:
        if self.name in system.held_by_others:
            raise OSError("it is held by another program")
        system.open.add(self.name)
        system.opened_in.add(threading.current_thread())

    def _receive(self, block: bool = True) -> Message | None:
        if self.name not in system.devices:
            raise OSError("it was unplugged")
        sent = system.devices[self.name]
        return sent.popleft() if sent else None

    def _close(self) -> None:
        system.open.discard(self.name)
