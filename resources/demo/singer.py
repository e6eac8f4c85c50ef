"""The voice: a glottal source with vibrato and jitter, sung through moving formants.

The vowels are made of harmonics whose amplitude and phase are those of a Liljencrants-Fant-like
glottal pulse sent through a cascade of formant resonators (Fant 1960; Klatt 1980), so formants can
move while a note is held. Breath and consonants are noise through the same formants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resources.demo.score import Note, frequency_hz
from resources.demo.sound import SAMPLE_RATE, Samples, frames_of, noise, sweep_phase
from resources.demo.syllables import VOWELS, Consonant, split_syllable

CONTROL_FRAMES = 147
"""Pitch, loudness and formants are drawn 300 times a second and joined by lines."""
CONTROL_RATE = SAMPLE_RATE / CONTROL_FRAMES

_HIGH_FORMANTS_HZ = np.array([5600.0, 6700.0, 7800.0, 8900.0])
_BANDWIDTHS_HZ = np.array([75, 95, 130, 190, 260, 420, 520, 620, 720], dtype=float)
_HIGHEST_HZ = 15_000.0
_PULSE_GAIN = 0.08  # brings a sung vowel to peaks around 1


@dataclass(frozen=True)
class Voice:
    """One singer: how far off pitch and time, how breathy, how much vibrato, how long the throat.

    formant_scale above 1 is a shorter throat: a brighter, smaller voice.
    """

    cents: float = 0.0
    delay_s: float = 0.0
    breath: float = 0.014
    vibrato_cents: float = 38.0
    vibrato_hz: float = 5.5
    formant_scale: float = 1.0


@dataclass(frozen=True)
class _SungNote:
    """A note with its mouth shapes and its times in seconds; legato runs into the next one."""

    note: Note
    onset: Consonant
    vowels: tuple[str, ...]
    begin_s: float
    vowel_s: float
    end_s: float
    legato: bool


@dataclass(frozen=True)
class _Curves:
    """The singer's controls, each (points,) or (points, formants), at CONTROL_RATE."""

    pitch: Samples  # MIDI numbers, fractional
    loudness: Samples
    breath: Samples
    formants_hz: Samples
    hiss: list[tuple[float, Consonant]]  # start in seconds and what


def sing(
    notes: Sequence[Note], duration_s: float, voice: Voice, rng: np.random.Generator
) -> Samples:
    """Sing the notes' syllables; every note has one. Returns (frames,), peaks around 1.

    Raises: ValueError for a syllable that cannot be sung.
    """
    frames = frames_of(duration_s)
    if not notes:
        return np.zeros(frames)
    curves = _draw_curves(notes, int(np.ceil(frames / CONTROL_FRAMES)) + 1, voice, rng)
    voiced = _vowels(curves, frames, rng)
    breath = _breath(curves, frames, voiced, rng)
    sound = voiced + breath
    for start_s, consonant in curves.hiss:
        burst = _hiss(consonant, rng)
        start = frames_of(start_s)
        stop = min(frames, start + burst.size)
        if 0 <= start < stop:
            sound[start:stop] += burst[: stop - start]
    return sound


def _draw_curves(
    notes: Sequence[Note], points: int, voice: Voice, rng: np.random.Generator
) -> _Curves:
    time_s = np.arange(points) / CONTROL_RATE
    pitch = np.full(points, float(notes[0].pitch))
    loudness = np.zeros(points)
    breath = np.zeros(points)
    formants = np.tile(np.array(VOWELS["oo"], dtype=float), (points, 1))
    hiss: list[tuple[float, Consonant]] = []
    previous: Note | None = None
    for sung in _time_syllables(notes, voice, rng):
        note, onset = sung.note, sung.onset
        begin_s, vowel_s, end_s = sung.begin_s, sung.vowel_s, sung.end_s
        span = slice(*np.searchsorted(time_s, [begin_s - 0.06, end_s + 0.3]))
        since_begin_s, since_s = time_s[span] - begin_s, time_s[span] - vowel_s
        tied_to = previous if previous is not None and _touches(previous, note) else None
        _draw_pitch(pitch, time_s - begin_s, note, tied_to, rng)
        _draw_vibrato(pitch[span], since_s, end_s - vowel_s, voice, rng)

        path = _vowel_path(since_s, end_s - vowel_s, onset, sung.vowels)
        arrived = _smooth_step(since_begin_s / 0.04)[:, None] if tied_to else 1.0
        formants[span] += (path - formants[span]) * arrived

        opened = _smooth_step((since_s + 0.012) / 0.028)
        level = np.interp(since_s, [0, 0.05, 0.22, end_s - vowel_s], [0.85, 1, 0.92, 0.8])
        level *= rng.uniform(0.9, 1.0)
        level *= onset.murmur + (1 - onset.murmur) * opened if onset.closed_s else 1.0
        level *= 1 - _smooth_step((time_s[span] - end_s) / (0.04 if sung.legato else 0.13))
        taken_over = _smooth_step(since_begin_s / 0.035)
        loudness[span] += (level - loudness[span]) * taken_over
        breathing = _smooth_step((since_begin_s + 0.05) / 0.06) * (0.4 + 0.6 * opened)
        breathing *= 1 - _smooth_step((time_s[span] - end_s) / 0.15)
        breath[span] = np.maximum(breath[span], breathing)
        if onset.noise:
            hiss.append((vowel_s - onset.noise_s, onset))
        previous = note
    pitch += voice.cents / 100 + _drift(points, 0.9, rng) * 0.07
    return _Curves(pitch, loudness, breath * voice.breath, formants * voice.formant_scale, hiss)


def _time_syllables(
    notes: Sequence[Note], voice: Voice, rng: np.random.Generator
) -> list[_SungNote]:
    """When each mouth shape begins: a consonant before its beat, so that the vowel falls on it."""
    onsets = [split_syllable(note.syllable) for note in notes]
    vowel_s = [note.start_s + voice.delay_s + rng.normal(0, 0.006) for note in notes]
    begin_s = [start - onset.closed_s for start, (onset, _) in zip(vowel_s, onsets, strict=True)]
    sung = []
    for index, note in enumerate(notes):
        legato = index + 1 < len(notes) and _touches(note, notes[index + 1])
        written_end_s = vowel_s[index] + 0.94 * note.duration_s
        end_s = begin_s[index + 1] if legato else written_end_s
        onset, vowels = onsets[index]
        sung.append(_SungNote(note, onset, vowels, begin_s[index], vowel_s[index], end_s, legato))
    return sung


def _touches(note: Note, following: Note) -> bool:
    return following.start_beat - (note.start_beat + note.beats) < 0.01


def _draw_pitch(
    pitch: Samples,
    since_s: Samples,
    note: Note,
    tied_to: Note | None,
    rng: np.random.Generator,
) -> None:
    """From here on the new pitch: glided into from a tied note, scooped up to after a rest."""
    after = since_s >= 0.0
    if tied_to is None:
        scoop = -rng.uniform(0.7, 1.4) * np.exp(-since_s[after] / 0.045)
        pitch[after] = note.pitch + scoop
    else:
        done = _smooth_step(since_s[after] / (0.19 if note.slide else 0.085))
        pitch[after] = tied_to.pitch + (note.pitch - tied_to.pitch) * done


def _draw_vibrato(
    pitch: Samples, since_s: Samples, length_s: float, voice: Voice, rng: np.random.Generator
) -> None:
    """Add a vibrato that sets in late: short notes have none, long ones bloom. In place."""
    depth = _smooth_step((since_s - 0.32) / 0.45) * voice.vibrato_cents / 100
    depth *= 1 - _smooth_step((since_s - length_s) / 0.1)
    rate_hz = voice.vibrato_hz * rng.uniform(0.96, 1.04)
    pitch += depth * np.sin(2 * np.pi * rate_hz * np.maximum(since_s - 0.32, 0))


def _vowel_path(
    since_s: Samples, length_s: float, onset: Consonant, vowels: tuple[str, ...]
) -> Samples:
    """Formants along a note: from the consonant's locus to the vowel, then to the next vowels."""
    targets = np.array([VOWELS[vowel] for vowel in vowels], dtype=float)
    path = np.tile(targets[0], (since_s.size, 1))
    for index in range(1, len(vowels)):
        middle_s = length_s * index / len(vowels)
        moved = _smooth_step((since_s - middle_s) / 0.16 + 0.5)[:, None]
        path += (targets[index] - targets[index - 1]) * moved
    if onset.locus is not None:
        moved = _smooth_step((since_s + 0.012) / 0.075)[:, None]
        path = np.array(onset.locus) + (path - np.array(onset.locus)) * moved
    return path


def _vowels(curves: _Curves, frames: int, rng: np.random.Generator) -> Samples:
    fundamental_hz = np.array([frequency_hz(pitch) for pitch in curves.pitch])
    fundamental = _at_audio_rate(fundamental_hz, frames)
    # Cycle-to-cycle jitter and shimmer are what makes a steady tone a throat.
    jitter = 1 + 0.003 * _at_audio_rate(_drift(fundamental_hz.size, 60.0, rng), frames)
    shimmer = 1 + 0.03 * _at_audio_rate(_drift(fundamental_hz.size, 40.0, rng), frames)
    turn = np.exp(1j * sweep_phase(fundamental * jitter))
    formants_hz = curves.formants_hz.copy()
    # Sopranos open the mouth so that the first formant does not fall below the note.
    formants_hz[:, 0] = np.maximum(formants_hz[:, 0], 1.04 * fundamental_hz)

    sung = np.zeros(frames)
    harmonic = np.ones(frames, dtype=complex)
    for number in range(1, int(_HIGHEST_HZ / fundamental_hz.min()) + 1):
        harmonic *= turn
        frequency = number * fundamental_hz
        response = _glottal_spectrum(frequency, fundamental_hz) * _throat(frequency, formants_hz)
        response *= curves.loudness * _smooth_step((_HIGHEST_HZ - frequency) / 2000)
        sung += _at_audio_rate(response.real, frames) * harmonic.real
        sung -= _at_audio_rate(response.imag, frames) * harmonic.imag
    return sung * shimmer


def _glottal_spectrum(frequency_hz_: Samples, fundamental_hz: Samples) -> NDArray[np.complex128]:
    """Spectrum of the radiated glottal pulse: a maximum-phase resonance, then -6 dB per octave."""
    opening = 1j * frequency_hz_ / (1.15 * fundamental_hz)
    return np.asarray(_PULSE_GAIN * np.conj(opening / (1 + opening) ** 2))


def _throat(frequency_hz_: Samples, formants_hz: Samples) -> NDArray[np.complex128]:
    """Transfer of the formant cascade at one frequency per point, (points,)."""
    high = np.broadcast_to(_HIGH_FORMANTS_HZ, (formants_hz.shape[0], _HIGH_FORMANTS_HZ.size))
    centres = np.concatenate([formants_hz, high], axis=1)
    frequency = frequency_hz_[:, None]
    denominator = centres**2 - frequency**2 + 1j * frequency * _BANDWIDTHS_HZ
    # What the cascade loses above its last formant, a real throat has in formants yet higher.
    missing = 1 + (frequency_hz_ / 2900.0) ** 2
    return np.asarray(missing * np.prod(centres**2 / denominator, axis=1))


def _breath(curves: _Curves, frames: int, voiced: Samples, rng: np.random.Generator) -> Samples:
    """Noise through the formants, overlap-added in frames of the control curves."""
    window_frames = 6 * CONTROL_FRAMES
    hop = 2 * CONTROL_FRAMES
    window = np.hanning(window_frames + 1)[:-1]
    bins = np.arange(window_frames // 2 + 1, dtype=np.float64)
    frequencies_hz = np.asarray(bins * (SAMPLE_RATE / window_frames))
    radiated = np.minimum(frequencies_hz / 1500.0, 1.0)
    out = np.zeros(frames + 2 * window_frames)
    for start in range(0, frames, hop):
        point = min(start // CONTROL_FRAMES + 3, curves.breath.size - 1)
        if curves.breath[point] < 1e-4:
            continue
        formants = np.broadcast_to(curves.formants_hz[point], (frequencies_hz.size, 5))
        # The square root halves the formants' height: breath is let in all along the throat.
        throat = np.sqrt(np.abs(_throat(frequencies_hz, formants))) * radiated
        grain = np.fft.rfft(rng.standard_normal(window_frames) * window)
        out[start : start + window_frames] += np.fft.irfft(grain * throat) * window
    breath = out[:frames] * _at_audio_rate(curves.breath, frames)
    # It comes in puffs, while the glottis is open.
    return np.asarray(breath * (0.75 + 0.5 * np.clip(voiced, -0.5, 0.5)))


def _hiss(consonant: Consonant, rng: np.random.Generator) -> Samples:
    frames = frames_of(consonant.noise_s + 0.02)
    centre = consonant.noise_hz
    hiss = noise(frames, centre * 0.7, min(centre * 1.6, 14_000.0), rng)
    rise = min(0.04, consonant.noise_s * 0.4)
    time_s = np.arange(frames) / SAMPLE_RATE
    envelope = _smooth_step(time_s / rise) * (1 - _smooth_step((time_s - consonant.noise_s) / 0.02))
    return np.asarray(hiss * envelope * consonant.noise * 0.11)


def _drift(points: int, cutoff_hz: float, rng: np.random.Generator) -> Samples:
    """Random movement slower than a cutoff, unit RMS, at CONTROL_RATE, (points,)."""
    spectrum = np.fft.rfft(rng.standard_normal(points))
    frequency = np.fft.rfftfreq(points, 1 / CONTROL_RATE)
    slow = np.fft.irfft(spectrum / (1 + (frequency / cutoff_hz) ** 2), points)
    return np.asarray(slow / (np.sqrt(np.mean(slow**2)) + 1e-12))


def _smooth_step(position: Samples) -> Samples:
    """0 below 0, 1 above 1, a raised cosine between."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(position, 0.0, 1.0)))


def _at_audio_rate(curve: Samples, frames: int) -> Samples:
    """A control curve joined by lines, one value per frame, (frames,)."""
    steps = np.arange(CONTROL_FRAMES) / CONTROL_FRAMES
    lines = curve[:-1, None] + np.diff(curve)[:, None] * steps
    return np.asarray(lines.reshape(-1)[:frames])
