"""The stretcher: when clicks and drums are heard, how true a pitch is, how long a song becomes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from player.mixer import MixerState
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.render import render
from resources import DEMO_SONG
from tests.benchmarks.drum_hits import HITS
from tests.benchmarks.effort import Effort
from tests.benchmarks.long_song import decoded
from tests.benchmarks.onsets import onset_near, onsets
from tests.benchmarks.table import Table
from tests.benchmarks.tone_frequency import tone_frequency
from tests.player.songs import sine_song

_BEAT_FRAMES = 22_050
_BEATS = 40
_TONE_HZ = 440.0
_CLICK = np.ones(1, np.float32)


def tables(effort: Effort) -> list[Table]:
    """Timing, pitch, length and level."""
    return [_timing(), _pitch(), _length_and_level(effort)]


def _timing() -> Table:
    rows = []
    for name, hit in ({"click": _CLICK} | HITS).items():
        for tempo_ratio in (0.5, 0.75, 1.5):
            errors_ms = _timing_errors_ms(hit, tempo_ratio)
            worst = errors_ms[np.argmax(np.abs(errors_ms))]
            figures = (np.abs(errors_ms).mean(), errors_ms.mean(), worst)
            rows.append((name, f"{tempo_ratio:.0%}", *_signed(figures)))
    return Table(
        f"Timing of a train of {_BEATS}, ms",
        ("what", "tempo", "mean error", "mean, early is −", "worst"),
        tuple(rows),
        ("Where a sound is first half as loud as it will be, before and after the stretcher.",),
    )


def _signed(figures: Sequence[float]) -> tuple[str, str, str]:
    size, mean, worst = figures
    return (f"{size:.2f}", f"{mean:+.2f}".replace("-", "−"), f"{worst:+.2f}".replace("-", "−"))


def _timing_errors_ms(hit: Samples, tempo_ratio: float) -> NDArray[np.float64]:
    # Uneven, so that no beat stands in the same place of the stretcher's own grid.
    frames = [_BEAT_FRAMES * (beat + 1) + 97 * beat for beat in range(_BEATS)]
    train = np.zeros(frames[-1] + 2 * _BEAT_FRAMES, np.float32)
    for frame in frames:
        train[frame : frame + len(hit)] += 0.8 * hit
    played = onsets(train, frames)
    heard = onsets(_stretched(train, tempo_ratio)[:, 0], played / tempo_ratio)
    return (heard - played / tempo_ratio) / SAMPLE_RATE * 1000


def _pitch() -> Table:
    rows = []
    for tempo_ratio, semitones in ((0.5, 0), (0.75, 0), (1.3, 0), (1.0, -3), (1.0, 2.5)):
        song = sine_song(_TONE_HZ, 20.0)
        blocks = render(
            song,
            MixerState.for_stems(song.names),
            tempo_ratio=tempo_ratio,
            pitch_semitones=semitones,
        )
        heard = np.concatenate(list(blocks))[:, 0]
        wanted_hz = _TONE_HZ * 2 ** (semitones / 12)
        cents = 1200 * np.log2(tone_frequency(heard, wanted_hz) / wanted_hz)
        shift = f"{semitones:+g}".replace("-", "−") if semitones else "0"
        rows.append((f"{tempo_ratio:.0%}", shift, f"{abs(cents):.4f}"))
    return Table(
        f"Pitch of a sine of {_TONE_HZ:g} Hz",
        ("tempo", "semitones", "error in cents"),
        tuple(rows),
    )


def _length_and_level(effort: Effort) -> Table:
    tempo_ratio = 0.75
    frames = round(effort.long_s * SAMPLE_RATE)
    clicks = (SAMPLE_RATE, frames - SAMPLE_RATE)
    train = np.zeros(frames, np.float32)
    train[list(clicks)] = 0.8
    heard = _stretched(train, tempo_ratio)[:, 0]
    first, last = (onset_near(heard, click / tempo_ratio) for click in clicks)
    length_ms = (len(heard) - frames / tempo_ratio) / SAMPLE_RATE * 1000
    apart_ms = (last - first - (clicks[1] - clicks[0]) / tempo_ratio) / SAMPLE_RATE * 1000
    minutes = f"{effort.long_s / 60:.0f} minutes at {tempo_ratio:.0%}"
    rows = [
        (f"length of {minutes}", f"{length_ms:+.3f} ms".replace("-", "−")),
        (f"first to last click of {minutes}", f"{apart_ms:+.3f} ms".replace("-", "−")),
    ]
    demo = decoded(DEMO_SONG)[: 30 * SAMPLE_RATE]
    song = Multitrack(("mix",), (demo,), len(demo))
    for ratio in (0.5, 0.75, 1.5):
        out = np.concatenate(list(render(song, MixerState(), tempo_ratio=ratio)))
        change_db = 20 * np.log10(_rms(out) / _rms(demo))
        rows.append((f"level of the demo song at {ratio:.0%}", f"{change_db:+.2f} dB"))
    return Table("Length and level", ("what", "error"), tuple(rows))


def _stretched(mono: NDArray[np.float32], tempo_ratio: float) -> Samples:
    stem = np.stack([mono, mono], axis=1)
    song = Multitrack(("stem",), (stem,), len(stem))
    blocks = render(song, MixerState(), tempo_ratio=tempo_ratio)
    return np.concatenate(list(blocks))


def _rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
