"""Play, mix and write the demo song: `python -m resources.demo.compose [--stems DIR]`.

Everything is synthesised with NumPy from the score; the same audio comes out of every run.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
import soundfile
from numpy.typing import NDArray

from resources import DEMO_SONG
from resources.demo.drum_kit import play_drums
from resources.demo.keys import electric_piano, pad
from resources.demo.mixdown import Room, active_rms, add_reverb, master, remove_rumble
from resources.demo.score import BEATS_PER_BAR, ChordSpan, Note, Section, beat_to_s, chord_spans
from resources.demo.singer import Voice, sing
from resources.demo.sound import SAMPLE_RATE, Samples, Track, fade_ends, frames_of
from resources.demo.strings import STRUMS, Guitar, play_bass
from resources.demo.woodshed_blues import SONG, TITLE, VOICINGS

Stems: TypeAlias = dict[str, NDArray[np.float32]]

_SEED = 1959
_COMPRESSION = 0.4  # libsndfile's 0 to 1; this is Vorbis quality 6
_LEAD_IN_S = 0.12
_RING_OUT_S = 2.3
_FADE_OUT_S = 1.8
_OCTAVE = 12
_GUITAR_GAIN = 0.75
_PAD_GAIN = 0.08

# Level while playing against the vocals, and how much of the room each stem has.
_LEVELS_DB = {"vocals": 0.0, "drums": -0.5, "bass": -1.0, "other": -3.0}
_SENDS = {"vocals": 0.16, "drums": 0.07, "bass": 0.0, "other": 0.12}
_LIMITED_DB = 3.5  # how far the loudest peaks are held down by the master's gain

_LEAD_VOICE = Voice()
_DOUBLES = (  # of the choruses: a second take on each side, a little apart in pitch and time
    (-0.7, Voice(cents=-7.0, delay_s=0.017, vibrato_hz=5.2, formant_scale=0.97)),
    (0.7, Voice(cents=6.0, delay_s=0.024, vibrato_hz=5.8, formant_scale=1.03)),
)
_DOUBLE_GAIN = 0.24

# Beat, length in beats and velocity of the keys' chords in each bar.
_COMPING: dict[str, tuple[tuple[float, float, float], ...]] = {
    "held": ((0.0, 2.4, 0.75), (2.5, 1.4, 0.55)),
    "syncopated": ((0.0, 0.9, 0.7), (1.5, 1.2, 0.6), (3.5, 0.4, 0.5)),
    "pushed": ((0.0, 1.9, 0.75), (2.5, 1.4, 0.62)),
    "stabs": ((0.5, 0.35, 0.85), (2.0, 0.3, 0.7), (3.5, 0.35, 0.8)),
}
_RINGING_OUT = ((0.0, 8.0, 0.7),)


def compose(sections: Sequence[Section] = SONG) -> Stems:
    """Play the sections one after the other.

    Returns vocals, drums, bass and other: float32, (frames, 2), 44 100 Hz, peak of their sum
    about -1 dBFS. The sum of the stems is the song.
    """
    duration_s = _starts(sections)[-1][0] + _RING_OUT_S
    dry = {
        "vocals": _vocals(sections, duration_s),
        "drums": _drums(sections, duration_s),
        "bass": play_bass(_through(sections, "bass"), duration_s, _rng("bass")),
        "other": _chords(sections, duration_s),
    }
    response = Room().impulse_response(_rng("room"))
    lead_in_frames = frames_of(_LEAD_IN_S)
    fade_out = fade_ends(np.ones(frames_of(_LEAD_IN_S) + frames_of(duration_s)), 0.0, _FADE_OUT_S)
    stems = {}
    for name, stem in dry.items():
        wet = add_reverb(np.pad(stem, ((lead_in_frames, 0), (0, 0))), response, _SENDS[name])
        wet = remove_rumble(wet) * fade_out[:, None]
        level = active_rms(wet)
        stems[name] = wet * (10 ** (_LEVELS_DB[name] / 20) / level) if level else wet
    mastered = master(stems, _LIMITED_DB)
    return {name: stem.astype(np.float32) for name, stem in mastered.items()}


def _rng(part: str) -> np.random.Generator:
    """Chance of its own for each part, so that a change to one leaves the others as they were."""
    return np.random.default_rng([_SEED, *part.encode()])


def _starts(sections: Sequence[Section]) -> list[tuple[float, int]]:
    """Time in seconds and beat of each section's start, and of the song's end."""
    beats = np.cumsum([0, *(section.beats for section in sections)])
    return [(beat_to_s(beat), int(beat)) for beat in beats]


def _through(sections: Sequence[Section], line: Literal["lead", "bass"]) -> list[Note]:
    """A line through all the sections, its beats counted from the first."""
    return [
        replace(note, start_beat=note.start_beat + start_beat)
        for section, (_, start_beat) in zip(sections, _starts(sections), strict=False)
        for note in (section.lead if line == "lead" else section.bass)
    ]


def _vocals(sections: Sequence[Section], duration_s: float) -> Samples:
    track = Track(duration_s)
    lead = sing(_through(sections, "lead"), duration_s, _LEAD_VOICE, _rng("lead"))
    track.place(lead, 0.0)
    doubled = [
        replace(section, lead=section.lead if section.doubled else ()) for section in sections
    ]
    for number, (side, voice) in enumerate(_DOUBLES):
        double = sing(_through(doubled, "lead"), duration_s, voice, _rng(f"double {number}"))
        track.place(_DOUBLE_GAIN * double, 0.0, side)
    return track.samples


def _drums(sections: Sequence[Section], duration_s: float) -> Samples:
    track, rng = Track(duration_s), _rng("drums")
    for section, (start_s, _) in zip(sections, _starts(sections), strict=False):
        track.place(play_drums(section, rng, _RING_OUT_S), start_s)
    return track.samples


def _chords(sections: Sequence[Section], duration_s: float) -> Samples:
    """Electric piano, and where the section asks for them the strummed guitar and the pad."""
    track, rng = Track(duration_s), _rng("chords")
    guitar = Guitar(rng)
    for section, (_, start_beat) in zip(sections, _starts(sections), strict=False):
        for span in chord_spans(section):
            first = start_beat + span.start_beat
            voicing = VOICINGS[span.name]
            ringing = section.rings_out and span.start_beat + span.beats == section.beats
            hits = _RINGING_OUT if ringing else _COMPING[section.comping]
            for beat, beats, velocity in _within(hits, span):
                start_s = max(0.0, beat_to_s(first + beat) + rng.normal(0.0, 0.004))
                length_s = beat_to_s(first + beat + beats) - beat_to_s(first + beat)
                loudness = velocity * rng.uniform(0.93, 1.0)
                track.place(electric_piano(voicing, length_s, loudness, start_s, rng), start_s)
            if section.strummed:
                strings = (*voicing, voicing[0] + _OCTAVE)
                strokes = STRUMS[:1] if ringing else [s for s in STRUMS if s[0] < span.beats]
                ends = [beat for beat, _ in strokes[1:]] + [span.beats]
                for (beat, velocity), end in zip(strokes, ends, strict=True):
                    start_s = beat_to_s(first + beat) + rng.normal(0.0, 0.003)
                    ring_s = beat_to_s(first + end) - beat_to_s(first + beat)
                    guitar.strum(track, strings, start_s, ring_s, _GUITAR_GAIN * velocity)
            if section.pad:
                start_s = beat_to_s(first)
                swell = pad(voicing, beat_to_s(first + span.beats) - start_s, rng)
                track.place(_PAD_GAIN * swell, start_s)
    return track.samples


def _within(
    hits: Sequence[tuple[float, float, float]], span: ChordSpan
) -> list[tuple[float, float, float]]:
    """The bar's hits that fall on a chord, their beats counted from its start."""
    bar_beat = span.start_beat % BEATS_PER_BAR
    return [
        (beat - bar_beat, beats, velocity)
        for beat, beats, velocity in hits
        if bar_beat <= beat < bar_beat + span.beats
    ]


def write_song(stems: Stems, path: Path) -> None:
    """Write the sum of the stems as Ogg Vorbis with the song's title."""
    mix = np.sum(list(stems.values()), axis=0)
    with soundfile.SoundFile(
        path, "w", SAMPLE_RATE, 2, format="OGG", subtype="VORBIS", compression_level=_COMPRESSION
    ) as file:
        file.title = TITLE
        file.artist = "Woodshed"
        # libsndfile's Vorbis encoder keeps what it is handed on the stack: a second at a time.
        for start in range(0, mix.shape[0], SAMPLE_RATE):
            file.write(mix[start : start + SAMPLE_RATE])


def main() -> None:
    """Compose the song and write what the command line asks for."""
    parser = argparse.ArgumentParser(description=f"Synthesise the demo song, {TITLE!r}.")
    parser.add_argument("--stems", type=Path, metavar="DIR", help="also write the stems as WAV")
    arguments = parser.parse_args()
    stems = compose()
    write_song(stems, DEMO_SONG)
    print(DEMO_SONG)
    if arguments.stems is not None:
        arguments.stems.mkdir(parents=True, exist_ok=True)
        for name, stem in stems.items():
            path = arguments.stems / f"{name}.wav"
            soundfile.write(path, stem, SAMPLE_RATE, subtype="FLOAT")
            print(path)


if __name__ == "__main__":
    main()
