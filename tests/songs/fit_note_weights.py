"""Fits how sure a note is and writes player/reading/note_weights.py:
`python -m tests.songs.fit_note_weights`.

From the bass and the voice of the songs of `FITTING_SEEDS`, as they are and as the embedded model
separates them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from mir_eval.transcription import match_notes
from numpy.typing import NDArray
from scipy.optimize import minimize

import player.reading.note_weights
from player.multitrack import SAMPLE_RATE, Samples
from player.reading.note_tracking import EVIDENCE, VOICES, possible_notes
from tests.benchmarks.effort import FULL
from tests.benchmarks.read_songs import FITTING_SEEDS, ReadSong, read_plans, read_song
from tests.songs.instruments import frequency_hz

_EVERY = 12
_PRIOR = 0.5


def main() -> None:
    """Fit and write."""
    examples = []
    for plan in read_plans(FULL, FITTING_SEEDS)[::_EVERY]:
        song = read_song(plan)
        examples += [
            judged(song, stem, stems[stem])
            for stems in (song.true_stems, song.separated_stems)
            for stem in VOICES
        ]
    weights = _regression(
        np.concatenate([inputs for inputs, _ in examples]),
        np.concatenate([right for _, right in examples]),
    )
    target = Path(str(player.reading.note_weights.__file__))
    part = target.with_suffix(".part")
    part.write_text(_TEXT.format(weights=", ".join(f"{each:.3f}" for each in weights)), "utf-8")
    part.replace(target)


def judged(
    song: ReadSong, stem: str, samples: Samples
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """What speaks for each possible note, and which are true ones: onsets within 50 ms, pitches
    within 50 cents.
    """
    _, found = possible_notes(samples, SAMPLE_RATE, stem)
    right = np.zeros(len(found), bool)
    true = song.notes[stem]
    if found and true:
        pairs = match_notes(
            np.array([(note.start, note.stop) for note in true]) / SAMPLE_RATE,
            np.array([frequency_hz(note.midi) for note in true]),
            np.array([(note.start_s, note.stop_s) for note in found]),
            np.array([frequency_hz(note.midi) for note in found]),
            offset_ratio=None,
        )
        right[[index for _, index in pairs]] = True
    inputs = np.array([note.evidence for note in found]).reshape(-1, len(EVIDENCE))
    return inputs, right


def _regression(inputs: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Logistic; the constant comes last."""
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-3
    scaled = np.column_stack([(inputs - mean) / scale, np.ones(len(inputs))])

    def cost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = scaled @ weights
        value = float(np.sum(np.logaddexp(0, odds) - right * odds))
        slope = scaled.T @ (1 / (1 + np.exp(-odds)) - right)
        return value + _PRIOR * float(weights @ weights), slope + 2 * _PRIOR * weights

    weights = minimize(cost, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    slopes = weights[:-1] / scale
    return np.append(slopes, weights[-1] - slopes @ mean)


_TEXT = '''"""How sure a note is: written by tests/songs/fit_note_weights.py, not by hand.

Logistic regression on generated songs, their true stems and separated ones.
"""

SURE_OF_NOTE = ({weights})
"""For each of `note_tracking.EVIDENCE`, and last the constant: log odds that it is a note."""
'''

if __name__ == "__main__":
    main()
