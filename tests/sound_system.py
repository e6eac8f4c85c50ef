"""A PortAudio that is not there: devices as a test wants them, and streams it pulls by hand."""

from __future__ import annotations

import sys
import threading
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from player.multitrack import Samples


class PortAudioError(Exception):
    """As sounddevice's own."""


class Stream:
    """What the player opened: `wishes` are its words, `pull` is the device asking for sound."""

    def __init__(self, system: SoundSystem, **wishes: Any) -> None:
        rate = wishes["samplerate"]
        if rate in system.refused_rates or system.refuses_all:
            raise PortAudioError(f"Invalid sample rate {rate}")
        self.wishes = wishes
        self.latency = wishes["latency"]
        self.active = False
        self.closed = False
        self._system = system
        system.streams.append(self)

    def start(self) -> None:
        self.active = not self._system.never_active

    def close(self, ignore_errors: bool = True) -> None:
        self._system.answers.wait()
        self.active = False
        self.closed = True

    def pull(self, frames: int, *, late: bool = False) -> Samples:
        """One callback: float32 (frames, 2), heard `latency` seconds later; `late`: too late."""
        out = np.full((frames, 2), np.nan, np.float32)
        when = SimpleNamespace(outputBufferDacTime=self.latency, currentTime=0.0)
        self.wishes["callback"](out, frames, when, SimpleNamespace(output_underflow=late))
        return out


class InputStream(Stream):
    """What the player listens to: `give` is the device handing over what it heard."""

    def __init__(self, system: SoundSystem, **wishes: Any) -> None:
        super().__init__(system, **wishes)
        system.streams.remove(self)
        system.inputs.append(self)

    def give(self, block: Samples, *, delay_s: float = 0.0, lost: bool = False) -> None:
        """One callback with float32 (frames, channels), heard `delay_s` ago; some `lost` before."""
        when = SimpleNamespace(inputBufferAdcTime=-delay_s, currentTime=0.0)
        status = SimpleNamespace(input_overflow=lost)
        self.wishes["callback"](block, len(block), when, status)


class SoundSystem:
    """The devices there are, by name, and what was opened on them.

    answers: while this is not set, closing a device hangs. fails_to_initialize: the next start of
    PortAudio fails, once.
    """

    def __init__(self) -> None:
        self.names = ["Speakers", "Headphones"]
        self.preferred_rate = 44_100.0
        self.short_latency_s = 0.0087
        self.refused_rates: set[int] = set()
        self.refuses_all = False
        self.never_active = False
        self.fails_to_initialize = False
        self.streams: list[Stream] = []
        self.inputs: list[InputStream] = []
        self.input_channels = 2
        self.answers = threading.Event()
        self.answers.set()
        self._module: Any = None

    @property
    def open_streams(self) -> list[Stream]:
        """Those not closed yet."""
        return [stream for stream in (*self.streams, *self.inputs) if not stream.closed]

    @property
    def last(self) -> Stream:
        """The stream opened last."""
        return self.streams[-1]

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Be what `import sounddevice` finds."""
        module: Any = ModuleType("sounddevice")
        self._module = module
        module.PortAudioError = PortAudioError
        module.query_hostapis = lambda: ({"name": "Fake"},)
        module.query_devices = self._query_devices
        module.default = SimpleNamespace(device=[0, 0])
        module.OutputStream = lambda **wishes: Stream(self, **wishes)
        module.InputStream = lambda **wishes: InputStream(self, **wishes)
        module._terminate = self._terminate
        module._initialize = self._initialize
        module._initialized = 1
        module._exit_handler = lambda: None
        monkeypatch.setitem(sys.modules, "sounddevice", module)

    def _terminate(self) -> None:
        assert not self.open_streams, "PortAudio may not end while a stream is open"
        if not self._module._initialized:
            raise PortAudioError("PortAudio not initialized")
        self._module._initialized -= 1

    def _initialize(self) -> None:
        if self.fails_to_initialize:
            self.fails_to_initialize = False
            raise PortAudioError("Unanticipated host error")
        self._module._initialized += 1

    def _query_devices(self) -> list[dict[str, Any]]:
        if not self._module._initialized:
            raise PortAudioError("PortAudio not initialized")
        return [
            {
                "name": name,
                "hostapi": 0,
                "max_input_channels": self.input_channels,
                "max_output_channels": 2,
                "default_samplerate": self.preferred_rate,
                "default_low_output_latency": self.short_latency_s,
            }
            for name in self.names
        ]
