"""What is asked of the engine: frozen messages and the loop region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from player.band_pass import Band
from player.click import Click
from player.mixer import MixerState
from player.multitrack import Multitrack

MINIMUM_TEMPO_RATIO = 0.25
MAXIMUM_TEMPO_RATIO = 2.0
# An octave, half a semitone of cents, and a reference pitch from 415 to 466 Hz.
MAXIMUM_PITCH_SEMITONES = 14.0
MINIMUM_LOOP_S = 0.05
MAXIMUM_PAUSE_S = 60.0


@dataclass(frozen=True)
class LoopRegion:
    """The frames [start_frame, end_frame) that go round; one value: both edges change at once."""

    start_frame: int
    end_frame: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_frame < self.end_frame:
            raise ValueError(f"no loop from {self.start_frame} to {self.end_frame}")

    @property
    def frames(self) -> int:
        """Its length."""
        return self.end_frame - self.start_frame

    def within(self, frames: int) -> LoopRegion | None:
        """As much of it as lies in a song of so many frames; None if nothing does."""
        if self.start_frame >= frames:
            return None
        return LoopRegion(self.start_frame, min(self.end_frame, frames))

    def contains(self, frame: float) -> bool:
        """Whether the playhead at `frame` is inside."""
        return self.start_frame <= frame < self.end_frame


@dataclass(frozen=True)
class Play:
    """Go on from where the playhead is; from the start when it is at the end."""


@dataclass(frozen=True)
class Pause:
    """Stop where the playhead is."""


@dataclass(frozen=True)
class Seek:
    """Put the playhead at a frame of the song."""

    frame: int


@dataclass(frozen=True)
class SetLoop:
    """Loop a region, or None to play on.

    pause_s: silence between two rounds, in real seconds whatever the tempo.
    """

    region: LoopRegion | None
    pause_s: float = 0.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.pause_s <= MAXIMUM_PAUSE_S:
            raise ValueError(f"no pause of {self.pause_s} s")


@dataclass(frozen=True)
class SetTempo:
    """Song seconds per real second, 0.25 to 2.

    from_loop_head: from the next round of the loop on, where its beginning is read already and is
    not too near; else at once.
    """

    ratio: float
    from_loop_head: bool = False

    def __post_init__(self) -> None:
        if not MINIMUM_TEMPO_RATIO <= self.ratio <= MAXIMUM_TEMPO_RATIO:
            raise ValueError(f"no tempo ratio of {self.ratio}")


@dataclass(frozen=True)
class SetPitch:
    """Semitones up or down; fractions are cents."""

    semitones: float

    def __post_init__(self) -> None:
        if abs(self.semitones) > MAXIMUM_PITCH_SEMITONES:
            raise ValueError(f"no pitch shift of {self.semitones} semitones")


@dataclass(frozen=True)
class SetFormants:
    """Whether voices keep their character when the pitch is changed."""

    kept: bool


@dataclass(frozen=True)
class SetMixer:
    """Faders, pans, mutes and solos."""

    mixer: MixerState


@dataclass(frozen=True)
class SetClick:
    """How the metronome clicks, on which beats, and what it counts in."""

    click: Click


@dataclass(frozen=True)
class SetBand:
    """Let only this band of the recording be heard, at any tempo and pitch, or with None all."""

    band: Band | None


@dataclass(frozen=True)
class StartTone:
    """Sound a note beside the song, until `EndTone`.

    midi: where it stands in the recording, as a MIDI number with its fraction. It is heard as the
    song is heard there: changed in pitch as the song is, and with the master's gain.
    """

    midi: float


@dataclass(frozen=True)
class EndTone:
    """Let the tone fade out: after half a second if it began just now, or at once."""

    at_once: bool = False


@dataclass(frozen=True)
class SoundChord:
    """Sound notes together beside the song, for a second or until `EndTone`.

    midi: as `StartTone` has it, of each note.
    """

    midi: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class SetMultitrack:
    """The stems to play. `same_song` keeps the playhead, the loop and the sound."""

    multitrack: Multitrack
    same_song: bool = False


@dataclass(frozen=True)
class SetReadAhead:
    """How many seconds of finished sound to keep ready: more while a model runs beside."""

    seconds: float


@dataclass(frozen=True)
class SetOutputRate:
    """The sample rate at which the device takes, in Hz."""

    sample_rate: int


Message: TypeAlias = (
    Play
    | Pause
    | Seek
    | SetLoop
    | SetTempo
    | SetPitch
    | SetFormants
    | SetMixer
    | SetClick
    | SetBand
    | StartTone
    | EndTone
    | SoundChord
    | SetMultitrack
    | SetReadAhead
    | SetOutputRate
)
