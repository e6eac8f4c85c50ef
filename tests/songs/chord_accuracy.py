"""How near found chords and a found key come to true ones: mir_eval's measures."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import mir_eval
import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE
from player.reading.chord_chart import ChordChart
from player.reading.chord_symbol import FLAT_NAMES
from player.reading.song_key import FoundKey
from tests.songs.generator import Span

_NOTHING = "N"


@dataclass(frozen=True)
class ChordAccuracy:
    """Shares of the song's time in which root, major or minor, the seventh chord, and the major or
    minor chord with its bass are right (mir_eval). spans: of every found chord its confidence, its
    seconds and the share of them in which root and quality are right.
    """

    root: float
    majmin: float
    sevenths: float
    majmin_inversions: float
    seconds: float
    spans: tuple[tuple[float, float, float], ...]


def chord_accuracy(true: Sequence[Span], found: ChordChart) -> ChordAccuracy:
    """Weighed by time; chords that a measure does not know do not count in it."""
    true_s = np.array([(span.start, span.stop) for span in true]) / SAMPLE_RATE
    true_names = [span.name for span in true]
    found_s = np.array([(s.start_frame, s.stop_frame) for s in found.spans]) / SAMPLE_RATE
    found_names = [_NOTHING if s.chord is None else s.chord.harte for s in found.spans]
    with warnings.catch_warnings():
        # That a song without chords has none.
        warnings.simplefilter("ignore")
        lengths_s, true_labels, found_labels = _together(true_s, true_names, found_s, found_names)
        root, majmin, sevenths, inversions = (
            float(mir_eval.chord.weighted_accuracy(measure(true_labels, found_labels), lengths_s))
            for measure in (
                mir_eval.chord.root,
                mir_eval.chord.majmin,
                mir_eval.chord.sevenths,
                mir_eval.chord.majmin_inv,
            )
        )
        right = _right(true_s, true_names, found_s, found_names)
    return ChordAccuracy(
        root,
        majmin,
        sevenths,
        inversions,
        float(true_s[-1, 1]),
        tuple(
            (span.confidence, float(stop - start), share)
            for span, (start, stop), share in zip(found.spans, found_s, right, strict=True)
        ),
    )


def _together(
    true_s: NDArray[np.float64],
    true_names: list[str],
    found_s: NDArray[np.float64],
    found_names: list[str],
) -> tuple[NDArray[np.float64], list[str], list[str]]:
    """As `mir_eval.chord.evaluate` does it, for the measures that are wanted alone."""
    start, stop = true_s.min(), true_s.max()
    found_s, found_names = mir_eval.util.adjust_intervals(
        found_s, found_names, start, stop, _NOTHING, _NOTHING
    )
    intervals, true_labels, found_labels = mir_eval.util.merge_labeled_intervals(
        true_s, true_names, found_s, found_names
    )
    return mir_eval.util.intervals_to_durations(intervals), true_labels, found_labels


def _right(
    true_s: NDArray[np.float64],
    true_names: list[str],
    found_s: NDArray[np.float64],
    found_names: list[str],
) -> list[float]:
    shares = []
    for (start, stop), name in zip(found_s, found_names, strict=True):
        overlap = np.minimum(true_s[:, 1], stop) - np.maximum(true_s[:, 0], start)
        inside = np.flatnonzero(overlap > 0)
        matches = mir_eval.chord.tetrads([true_names[i] for i in inside], [name] * len(inside))
        shares.append(float(np.sum(np.maximum(matches, 0) * overlap[inside]) / (stop - start)))
    return shares


def key_score(true: str, found: FoundKey | None) -> float:
    """MIREX: 1 for the key, 0.5 a fifth away, 0.3 for the relative, 0.2 for the parallel one."""
    if found is None:
        return 0.0
    return float(mir_eval.key.weighted_score(true, named_key(found)))


def named_key(found: FoundKey) -> str:
    """As mir_eval has it: "Bb minor"."""
    mode = "minor" if found.key.is_minor else "major"
    return f"{FLAT_NAMES[found.key.tonic].replace('♭', 'b')} {mode}"


def as_truth(chart: ChordChart) -> tuple[Span, ...]:
    """A chart that others are measured by."""
    return tuple(
        Span(
            span.start_frame,
            span.stop_frame,
            _NOTHING if span.chord is None else span.chord.harte,
        )
        for span in chart.spans
    )
