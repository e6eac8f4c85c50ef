"""The chords of a song as the musician sees them: as they are heard, and as hands hold them."""

from __future__ import annotations

from dataclasses import dataclass

from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_spelling import is_flat, spelt
from player.reading.chord_symbol import Chord
from player.reading.song_key import Key

UNCERTAIN = 0.5
# Below it three chords of five are right, above it five of six.
_UNCERTAIN_CHORD = 0.7
"""A chord or a key that is less sure than this is shown as one to be looked at."""


@dataclass(frozen=True)
class ShownChords:
    """chart, key: as they are recorded. semitones: how much higher they are heard. capo: the fret
    of a capo, above which hands hold the chords; 0 for none.
    """

    chart: ChordChart
    key: Key | None = None
    semitones: int = 0
    capo: int = 0

    @property
    def heard_key(self) -> Key | None:
        """The key that is heard."""
        return None if self.key is None else self.key.transposed(self.semitones)

    @property
    def shape_key(self) -> Key | None:
        """The key that hands play in above the capo."""
        return None if self.key is None else self.key.transposed(self.semitones - self.capo)

    def heard(self, chord: Chord) -> Chord:
        """What is heard of a chord that is recorded."""
        return chord.transposed(self.semitones)

    def shape(self, chord: Chord) -> Chord:
        """What hands hold for a chord that is recorded."""
        return chord.transposed(self.semitones - self.capo)

    def recorded(self, shape: Chord) -> Chord:
        """The chord as recorded for which hands hold this."""
        return shape.transposed(self.capo - self.semitones)

    def heard_text(self, chord: Chord) -> str:
        """The name of what is heard of a recorded chord."""
        return spelt(self.heard(chord), self.heard_key)

    def shape_text(self, chord: Chord) -> str:
        """The name of what hands hold for a recorded chord."""
        return spelt(self.shape(chord), self.shape_key)

    def is_shape_flat(self, chord: Chord) -> bool:
        """Whether that name has flats."""
        return is_flat(self.shape(chord), self.shape_key)


def is_uncertain(span: ChordSpan) -> bool:
    """Whether a chord should be looked at."""
    return span.chord is not None and span.confidence < _UNCERTAIN_CHORD
