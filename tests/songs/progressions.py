"""What songs that are read are made of: chords in all their kinds, progressions, forms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}

# What is written behind a root, its name in mir_eval, its notes above the root.
_KINDS = {
    "": ("maj", (0, 4, 7)),
    "m": ("min", (0, 3, 7)),
    "7": ("7", (0, 4, 7, 10)),
    "maj7": ("maj7", (0, 4, 7, 11)),
    "m7": ("min7", (0, 3, 7, 10)),
    "sus4": ("sus4", (0, 5, 7)),
    "dim": ("dim", (0, 3, 6)),
    "m7b5": ("hdim7", (0, 3, 6, 10)),
}
# The bass of a slash chord as a degree above the root, in Harte's syntax.
_DEGREES = ("1", "b2", "2", "b3", "3", "4", "b5", "5", "b6", "6", "b7", "7")


@dataclass(frozen=True)
class TrueChord:
    """root, bass: pitch classes, C is 0. kind: as in mir_eval. tones: above the root."""

    root: int
    kind: str
    tones: tuple[int, ...]
    bass: int

    @property
    def label(self) -> str:
        """As mir_eval reads it: "F#:min7/b3"."""
        slash = "" if self.bass == self.root else f"/{_DEGREES[(self.bass - self.root) % 12]}"
        return f"{NAMES[self.root]}:{self.kind}{slash}"

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        """Of its tones, without the bass."""
        return tuple((self.root + tone) % 12 for tone in self.tones)


Bar = tuple[TrueChord, ...]
"""The chords of one bar, equally long."""


def chord(text: str, transposed: int = 0) -> TrueChord:
    """From "C#m7" or "G/B", so many semitones higher."""
    text, _, bass = text.partition("/")
    root, kind = _root(text)
    name, tones = _KINDS[kind]
    low = _root(bass)[0] if bass else root
    return TrueChord((root + transposed) % 12, name, tones, (low + transposed) % 12)


def _root(text: str) -> tuple[int, str]:
    pitch, rest = _LETTERS[text[0]], text[1:]
    while rest[:1] in ("#", "b"):
        pitch += 1 if rest[0] == "#" else -1
        rest = rest[1:]
    return pitch % 12, rest


# In C major and in A minor; a bar between two strokes.
_WRITTEN = {
    "major": (
        "C | G | Am | F",
        "C | Am | F | G",
        "C | Em | F | G7",
        "C | F | C | G",
        "C G/B | Am C/G | F C/E | Dm7 G7",
        "Cmaj7 | Am7 | Dm7 | G7",
        "Dm7 | G7 | Cmaj7 | Cmaj7",
        "Em7 A7 | Dm7 G7 | Cmaj7 | Am7",
        "C7 | F7 | C7 | C7 | F7 | F7 | C7 | C7 | G7 | F7 | C7 | G7",
        "C | Csus4 C | F | Gsus4 G",
        "F | G/F | Em7 | Am7",
        "C | C#dim | Dm7 | G7",
        "Cmaj7 | Fmaj7 | Bm7b5 E7 | Am7",
        "C | C7 | F | Fm",
        "C | Bb | F | C",
        "Am | F | C | G/B",
        "C/E | F | Gsus4 | G",
        "C | D7 | G7 | C",
        "Fmaj7 | Em7 | Dm7 | Cmaj7",
        "Am7 | Dm7 G7 | Cmaj7 | Bdim C",
        "C | F/C | C | G/C",
        "C | Ab | Bb | C",
    ),
    "minor": (
        "Am | F | C | G",
        "Am | Dm | E7 | Am",
        "Am | G | F | E7",
        "Am7 | Dm7 | G7 | Cmaj7 | Fmaj7 | Bm7b5 | E7 | Am7",
        "Am | Am/G | F | Esus4 E",
        "Am7 | D7 | Am7 | D7",
        "Am | C | G | D",
        "Am | Em | F | Dm",
        "Dm7 | Am7 | Bm7b5 E7 | Am7",
        "Am | G#dim | Am | E7",
        "Am7 | Em7 | Fmaj7 | Em7",
        "Am | C/G | Fmaj7 | E7",
        "Am | Asus4 Am | G | F",
        "Am | G/B | C | Dm7",
        "Am7 | Am7 | Dm7 | Am7 | F7 | E7 | Am7 | E7",
        "Am | E/G# | C/G | F",
    ),
}
_TONICS = {"major": 0, "minor": 9}
# Which degree of the scale follows which, roughly: in rows from, in columns to.
_NEXT = (
    (0, 2, 1, 4, 4, 4, 0.5),
    (1, 0, 0.5, 0.5, 5, 0.5, 1),
    (0.5, 0.5, 0, 3, 0.5, 4, 0),
    (3, 2, 0.5, 0, 4, 1, 0.5),
    (5, 0.2, 0.5, 1, 0, 3, 0),
    (0.5, 3, 1, 4, 2, 0, 0),
    (4, 0, 1, 0, 0.5, 0.5, 0),
)


def progression(tonic: int, mode: str, bars: int, rng: np.random.Generator) -> list[Bar]:
    """Some written, some made up; as many bars as are wanted."""
    if rng.random() < 0.4:
        return _made_up(tonic, mode, bars, rng)
    transposed = tonic - _TONICS[mode]
    written = str(rng.choice(_WRITTEN[mode])).split("|")
    line = [tuple(chord(name, transposed) for name in bar.split()) for bar in written]
    return (line * (bars // len(line) + 1))[:bars]


def _made_up(tonic: int, mode: str, bars: int, rng: np.random.Generator) -> list[Bar]:
    """From degree to degree; triads, sevenths or both, some dominants of what follows, some slash
    chords, repeated after four bars or not.
    """
    scale = SCALES[mode]
    sevenths = float(rng.choice((0.0, 0.25, 0.9)))
    chords_a_bar = int(rng.choice((1, 1, 1, 2)))
    period = bars if bars <= 4 or rng.random() < 0.3 else 4
    degree, line = 0, []
    for number in range(period * chords_a_bar):
        made = _on_degree(tonic, mode, degree, rng.random() < sevenths)
        following = int(rng.choice(7, p=np.array(_NEXT[degree]) / sum(_NEXT[degree])))
        chance = rng.random()
        fifth = (tonic + scale[following] + 7) % 12
        is_stable = _on_degree(tonic, mode, following, False).kind != "dim"
        if number and is_stable and chance < 0.1:
            made = _made(fifth, "7")
        elif number and is_stable and chance < 0.18:
            made = _made(fifth, "sus4")
        elif chance > 0.82 and len(made.tones) == 3 and made.kind != "dim":
            made = TrueChord(made.root, made.kind, made.tones, made.pitch_classes[1])
        line.append(made)
        degree = following
    made_bars = [
        tuple(line[start : start + chords_a_bar]) for start in range(0, len(line), chords_a_bar)
    ]
    return (made_bars * (bars // period + 1))[:bars]


def _on_degree(tonic: int, mode: str, degree: int, seventh: bool) -> TrueChord:
    scale = SCALES[mode]
    root = tonic + scale[degree]
    tones = tuple(
        (scale[(degree + up) % 7] + 12 * ((degree + up) // 7)) - scale[degree]
        for up in ((0, 2, 4, 6) if seventh else (0, 2, 4))
    )
    if mode == "minor" and degree == 4:
        # The fifth degree of minor has a leading note.
        tones = (0, 4, 7, 10) if seventh else (0, 4, 7)
    written = next(text for text, (_, kind) in _KINDS.items() if kind == tones)
    return _made(root % 12, written)


def _made(root: int, written: str) -> TrueChord:
    name, tones = _KINDS[written]
    return TrueChord(root, name, tones, root)


# I is an intro without a voice. No letter follows itself: what is heard there would be no border.
_FORMS = {
    3: ("IAB", "ABA", "ABC"),
    4: ("IABA", "ABAB", "ABCB"),
    5: ("IABAB", "ABABC", "ABACB"),
    6: ("IABABC", "ABABCB", "IABACB"),
    7: ("IABABCB", "ABACABC", "IABACAB"),
}


def form(sections: int, rng: np.random.Generator) -> str:
    """A letter for each section."""
    return str(rng.choice(_FORMS[min(max(sections, 3), 7)]))
