"""How soon the engine does what it is told, and what it costs: `python -m tests.benchmarks.engine`.

Times are from `post` to the frame the device takes, without the device's own delay; the device is
played by a thread that takes 25 ms at a time. Costs are shares of one core, beside Rubber Band's
own for the same channels in the same run.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from player.engine import Engine
from player.mixer import MixerState, StemMix, mix_down
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.stem_stream import StemStream
from player.time_stretch import TimeStretch, Treatment
from player.transport import Message, Play, Seek, SetMixer, SetMultitrack, SetReadAhead, SetTempo

BURST_FRAMES = 1102
NAMES = ("vocals", "drums", "bass", "other")
TRIES = 10


class Device:
    """Takes from the engine's ring at the clock's pace, and keeps what it took."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._ended = threading.Event()
        self._blocks: list[Samples] = []
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> Samples:
        """End; what was heard."""
        self._ended.set()
        self._thread.join()
        return np.concatenate(self._blocks)

    def _run(self) -> None:
        began = time.monotonic()
        count = 0
        while not self._ended.is_set():
            block = np.zeros((BURST_FRAMES, 2), np.float32)
            self._engine.ring.take(block)
            self._blocks.append(block)
            count += 1
            time.sleep(max(0.0, began + count * BURST_FRAMES / SAMPLE_RATE - time.monotonic()))


def tones(frequencies_hz: tuple[float, ...], seconds: float = 60.0) -> Multitrack:
    """One tone a stem."""
    time_s = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    waves = [0.1 * np.sin(2 * np.pi * hz * time_s).astype(np.float32) for hz in frequencies_hz]
    stems = tuple(np.stack([wave, wave], axis=1) for wave in waves)
    return Multitrack(NAMES[: len(stems)], stems, len(time_s))


def delay_ms(message: Message, done: Callable[[Samples], np.ndarray], song: Multitrack) -> float:
    """From posting a message to the first frame at which `done` holds until the end."""
    engine = Engine()
    engine.post(SetMultitrack(song))
    engine.post(SetReadAhead(1.5))
    engine.post(Play())
    engine.start()
    time.sleep(0.3)
    device = Device(engine)
    time.sleep(1.0)
    asked_at = engine.ring.heard
    engine.post(message)
    time.sleep(1.0)
    heard = device.stop()
    engine.stop()
    assert engine.ring.underrun_frames == 0
    not_yet = np.flatnonzero(~done(heard)[:-4096])
    return (not_yet[-1] + 1 - asked_at) / SAMPLE_RATE * 1000


def level_of(heard: Samples, frequency_hz: float) -> np.ndarray:
    """How loud a tone is around every frame (10 ms)."""
    frames = np.arange(len(heard))
    turned = heard[:, 0] * np.exp(-2j * np.pi * frequency_hz * frames / SAMPLE_RATE)
    return 2 * np.abs(np.convolve(turned, np.ones(441) / 441, mode="same"))


def cost(song: Multitrack, tempo_ratio: float, seconds: float = 10.0) -> float:
    """CPU seconds of the fill thread's work per second of sound."""
    stream = StemStream(song, SAMPLE_RATE, treatment=Treatment(tempo_ratio))
    gains = MixerState.for_stems(song.names).gains(song.buses)
    made = 0
    began = time.process_time()
    while made < seconds * SAMPLE_RATE:
        block = stream.read()
        out = np.empty((block.shape[1], 2), np.float32)
        mix_down(block, gains, out)
        made += block.shape[1]
    return (time.process_time() - began) / (made / SAMPLE_RATE)


def stretcher_cost(channels: int, tempo_ratio: float, seconds: float = 10.0) -> float:
    """CPU seconds of Rubber Band alone per second of sound."""
    stretch = TimeStretch(channels, SAMPLE_RATE, Treatment(tempo_ratio))
    block = (np.random.default_rng(0).standard_normal((channels, 1024)) * 0.1).astype(np.float32)
    made = 0
    began = time.process_time()
    while made < seconds * SAMPLE_RATE:
        made += stretch.process(block).shape[1]
    return (time.process_time() - began) / (made / SAMPLE_RATE)


def main() -> None:
    """Print the tables."""
    song = tones((400.0, 1000.0, 1700.0, 2600.0))
    mute = MixerState.for_stems(NAMES).with_strip("vocals", StemMix(muted=True))
    later = tones((3500.0,))
    jump = replace(
        song,
        stems=(
            *song.stems[:3],
            np.concatenate([song.stems[3][: 30 * SAMPLE_RATE], later.stems[0][30 * SAMPLE_RATE :]]),
        ),
    )
    print(f"{TRIES} tries each, 1.5 s read ahead, ms: median, worst")
    for name, message, done, played in (
        ("mute to silence", SetMixer(mute), lambda x: level_of(x, 400.0) < 0.001, song),
        (
            "seek to the new place",
            Seek(40 * SAMPLE_RATE),
            lambda x: level_of(x, 3500.0) > 0.09,
            jump,
        ),
    ):
        times = [delay_ms(message, done, played) for _ in range(TRIES)]
        print(f"  {name:<24} {statistics.median(times):5.0f} {max(times):5.0f}")
    times = [tempo_delay_ms(song) for _ in range(TRIES)]
    print(f"  {'new tempo':<24} {statistics.median(times):5.0f} {max(times):5.0f}")
    print("cost in shares of one core: all of it, Rubber Band alone")
    for tempo_ratio in (1.0, 0.75, 0.5):
        alone = stretcher_cost(8, tempo_ratio) if tempo_ratio != 1.0 else 0.0
        print(f"  4 stems at {tempo_ratio:4.0%}        {cost(song, tempo_ratio):5.3f} {alone:5.3f}")


def tempo_delay_ms(song: Multitrack) -> float:
    """From asking for 75 % to the frame from which the engine says it is heard."""
    engine = Engine()
    engine.post(SetMultitrack(song))
    engine.post(SetReadAhead(1.5))
    engine.post(Play())
    engine.start()
    time.sleep(0.3)
    device = Device(engine)
    time.sleep(1.0)
    asked_at = engine.ring.heard
    engine.post(SetTempo(0.75))
    time.sleep(0.6)
    anchors = engine.playback().anchors
    device.stop()
    engine.stop()
    assert engine.ring.underrun_frames == 0
    return (anchors[-1].output_frame - asked_at) / SAMPLE_RATE * 1000


if __name__ == "__main__":
    main()
