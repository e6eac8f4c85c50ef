"""A sound card that is not there: a private PulseAudio with a null sink, and what it heard."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.end_to_end.servers import give_up, require, running, wait_until

SAMPLE_RATE = 44_100
CHANNELS = 2
_SINK = "woodshed_tests"
_LATENCY_MS = 100
_BYTES_PER_FRAME = 4 * CHANNELS

# Stands in for the user's ~/.asoundrc, which is not touched.
_ALSA_CONFIGURATION = """\
<{system}>
pcm.!default {{ type pulse }}
ctl.!default {{ type pulse }}
pcm.!pulse {{ type pulse }}
ctl.!pulse {{ type pulse }}
"""
_SYSTEM_ALSA_CONFIGURATION = Path("/usr/share/alsa/alsa.conf")


class Recording:
    """What came out of the sound card; `samples` is there once the recording block has ended."""

    def __init__(self, raw_path: Path) -> None:
        self._raw_path = raw_path

    @property
    def seconds(self) -> float:
        """How much has been recorded so far."""
        return self._raw_path.stat().st_size / _BYTES_PER_FRAME / SAMPLE_RATE

    @property
    def samples(self) -> NDArray[np.float32]:
        """The recording so far: float32, (frames, 2), 44 100 Hz, full scale 1.0."""
        raw = self._raw_path.read_bytes()
        whole = len(raw) // _BYTES_PER_FRAME * _BYTES_PER_FRAME
        return np.frombuffer(raw[:whole], np.float32).reshape(-1, CHANNELS).copy()


@dataclass(frozen=True)
class SoundCard:
    """A running sound server. `environment` is for the processes that shall play into it."""

    environment: dict[str, str]
    folder: Path

    def recorder(self, latency_ms: int) -> list[str]:
        """The program that writes what is heard to its stdout, so many milliseconds at a time."""
        command = ["parec", f"--device={_SINK}.monitor", "--format=float32le", "--raw"]
        command += [f"--rate={SAMPLE_RATE}", f"--channels={CHANNELS}"]
        return [*command, f"--latency-msec={latency_ms}"]

    def player(self, latency_ms: int) -> list[str]:
        """The program that plays float32 stereo from its stdin, so much of it in advance."""
        command = ["pacat", "--playback", f"--device={_SINK}", "--format=float32le", "--raw"]
        command += [f"--rate={SAMPLE_RATE}", f"--channels={CHANNELS}"]
        return [*command, f"--latency-msec={latency_ms}"]

    @contextmanager
    def recording(self, latency_ms: int = _LATENCY_MS) -> Iterator[Recording]:
        """Record while the block runs. latency_ms: how long the recorder may be kept waiting.

        Two things are lost on the way in: the first tenths of a second of a new stream, which
        PulseAudio mixes into what the monitor has passed on already, and at its end what ALSA
        still holds when the stream is closed. Surround what matters with half a second of silence.
        """
        count = len(list(self.folder.glob("heard-*.raw")))
        raw_path = self.folder / f"heard-{count}.raw"
        log_path = self.folder / "parec.log"
        heard = Recording(raw_path)
        with (
            raw_path.open("wb") as raw,
            running(self.recorder(latency_ms), self.environment, log_path, stdout=raw),
        ):
            wait_until(lambda: heard.seconds > 0, "parec did not record", log_path)
            yield heard
            # What has just been played is still on its way here.
            target_s = heard.seconds + 4 * latency_ms / 1000
            wait_until(lambda: heard.seconds >= target_s, "parec stopped recording", log_path)

    def record(self, duration_s: float) -> NDArray[np.float32]:
        """Record for a while. Returns float32, (frames, 2), at least so many seconds."""
        with self.recording() as heard:
            time.sleep(duration_s)
        return heard.samples


@contextmanager
def private_sound_card(folder: Path) -> Iterator[SoundCard]:
    """Run a PulseAudio of its own in a folder whose path is short enough for a socket.

    Its settings, cookie, socket and ALSA configuration lie in that folder. Gives up where it or
    what connects ALSA to it is not installed.
    """
    require(programs=["pulseaudio", "pactl", "parec"], libraries=["portaudio"])
    _require_alsa_plugin()
    home, runtime, configuration = folder / "home", folder / "run", folder / "asound.conf"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    configuration.write_text(_ALSA_CONFIGURATION.format(system=_SYSTEM_ALSA_CONFIGURATION))
    socket = runtime / "native"
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PULSE_", "ALSA_", "PIPEWIRE_", "XDG_"))
    }
    environment = inherited | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PULSE_SERVER": f"unix:{socket}",
        "PULSE_RUNTIME_PATH": str(runtime),
        "PULSE_STATE_PATH": str(home),
        "PULSE_COOKIE": str(home / "cookie"),
        "ALSA_CONFIG_PATH": str(configuration),
    }
    log_path = folder / "pulseaudio.log"
    command = ["pulseaudio", "-n", "--daemonize=no", "--system=false", "--use-pid-file=no"]
    command += ["--exit-idle-time=-1", "--disable-shm=yes"]
    command += ["-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
    command += ["-L", f"module-null-sink sink_name={_SINK} rate={SAMPLE_RATE} "]
    command[-1] += f"format=float32le channels={CHANNELS}"
    with running(command, environment, log_path):
        wait_until(lambda: _has_sink(environment), "the private PulseAudio did not start", log_path)
        yield SoundCard(environment, folder)


def _has_sink(environment: dict[str, str]) -> bool:
    answer = subprocess.run(
        ["pactl", "list", "short", "sinks"], env=environment, capture_output=True, check=False
    )
    return _SINK.encode() in answer.stdout


def _require_alsa_plugin() -> None:
    name = "alsa-lib/libasound_module_pcm_pulse.so"
    libraries = Path("/usr")
    if not any(list(libraries.glob(pattern + name)) for pattern in ("lib/", "lib64/", "lib/*/")):
        give_up("ALSA's PulseAudio plugin is not installed (Debian: libasound2-plugins)")
    if not _SYSTEM_ALSA_CONFIGURATION.is_file():
        give_up(f"ALSA's configuration is not installed: {_SYSTEM_ALSA_CONFIGURATION}")
