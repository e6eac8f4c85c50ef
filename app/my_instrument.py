"""Playing along: a mix without the musician's own instrument, or with nothing else."""

from __future__ import annotations

from dataclasses import replace

from player.mixer import MixerState


def is_out(mixer: MixerState, stem: str) -> bool:
    """Whether a stem is taken out of the song."""
    return mixer.strip_of(stem).muted


def taken_out(mixer: MixerState, stem: str) -> MixerState:
    """Everything except this stem; solos of others stay, but where it was heard alone, all others
    are heard again.
    """
    if is_only(mixer, stem):
        mixer = mixer.soloing_alone(stem)
    return mixer.with_strip(stem, replace(mixer.strip_of(stem), muted=True))


def brought_back(mixer: MixerState, stem: str) -> MixerState:
    """The song with this stem again."""
    return mixer.with_strip(stem, replace(mixer.strip_of(stem), muted=False))


def is_only(mixer: MixerState, stem: str) -> bool:
    """Whether a stem is soloed and no other is."""
    return [name for name, strip in mixer.strips if strip.soloed] == [stem]


def only(mixer: MixerState, stem: str) -> MixerState:
    """This stem soloed alone, and heard although it was muted."""
    heard = brought_back(mixer, stem)
    return heard if is_only(heard, stem) else heard.soloing_alone(stem)
