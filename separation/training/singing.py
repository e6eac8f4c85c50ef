"""Makes recorded syllables sing a melody, with the WORLD vocoder or by cutting alone."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from separation.training.notes import Note
from separation.training.sound import SAMPLE_RATE, Sound, active_rms, resampled
from separation.training.sources import ALYS
from separation.training.voices import Syllable, Voice, recordings, syllables_in

_PERIOD_MS = 10.0
_PER_SECOND = 100
_FFT = 2048
_PHRASE_GAP_S = 0.25
_RECORDINGS = 80  # of a voice and pitch; analysing takes longer than singing
_VOWEL_S = 0.55  # of a syllable's vowel is enough to stretch
_LOUDEST = 4.0  # times the RMS: singers are compressed on records
_MAX_STRETCH_S = 0.7  # of a real vowel that is not stretched

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Analysis:
    """A syllable in WORLD's terms, one row for each 10 ms, its loud rows of one loudness."""

    voiced: NDArray[np.bool_]
    log_envelope: NDArray[np.float32]
    aperiodicity: NDArray[np.float32]
    vowel: int


@dataclass(frozen=True)
class _Manner:
    """How someone sings: vibrato, glides and how exactly."""

    vibrato_hz: float
    vibrato_cents: float
    glide_s: float
    drift_cents: float


def sing(
    notes: Sequence[Note], voice: Voice, sources: Path, seconds: float, rng: np.random.Generator
) -> Sound:
    """`notes` sung by `voice`, (frames,) mono, dry; notes outside its range move by octaves.

    Each syllable is analysed, its vowel stretched to the note, its consonants kept, its formants
    moved, its pitch replaced by the melody's with glides, vibrato and drift.

    Source: Morise, Yokomori & Ozawa 2016, "WORLD: a vocoder-based high-quality speech synthesis
    system for real-time applications", IEICE Trans. E99-D(7).
    """
    out = np.zeros(round(seconds * SAMPLE_RATE) + SAMPLE_RATE, np.float64)
    manner = _Manner(
        vibrato_hz=float(rng.uniform(4.8, 6.4)),
        vibrato_cents=float(rng.uniform(8, 60)),
        glide_s=float(rng.uniform(0.015, 0.05)),
        drift_cents=float(rng.uniform(6, 18)),
    )
    notes = in_range(notes, voice.low, voice.high)
    if not notes:
        return np.zeros(round(seconds * SAMPLE_RATE), np.float32)
    middle = int(np.median([note.pitch for note in notes]))
    words = _words(recordings(voice, sources, middle, _RECORDINGS), rng)
    for phrase in phrases(notes):
        start_s, sung = _sing_phrase(phrase, words, voice.formants, manner, rng)
        at = round(start_s * SAMPLE_RATE)
        sung = sung[max(0, -at) :]
        at = max(0, at)
        sung = sung[: len(out) - at]
        out[at : at + len(sung)] += sung
    return _compressed(out[: round(seconds * SAMPLE_RATE)])


def string_together(
    notes: Sequence[Note], sources: Path, seconds: float, rng: np.random.Generator
) -> Sound:
    """`notes` from ALYS's real syllables, (frames,) mono, only cut, faded and resampled.

    Nothing of the voice is computed: a syllable is moved by three semitones at most and lasts as
    long as it was sung.
    """
    frames = round(seconds * SAMPLE_RATE)
    out = np.zeros(frames + 2 * SAMPLE_RATE, np.float32)
    voice = Voice("alys", ALYS, 1.0, 57, 72)
    recorded = {pitch: _syllables(recordings(voice, sources, pitch), rng) for pitch in (60, 64, 69)}
    for note in in_range(notes, voice.low, voice.high):
        pitch = min(recorded, key=lambda known: abs(known - note.pitch))
        syllable = next(recorded[pitch])
        shift = 2 ** ((note.pitch - pitch) / 12)
        samples = resampled(syllable.samples, SAMPLE_RATE * shift)
        lead = min(int(syllable.vowel / shift), SAMPLE_RATE // 5)
        samples = samples[max(0, int(syllable.vowel / shift) - lead) :]
        length = lead + round(min(note.end_s - note.start_s, _MAX_STRETCH_S) * SAMPLE_RATE)
        samples = samples[:length].copy()
        fade = min(len(samples) // 4, SAMPLE_RATE // 25)
        samples[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
        samples[len(samples) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
        at = max(0, round(note.start_s * SAMPLE_RATE) - lead)
        loud = 0.1 / max(float(np.sqrt(np.mean(np.square(samples)))), 1e-3)
        samples = samples[: max(0, len(out) - at)]
        out[at : at + len(samples)] += samples * np.float32(loud * note.velocity / 100)
    return _compressed(out[:frames])


def in_range(notes: Sequence[Note], low: int, high: int) -> list[Note]:
    """`notes` moved by octaves: all together into the range, then those still outside."""
    if not notes:
        return []
    middle = float(np.median([note.pitch for note in notes]))
    octaves = round(((low + high) / 2 - middle) / 12)
    moved = []
    for note in notes:
        pitch = note.pitch + 12 * octaves
        while pitch > high:
            pitch -= 12
        while pitch < low:
            pitch += 12
        moved.append(Note(note.start_s, note.end_s, pitch, note.velocity))
    return moved


def phrases(notes: Sequence[Note]) -> list[list[Note]]:
    """The notes that follow each other without a breath, one voice: overlaps are cut."""
    found: list[list[Note]] = []
    for note in sorted(notes, key=lambda note: note.start_s):
        if found and note.start_s - found[-1][-1].start_s < 0.06:
            continue
        if found and note.start_s - found[-1][-1].end_s < _PHRASE_GAP_S:
            last = found[-1][-1]
            end_s = min(last.end_s, note.start_s)
            found[-1][-1] = Note(last.start_s, end_s, last.pitch, last.velocity)
            found[-1].append(note)
        else:
            found.append([note])
    return found


def _compressed(sung: NDArray[Any]) -> Sound:
    """Peaks bent below _LOUDEST times the RMS."""
    rms = active_rms(sung[:, None])
    if rms == 0.0:
        return sung.astype(np.float32)
    most = _LOUDEST * rms
    return np.asarray(most * np.tanh(sung / most), np.float32)


def _syllables(files: Sequence[Path], rng: np.random.Generator) -> Iterator[Syllable]:
    """Syllables in the order of the recordings, without end."""
    while True:
        yield from syllables_in(files[int(rng.integers(len(files)))])


def _words(files: Sequence[Path], rng: np.random.Generator) -> Iterator[_Analysis]:
    """Analysed syllables in the order of the recordings, without end."""
    while True:
        recording = files[int(rng.integers(len(files)))]
        for number in range(len(syllables_in(recording))):
            analysis = _analysed(recording, number)
            if analysis is not None:
                yield analysis


@lru_cache(maxsize=2500)
def _analysed(recording: Path, number: int) -> _Analysis | None:
    """A syllable of a recording; None for one without a voiced vowel."""
    syllable = syllables_in(recording)[number]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyworld asks for its version in an old way
        import pyworld
    samples = syllable.samples[: syllable.vowel + int(_VOWEL_S * SAMPLE_RATE)].astype(np.float64)
    f0, times = pyworld.dio(
        samples, SAMPLE_RATE, f0_floor=65.0, f0_ceil=700.0, frame_period=_PERIOD_MS
    )
    f0 = pyworld.stonemask(samples, f0, times, SAMPLE_RATE)
    vowel = min(int(syllable.vowel / SAMPLE_RATE * _PER_SECOND), len(f0) - 2)
    if np.mean(f0[vowel:] > 0) < 0.5:
        return None
    envelope = pyworld.cheaptrick(samples, f0, times, SAMPLE_RATE, fft_size=_FFT)
    aperiodicity = pyworld.d4c(samples, f0, times, SAMPLE_RATE, fft_size=_FFT)
    loud = np.percentile(envelope.sum(axis=1), 85)
    log = np.log(envelope / max(float(loud), 1e-12) + 1e-12)
    return _Analysis(f0 > 0, log.astype(np.float32), aperiodicity.astype(np.float32), vowel)


def _sing_phrase(
    phrase: Sequence[Note],
    words: Iterator[_Analysis],
    formants: float,
    manner: _Manner,
    rng: np.random.Generator,
) -> tuple[float, Floats]:
    """(seconds at which it starts, samples)."""
    import pyworld

    chosen = [next(words) for _ in phrase]
    lead = min(chosen[0].vowel, 25)
    frames = lead + max(2, round((phrase[-1].end_s - phrase[0].start_s) * _PER_SECOND))
    start_s = phrase[0].start_s - lead / _PER_SECOND
    pitch = np.zeros(frames)
    envelope = np.zeros((frames, _FFT // 2 + 1))
    aperiodicity = np.ones_like(envelope)
    voiced = np.zeros(frames, bool)
    starts = [round((note.start_s - start_s) * _PER_SECOND) for note in phrase]
    # a consonant sounds before its note begins, so that the vowel is on the beat
    heads = [
        start - min(word.vowel, (start - before) * 2 // 5 if number else lead)
        for number, (start, word, before) in enumerate(
            zip(starts, chosen, [0, *starts[:-1]], strict=True)
        )
    ]
    heads[0] = 0
    ends = [*heads[1:], frames]
    for note, word, head, start, end in zip(phrase, chosen, heads, starts, ends, strict=True):
        if end <= head:
            continue
        rows = _stretched(word, start - head, end - head)
        near = np.clip(np.round(rows).astype(int), 0, len(word.voiced) - 1)
        low = np.clip(rows.astype(int), 0, len(word.voiced) - 2)
        part = (rows - low)[:, None]
        log = word.log_envelope
        spectrum = np.exp(log[low] * (1 - part) + log[low + 1] * part)
        velocity = (note.velocity / 100) ** 2 * 10 ** (rng.normal(0, 1.0) / 10)
        envelope[head:end] = spectrum * velocity
        aperiodicity[head:end] = word.aperiodicity[near]
        voiced[head:end] = word.voiced[near]
        pitch[head:end] = note.pitch
    f0 = np.where(voiced, _melody(pitch, starts, manner, rng), 0.0)
    fade = min(8, frames // 3)
    envelope[:fade] *= np.linspace(0, 1, fade)[:, None] ** 2
    envelope[frames - fade :] *= np.linspace(1, 0, fade)[:, None] ** 2
    envelope = _moved_formants(envelope, formants) + 1e-16
    aperiodicity = np.clip(_moved_formants(aperiodicity, formants), 1e-4, 1.0)
    envelope, aperiodicity = np.ascontiguousarray(envelope), np.ascontiguousarray(aperiodicity)
    sung = pyworld.synthesize(f0, envelope, aperiodicity, SAMPLE_RATE, _PERIOD_MS)
    return start_s, np.asarray(sung, np.float64)


def _stretched(word: _Analysis, head: int, length: int) -> Floats:
    """For each of `length` frames the row of `word` it takes, the vowel from frame `head` on.

    Of the vowel only the middle is stretched; its end, where the next consonant may begin, keeps
    its time.
    """
    rows = len(word.voiced)
    before = np.linspace(max(0.0, word.vowel - head), word.vowel, head, endpoint=False)
    rest = length - head
    available = rows - 1 - word.vowel
    tail = min(available // 4, rest // 4, 8)
    middle = rest - tail
    reach = min(available - tail, middle) if middle < available else available - tail
    vowel = word.vowel + np.linspace(0.0, max(0, reach), middle)
    end = word.vowel + reach + np.arange(1, tail + 1)
    return np.asarray(np.clip(np.concatenate([before, vowel, end]), 0, rows - 1), np.float64)


def _melody(
    pitch: Floats, starts: Sequence[int], manner: _Manner, rng: np.random.Generator
) -> Floats:
    """Hz for each frame: the notes' pitches with glides, vibrato that grows, and drift."""
    frames = len(pitch)
    curve = gaussian_filter1d(pitch, manner.glide_s * _PER_SECOND, mode="nearest")
    since = np.arange(frames) - np.maximum.accumulate(
        np.where(np.isin(np.arange(frames), starts), np.arange(frames), 0)
    )
    grown = np.clip((since / _PER_SECOND - 0.2) / 0.3, 0.0, 1.0)
    phase = np.cumsum(manner.vibrato_hz * (1 + 0.08 * rng.standard_normal(frames)) / _PER_SECOND)
    vibrato = manner.vibrato_cents / 100 * grown * np.sin(2 * np.pi * phase)
    drift = gaussian_filter1d(rng.standard_normal(frames), 12, mode="nearest")
    drift *= manner.drift_cents / 100 / max(float(drift.std()), 1e-9)
    return np.asarray(440.0 * 2 ** ((curve + vibrato + drift - 69) / 12), np.float64)


def _moved_formants(rows: Floats, factor: float) -> Floats:
    """Each row stretched along frequency by `factor`."""
    if factor == 1.0:
        return rows
    bins = np.clip(np.arange(rows.shape[1]) / factor, 0, rows.shape[1] - 1)
    low = np.minimum(bins.astype(int), rows.shape[1] - 2)
    part = bins - low
    return np.asarray(rows[:, low] * (1 - part) + rows[:, low + 1] * part, np.float64)
