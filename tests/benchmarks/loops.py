"""Loops: how much is heard of a seam, and how late the thousandth round is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from player.mixer import MixerState
from player.multitrack import SAMPLE_RATE, Multitrack
from player.render import render
from player.transport import LoopRegion, Message, Seek, SetLoop, SetMultitrack, SetTempo
from tests.benchmarks.effort import Effort
from tests.benchmarks.engine_output import engine_output
from tests.benchmarks.table import Table
from tests.player.songs import sine_song

_TONE_HZ = 440.0
_CLICKS_ABOVE_HZ = 2000.0
_WINDOW_FRAMES = 2048
_HOP_FRAMES = 128
_SEAM_ROUNDS = 6
_MISFITS = 8
_SHORTEST_LOOP_S = 0.05
_PULSE_FRAMES = 220


def tables(effort: Effort) -> list[Table]:
    """Seams, then drift."""
    return [_seams(), _drift(effort)]


def _seams() -> Table:
    rows = tuple(
        (
            f"{tempo_ratio:.0%}",
            f"{_worst_seam_db(tempo_ratio, _misfits()):.0f} dB",
            f"{_worst_seam_db(tempo_ratio, [0.0]):.0f} dB",
        )
        for tempo_ratio in (1.0, 0.75)
    )
    return Table(
        f"Energy above {_CLICKS_ABOVE_HZ:g} Hz in a loop of a sine of {_TONE_HZ:g} Hz",
        ("tempo", "against the tone, worst seam", "the same where the edges fit its phase"),
        rows,
        (
            f"The loudest {_WINDOW_FRAMES / SAMPLE_RATE * 1000:.0f} ms of {_SEAM_ROUNDS} rounds, "
            f"in the worst of {_MISFITS} ways in which the loop's edges do not fit the phase.",
        ),
    )


def _misfits() -> list[float]:
    """By which parts of a period a loop is too long."""
    return [index / _MISFITS for index in range(1, _MISFITS)] + [1 / (2 * _MISFITS)]


def _worst_seam_db(tempo_ratio: float, misfits: list[float]) -> float:
    return max(_seam_db(tempo_ratio, misfit) for misfit in misfits)


def _seam_db(tempo_ratio: float, misfit: float) -> float:
    """The loudest energy above 2 kHz against the tone's, dB."""
    song = sine_song(_TONE_HZ, 3.0)
    start = SAMPLE_RATE
    loop = LoopRegion(start, start + round((220 + misfit) * SAMPLE_RATE / _TONE_HZ))
    blocks = render(
        song,
        MixerState.for_stems(song.names),
        tempo_ratio=tempo_ratio,
        loop=loop,
        repeats=_SEAM_ROUNDS,
    )
    heard = np.concatenate(list(blocks))[:, 0]
    # The first moments belong to the beginning, not to a seam.
    starts = range(SAMPLE_RATE // 5, len(heard) - _WINDOW_FRAMES, _HOP_FRAMES)
    window = np.hanning(_WINDOW_FRAMES)
    spectra = [np.fft.rfft(heard[at : at + _WINDOW_FRAMES] * window) for at in starts]
    energy = np.abs(np.stack(spectra)) ** 2
    high = np.fft.rfftfreq(_WINDOW_FRAMES, 1 / SAMPLE_RATE) >= _CLICKS_ABOVE_HZ
    tone = np.median(energy.sum(axis=1))
    return float(10 * np.log10(energy[:, high].sum(axis=1).max() / tone))


def _drift(effort: Effort) -> Table:
    rows = []
    for loop_s in (0.5, _SHORTEST_LOOP_S):
        for tempo_ratio in (1.0, 0.75):
            places = np.array(list(_pulse_places(loop_s, tempo_ratio, effort.rounds)))
            off = places - places[0]
            # Between the second round and the last: the first has no seam.
            drift, worst = off[-1], off[np.argmax(np.abs(off))]
            if tempo_ratio == 1.0:
                figures = (f"{drift:.0f} frames", f"{worst:.0f} frames")
            else:
                figures = tuple(f"{1000 * value / SAMPLE_RATE:+.2f} ms" for value in (drift, worst))
            rows.append((f"{loop_s * 1000:.0f} ms", f"{tempo_ratio:.0%}", *figures))
    return Table(
        f"Drift over {effort.rounds} rounds of a loop",
        ("loop", "tempo", "last round", "worst round"),
        tuple(rows),
        ("When a pulse in the loop is heard, against round after round of equal length.",),
    )


def _pulse_places(loop_s: float, tempo_ratio: float, rounds: int) -> Iterator[float]:
    """How many frames late the pulse is heard, in the second round and every later one."""
    frames = round(loop_s * SAMPLE_RATE)
    start = SAMPLE_RATE
    stem = np.zeros((3 * SAMPLE_RATE, 2), np.float32)
    stem[start + frames // 2 :][:_PULSE_FRAMES] = 0.5 * np.hanning(_PULSE_FRAMES)[:, None]
    song = Multitrack(("pulse",), (stem,), len(stem))
    messages: tuple[Message, ...] = (
        SetMultitrack(song),
        SetLoop(LoopRegion(start, start + frames)),
        SetTempo(tempo_ratio),
        Seek(start),
    )
    length = frames / tempo_ratio
    blocks = engine_output(messages, round((rounds + 1) * length))
    heard = np.zeros(0, np.float32)
    heard_from = 0
    for lap in range(rounds):
        begins = round(lap * length)
        while heard_from + len(heard) < begins + round(length):
            heard = np.concatenate([heard, next(blocks)[:, 0]])
        heard, heard_from = heard[begins - heard_from :], begins
        if lap > 0:
            yield begins + _centre(heard[: round(length)]) - lap * length
    blocks.close()


def _centre(sound: NDArray[np.float32]) -> float:
    """Where the loudest part of a sound has its centre of energy, in frames."""
    energy = sound.astype(np.float64) ** 2
    peak = int(np.argmax(np.convolve(energy, np.ones(_PULSE_FRAMES), mode="same")))
    lo, hi = max(0, peak - _PULSE_FRAMES), peak + _PULSE_FRAMES
    nearby = energy[lo:hi]
    return lo + float(np.average(np.arange(len(nearby)), weights=nearby))
