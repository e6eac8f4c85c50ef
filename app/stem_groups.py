"""One stem beside everything else: which strips there are, and what they mean for every stem."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from player.mixer import MixerState, StemMix

# No stem is called that: stems have the names of files, and a file's has no slash.
_REST_OF = "all but/"


def is_rest(name: str) -> bool:
    """Whether a strip's name is that of everything else, and not of a stem."""
    return name.startswith(_REST_OF)


@dataclass(frozen=True)
class StemGroups:
    """Which strips the mixer has for a song.

    stems: names, in their order. alone: the stem that stands beside everything else; with None
    every stem has a strip of its own.
    """

    stems: tuple[str, ...] = ()
    alone: str | None = None

    def __post_init__(self) -> None:
        if self.alone is not None and self.alone not in self.choices:
            raise ValueError(f"{self.alone} cannot stand beside the rest of {self.stems}")

    @property
    def choices(self) -> tuple[str, ...]:
        """Every stem that can stand beside everything else: none where else is one stem or less."""
        return self.stems if len(self.stems) > 2 else ()

    @property
    def rest(self) -> str | None:
        """The name of the strip of everything else, another one for each stem that is alone."""
        return None if self.alone is None else _REST_OF + self.alone

    @property
    def strips(self) -> tuple[str, ...]:
        """The names of the strips."""
        if self.alone is None or self.rest is None:
            return self.stems
        return (self.alone, self.rest)

    @property
    def members(self) -> tuple[str, ...]:
        """The stems of everything else."""
        return () if self.alone is None else tuple(s for s in self.stems if s != self.alone)

    def beside(self, stem: str | None) -> StemGroups:
        """The same song with this stem beside everything else, or with a strip for every stem; also
        where the song has no such stem.
        """
        return replace(self, alone=stem if stem in self.choices else None)

    def levels(self, stem_levels: Mapping[str, float]) -> dict[str, float]:
        """What the meters show: peaks, full scale 1.0, by strip.

        What is known of everything else is a peak for every stem, and not their sum's. The root of
        the sum of their squares stands for it, as for sounds that have nothing in common: of three
        stems that do have their peaks at once, 5 dB too little is shown.
        """
        levels = {name: stem_levels.get(name, 0.0) for name in self.strips}
        if self.rest is not None:
            levels[self.rest] = math.hypot(*(stem_levels.get(stem, 0.0) for stem in self.members))
        return levels


@dataclass(frozen=True)
class GroupedMix:
    """The mix as the strips show it, and what it means for every stem.

    groups: which strips there are. shown: what they are set to, and the master. own: what every
    stem was set to by itself before some of them became everything else. absent: what stems were
    set to that another separation of the song had, by name; absent_alone: which of them stood
    beside everything else. They are set so again when they are back.

    While a stem stands beside everything else, all other stems have the one gain, pan, mute, solo
    and solo-safe of that strip, so that untouched it is exactly the song minus the stem. When it is
    left they get back what they had before, except for what would come as a shock: a mute, solo or
    solo-safe that was changed on the strip stays with every one of its stems. Gain and pan do not.
    """

    groups: StemGroups = field(default_factory=StemGroups)
    shown: MixerState = field(default_factory=MixerState)
    own: MixerState = field(default_factory=MixerState)
    absent: tuple[tuple[str, StemMix], ...] = ()
    absent_alone: str | None = None

    @classmethod
    def untouched(cls, groups: StemGroups) -> GroupedMix:
        """All faders at 0 dB."""
        return cls(
            groups, MixerState.for_stems(groups.strips), MixerState.for_stems(groups.members)
        )

    def for_stems(self, stems: Sequence[str]) -> GroupedMix:
        """The same for these stems: those that had a strip before, if only in another separation of
        the song, are set as they were.
        """
        if tuple(stems) == self.groups.stems:
            return self
        every = self.beside(None).shown
        known = MixerState((*self.absent, *every.strips), every.master_gain_db)
        strips = tuple((stem, known.strip_of(stem)) for stem in stems)
        absent = {stem: known.strip_of(stem) for stem, _ in known.strips if stem not in stems}
        groups = StemGroups(tuple(stems))
        mix = GroupedMix(groups, replace(known, strips=strips), absent=tuple(absent.items()))
        alone = self.groups.alone or self.absent_alone
        mix = mix.beside(alone)
        return mix if mix.groups.alone == alone else replace(mix, absent_alone=alone)

    @property
    def by_stem(self) -> MixerState:
        """What the engine is to do: a strip for every stem."""
        groups, rest = self.groups, self.groups.rest
        if rest is None:
            return self.shown
        of_rest = self.shown.strip_of(rest)
        strips = tuple(
            (stem, of_rest if stem in groups.members else self.shown.strip_of(stem))
            for stem in groups.stems
        )
        return replace(self.shown, strips=strips)

    def beside(self, stem: str | None) -> GroupedMix:
        """The same mix with other strips: see `StemGroups.beside`, and above."""
        groups = self.groups.beside(stem)
        if groups == self.groups:
            return self
        every = self._without_groups()
        if groups.rest is None or groups.alone is None:
            return GroupedMix(groups, every, absent=self.absent)
        own = replace(every, strips=tuple((s, every.strip_of(s)) for s in groups.members))
        strips = (
            (groups.alone, every.strip_of(groups.alone)),
            (groups.rest, _in_common([strip for _, strip in own.strips])),
        )
        return GroupedMix(groups, replace(every, strips=strips), own, self.absent)

    def _without_groups(self) -> MixerState:
        """What every stem is set to when everything else is taken apart."""
        groups, rest = self.groups, self.groups.rest
        if rest is None:
            return self.shown
        before = _in_common([self.own.strip_of(stem) for stem in groups.members])
        now = self.shown.strip_of(rest)
        changed = {
            setting: getattr(now, setting)
            for setting in ("muted", "soloed", "solo_safe")
            if getattr(now, setting) != getattr(before, setting)
        }
        strips = tuple(
            (
                stem,
                replace(self.own.strip_of(stem), **changed)
                if stem in groups.members
                else self.shown.strip_of(stem),
            )
            for stem in groups.stems
        )
        return replace(self.shown, strips=strips)


def _in_common(strips: Sequence[StemMix]) -> StemMix:
    """What the strip of everything else begins with: what its stems agree on. It is muted if all of
    them are, and soloed if one of them is: what was shut out by a solo stays so.
    """
    if len(set(strips)) == 1:
        return strips[0]
    return StemMix(
        muted=all(strip.muted for strip in strips),
        soloed=any(strip.soloed for strip in strips),
        solo_safe=all(strip.solo_safe for strip in strips),
    )
