"""The notes of a sound: when each begins, how high it is, how loud, and how sure all that is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from player.note_pitch import note_pitch

if TYPE_CHECKING:
    from player.note_pitch import NotePitch

_HOP_S = 0.005
_WINDOW_S = 0.0232
_BANDS_PER_OCTAVE = 12
_LOWEST_HZ, _HIGHEST_HZ = 40.0, 12_000.0
_LAG_HOPS = 3
# Levels below this, from the loudest, are the ground.
_GROUND_DB = -56.0
_PEAK_REACH_S = 0.03
_MEAN_BEFORE_S, _MEAN_AFTER_S = 0.15, 0.10
_WEAK_DB, _STRONG_DB = 1.6, 3.0
_LEAST_APART_S = 0.05
_PIECE_S = 10.0
_PIECE_CONTEXT_S = 0.5
# A hit is over soon; a tone's own vibration must not be taken for its rise.
_HIT_ENVELOPE_S, _TONE_ENVELOPE_S = 0.004, 0.012
_SEARCH_BEFORE_S, _SEARCH_AFTER_S = 0.040, 0.060
# Of a step that is smoothed, in lengths of the smoothing: from a quarter to three quarters of its
# height, and how much before the step it is halfway up.
_STEP_RISE, _STEP_EARLY = 0.3125, 0.1325
# From the beginning of a rise to its half, in lengths of its middle half: 1 for one that is
# straight, 1.5 for one that is bent as a cosine.
_RISE_PARTS = 1.25
_RISE_LEVELS = (0.25, 0.5, 0.75)
_LONGEST_RISE_S = 0.015
_LOUDNESS_S = 0.15
_SILENCE_DB = -120.0

Sound = NDArray[np.float32]


class Part(Enum):
    """What kind of part a sound is: whether a note of it has one pitch."""

    MELODY = "melody"
    """One note at a time: a voice, a bass, a wind instrument."""
    CHORDS = "chords"
    """Several notes at a time: nothing is said about their pitch."""
    DRUMS = "drums"
    """Hits without a pitch."""


@dataclass(frozen=True)
class NoteEvent:
    """One note or hit.

    onset_frame: where it begins, in frames of the song, with a fraction. level_db: the root mean
    square of its first 150 ms, in dB of full scale. strength_db: how far the onset stands out,
    the mean rise over all bands in dB. is_sure: whether it stands out far enough to be called
    missed or extra where it has no partner. pitch: None where it has none, or none that is sure.
    """

    onset_frame: float
    level_db: float
    strength_db: float
    is_sure: bool
    pitch: NotePitch | None = None


def find_notes(
    samples: Sound,
    sample_rate: int,
    part: Part,
    *,
    start_frame: int = 0,
    is_wanted: Callable[[], bool] = lambda: True,
) -> tuple[NoteEvent, ...] | None:
    """The notes of a sound, in order; None where `is_wanted` says no between two pieces of work.

    samples: float32, (frames,) or (frames, channels), full scale 1.0. start_frame: of the song,
    where the samples begin. A piece of work is ten seconds of onsets or one note's pitch: some tens
    of milliseconds.

    Onsets: `find_onsets`. Pitches: `note_pitch`.
    """
    mono = _mono(samples)
    onsets = find_onsets(mono, sample_rate, part, is_wanted=is_wanted)
    if onsets is None:
        return None
    notes: list[NoteEvent] = []
    for index, (frame, strength) in enumerate(onsets):
        if not is_wanted():
            return None
        stop = onsets[index + 1][0] if index + 1 < len(onsets) else float(len(mono))
        pitch = None
        if part is Part.MELODY:
            pitch = note_pitch(mono[round(frame) : round(stop)], sample_rate)
        notes.append(
            NoteEvent(
                start_frame + frame,
                _level_db(mono[round(frame) : round(stop)], sample_rate),
                strength,
                strength >= _STRONG_DB,
                pitch,
            )
        )
    return tuple(notes)


def find_onsets(
    mono: Sound,
    sample_rate: int,
    part: Part,
    *,
    is_wanted: Callable[[], bool] = lambda: True,
) -> list[tuple[float, float]] | None:
    """Where something begins in a sound, float32 (frames,): each frame, with a fraction, and by how
    many dB it stands out. None where `is_wanted` says no between two pieces of work.

    Spectral flux of logarithmic bands against the loudest neighbours a little before (Böck & Widmer
    2013, "Maximum filter vibrato suppression for onset detection", DAFx), every 5 ms, the peaks
    chosen as in Böck, Krebs & Schedl 2012, "Evaluating the online capabilities of onset detection
    methods", ISMIR. Each is then moved to where the envelope of the pre-emphasised waveform begins
    to rise, which is sharper than a window of the spectrum.
    """
    peak = float(np.abs(mono).max(initial=0.0))
    if peak < 10 ** (-80 / 20):
        return []
    flux = _flux_in_pieces(mono / peak, sample_rate, is_wanted)
    if flux is None:
        return None
    refine = _Envelope(mono, sample_rate, part)
    onsets: list[tuple[float, float]] = []
    for hop in _peaks(flux):
        frame = refine.onset_near(hop * _HOP_S * sample_rate)
        if not onsets or frame - onsets[-1][0] > _LEAST_APART_S * sample_rate:
            onsets.append((frame, float(flux[hop])))
    return onsets


def _mono(samples: Sound) -> Sound:
    if samples.ndim == 1:
        return samples
    mean: Sound = samples.mean(axis=1, dtype=np.float32)
    return mean


def _level_db(note: Sound, sample_rate: int) -> float:
    heard = note[: round(_LOUDNESS_S * sample_rate)]
    if not len(heard):
        return _SILENCE_DB
    power = float(np.mean(heard.astype(np.float64) ** 2))
    return float(10 * np.log10(max(power, 10 ** (_SILENCE_DB / 10))))


def _flux_in_pieces(
    mono: Sound, sample_rate: int, is_wanted: Callable[[], bool]
) -> NDArray[np.float64] | None:
    """How much louder the bands become, mean dB of all, every `_HOP_S`."""
    hops = int(len(mono) / sample_rate / _HOP_S) + 1
    piece, context = round(_PIECE_S / _HOP_S), round(_PIECE_CONTEXT_S / _HOP_S)
    bands = _bands(sample_rate)
    flux = np.zeros(hops)
    for start in range(0, hops, piece):
        if not is_wanted():
            return None
        first = max(0, start - context)
        stop = min(hops, start + piece)
        flux[start:stop] = _flux(mono, sample_rate, bands, first, stop)[start - first :]
    return flux


def _flux(
    mono: Sound, sample_rate: int, bands: NDArray[np.float32], first: int, stop: int
) -> NDArray[np.float64]:
    window_frames = 2 * (bands.shape[0] - 1)
    starts = np.round(np.arange(first, stop) * _HOP_S * sample_rate).astype(np.int64)
    # Centred on its hop; what lies before and behind the sound is silence.
    starts -= window_frames // 2
    padding = window_frames
    begin, end = int(starts[0]) + padding, int(starts[-1]) + window_frames + padding
    padded = np.zeros(end - begin, np.float32)
    from_frame, to_frame = max(0, begin - padding), min(len(mono), end - padding)
    offset = from_frame - (begin - padding)
    padded[offset : offset + to_frame - from_frame] = mono[from_frame:to_frame]
    windows = np.lib.stride_tricks.sliding_window_view(padded, window_frames)[starts - starts[0]]
    used = round(_WINDOW_S * sample_rate)
    taper = np.zeros(window_frames, np.float32)
    middle = (window_frames - used) // 2
    taper[middle : middle + used] = np.hanning(used)
    power = np.abs(np.fft.rfft(windows * taper, axis=1)) ** 2 / (used / 4) ** 2
    levels = 10 * np.log10(power.astype(np.float32) @ bands + 10 ** (_GROUND_DB / 10))
    loudest = np.maximum(levels, np.maximum(np.roll(levels, 1, 1), np.roll(levels, -1, 1)))
    rise = np.zeros(len(levels))
    rise[_LAG_HOPS:] = np.maximum(levels[_LAG_HOPS:] - loudest[:-_LAG_HOPS], 0.0).mean(axis=1)
    return rise


def _bands(sample_rate: int) -> NDArray[np.float32]:
    """Triangular bands, equally wide on a logarithmic axis but never narrower than a bin:
    float32, (bins, bands).
    """
    window_frames = 2 ** int(np.ceil(np.log2(2 * _WINDOW_S * sample_rate)))
    frequencies = np.fft.rfftfreq(window_frames, 1 / sample_rate)
    highest = min(_HIGHEST_HZ, sample_rate * 0.45)
    count = int(np.log2(highest / _LOWEST_HZ) * _BANDS_PER_OCTAVE)
    centres = _LOWEST_HZ * 2 ** (np.arange(count) / _BANDS_PER_OCTAVE)
    least_hz = frequencies[1] * 2
    kept = [centres[0]]
    for centre in centres[1:]:
        if centre - kept[-1] >= least_hz:
            kept.append(centre)
    edges = np.array([max(0.0, kept[0] - least_hz), *kept, highest], np.float64)
    low, mid, high = edges[:-2], edges[1:-1], edges[2:]
    rising = (frequencies[:, None] - low) / (mid - low)
    falling = (high - frequencies[:, None]) / np.maximum(high - mid, 1e-9)
    weights = np.clip(np.minimum(rising, falling), 0.0, None)
    return weights.astype(np.float32)


def _peaks(flux: NDArray[np.float64]) -> list[int]:
    reach = round(_PEAK_REACH_S / _HOP_S)
    before, after = round(_MEAN_BEFORE_S / _HOP_S), round(_MEAN_AFTER_S / _HOP_S)
    sums = np.concatenate([[0.0], np.cumsum(flux)])
    found = []
    for hop in np.flatnonzero(flux >= _WEAK_DB).tolist():
        first, last = max(0, hop - before), min(len(flux), hop + after + 1)
        mean = (sums[last] - sums[first]) / (last - first)
        around = flux[max(0, hop - reach) : hop + reach + 1]
        is_first_of_highest = int(np.argmax(around)) == min(hop, reach)
        if is_first_of_highest and flux[hop] >= mean + _WEAK_DB:
            found.append(hop)
    return found


class _Envelope:
    """Finds an onset on the waveform, to a fraction of a millisecond."""

    def __init__(self, mono: Sound, sample_rate: int, part: Part) -> None:
        self._are_hits = part is Part.DRUMS
        # The first difference makes attacks louder and a ringing bass quieter.
        self._sharpened = np.diff(mono.astype(np.float64), prepend=0.0)
        self._sample_rate = sample_rate
        envelope_s = _HIT_ENVELOPE_S if self._are_hits else _TONE_ENVELOPE_S
        frames = round(envelope_s * sample_rate) | 1
        self._smooth = np.hanning(frames + 2)[1:-1]
        self._smooth /= self._smooth.sum()

    def onset_near(self, frame: float) -> float:
        """Where the loudness begins to rise from its lowest before to its highest after.

        It is halfway up where that shows best, and for hits that is it. From there it is gone back
        by how long the rise takes: who plays to a slower song has attacks as short as ever, and the
        song's are longer; halfway up, all of that player's notes would be early.
        """
        rate, margin = self._sample_rate, len(self._smooth)
        start = max(0, round(frame - _SEARCH_BEFORE_S * rate))
        stop = min(len(self._sharpened), round(frame + _SEARCH_AFTER_S * rate))
        first = max(0, start - margin)
        piece = self._sharpened[first : stop + margin]
        if len(piece) < 2 * margin:
            return frame
        loudness = np.sqrt(np.convolve(piece**2, self._smooth, mode="same"))
        loudness = loudness[start - first : stop - first]
        top = int(np.argmax(loudness))
        bottom = int(np.argmin(loudness[: top + 1]))
        rise = loudness[bottom : top + 1]
        quarter, middle, most = (rise[0] + part * (rise[-1] - rise[0]) for part in _RISE_LEVELS)
        half = _first_crossing(rise, middle)
        if self._are_hits:
            return start + bottom + half
        # What rose before and sank again is something else that is heard there too.
        whole = int(half) + 1
        steep = whole - int(np.argmax(rise[:whole][::-1] < quarter)) - 1
        took = _first_crossing(rise, most) - steep - _first_crossing(rise[steep:], quarter)
        # Smoothing alone makes a rise of a step, which is halfway up a little before the step.
        smoothed = _STEP_RISE * margin
        slow = math.sqrt(max(0.0, took**2 - smoothed**2))
        early = _STEP_EARLY * margin * min(1.0, smoothed / max(took, 1e-9)) ** 2
        before = min(_RISE_PARTS * slow, _LONGEST_RISE_S * rate)
        return start + bottom + half + early - before


def _first_crossing(rise: NDArray[np.float64], level: float) -> float:
    """Where a rise is first at this level, between its frames too."""
    above = int(np.argmax(rise >= level))
    if above == 0:
        return 0.0
    one, other = float(rise[above - 1]), float(rise[above])
    return above - 1 + (level - one) / max(other - one, 1e-12)
