"""Pitches as a score writes them: a step of the staff, an accidental, an octave."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = "CDEFGAB"
_SEMITONES = (0, 2, 4, 5, 7, 9, 11)
_SIGNS = {-2: "♭♭", -1: "♭", 0: "", 1: "♯", 2: "♯♯"}
# The steps in the order of fifths from F, which is the order in which a key takes sharps.
_FIFTHS = "FCGDAEB"
# A key of C spells from A♭ to C♯; another as far from its own tonic.
_FLATTEST = -4


@dataclass(frozen=True)
class WrittenPitch:
    """step: 0 for C to 6 for B. alter: -2 to 2 semitones. octave: 4 from middle C on.

    Raises: ValueError if they are not as said.
    """

    step: int
    alter: int
    octave: int

    def __post_init__(self) -> None:
        if not (0 <= self.step < 7 and -2 <= self.alter <= 2 and -2 <= self.octave <= 10):
            raise ValueError(f"no pitch: {self.step}, {self.alter}, {self.octave}")

    @property
    def midi(self) -> int:
        """The MIDI number; middle C is 60."""
        return 12 * (self.octave + 1) + _SEMITONES[self.step] + self.alter

    @property
    def diatonic(self) -> int:
        """How many steps of the staff it is above C0, whatever its accidental."""
        return 7 * self.octave + self.step

    @property
    def name(self) -> str:
        """As in `E2` or `F♯4`."""
        return f"{STEPS[self.step]}{_SIGNS[self.alter]}{self.octave}"


def spelled(midi: int, fifths: int) -> WrittenPitch:
    """A MIDI number as it is usually written in a key.

    fifths: the sharps of the key signature, or less than 0 for flats.

    Raises: ValueError if it is no MIDI number.
    """
    if not 0 <= midi <= 127:
        raise ValueError(f"no MIDI number: {midi}")
    # On the line of fifths C is 0, G is 1, F is -1; twelve of them are the same key on a piano.
    flattest = min(max(fifths, -7), 7) + _FLATTEST
    place = flattest + (midi * 7 - flattest) % 12
    step = STEPS.index(_FIFTHS[(place + 1) % 7])
    alter = (place + 1) // 7
    octave = (midi - alter) // 12 - 1
    return WrittenPitch(step, alter, octave)


def key_alters(fifths: int) -> tuple[int, ...]:
    """What a key signature does to each step, from C to B: -1, 0 or 1."""
    alters = [0] * 7
    for place in range(min(fifths, 7)):
        alters[STEPS.index(_FIFTHS[place])] = 1
    for place in range(min(-fifths, 7)):
        alters[STEPS.index(_FIFTHS[6 - place])] = -1
    return tuple(alters)
