"""The faders, pans, mutes and solos as the musician sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app import my_instrument
from app.stem_groups import GroupedMix, StemGroups
from player.engine import Engine
from player.mixer import MAXIMUM_GAIN_DB, MINIMUM_GAIN_DB, MixerState, StemMix
from player.transport import SetMixer


class MixingDesk(QObject):
    """Holds the mix and tells the engine.

    A strip is that of a stem, or of everything else beside one stem: `groups` says which there are.

    `changed(shown)`: a `MixerState`, by strip. `groups_changed(groups)`: the same song has other
    strips; `changed` follows.
    """

    changed = Signal(object)
    groups_changed = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._mix = GroupedMix()
        self._beside: tuple[tuple[str, StemMix], ...] = ()
        self.wanted_alone: str | None = None
        """The stem that is to stand beside everything else in every song that has it."""

    @property
    def state(self) -> MixerState:
        """What the engine is to do with every stem, and with what is heard beside them."""
        by_stem = self._mix.by_stem
        return replace(by_stem, strips=by_stem.strips + self._beside)

    def set_beside(self, strips: tuple[tuple[str, StemMix], ...]) -> None:
        """Mix this, too, which is no stem of the song's: takes."""
        if strips != self._beside:
            heard, self._beside = self.state, strips
            if self.state != heard:
                self._engine.post(SetMixer(self.state))
                self.changed.emit(self.shown)

    def is_audible(self, strip: str) -> bool:
        """Whether a strip is let through, by what is heard beside the stems, too."""
        shown = self.shown
        return replace(shown, strips=shown.strips + self._beside).is_audible(strip)

    @property
    def shown(self) -> MixerState:
        """What every strip is set to."""
        return self._mix.shown

    @property
    def mix(self) -> GroupedMix:
        """Everything that is set, also what the strips do not show."""
        return self._mix

    @property
    def groups(self) -> StemGroups:
        """Which strips there are."""
        return self._mix.groups

    def reset(self, stems: Sequence[str]) -> None:
        """All faders at 0 dB, for these stems of another song."""
        self._change(GroupedMix.untouched(StemGroups(tuple(stems)).beside(self.wanted_alone)))

    def set_stems(self, stems: Sequence[str]) -> None:
        """Other stems of the same song: those of the same name stay as they are set."""
        self._regroup(self._mix.for_stems(stems).beside(self.wanted_alone))

    def set_mix(self, mix: GroupedMix) -> None:
        """Everything as it was for the same stems; that of other stems is not taken."""
        if mix.groups.stems != self.groups.stems:
            return
        if mix.groups == self.groups:
            self._change(mix)
        else:
            self._regroup(mix)

    def set_alone(self, stem: str | None) -> None:
        """Let this stem stand beside everything else, or with None every stem have its strip."""
        self._regroup(self._mix.beside(stem))

    def _regroup(self, mix: GroupedMix) -> None:
        if mix.groups != self.groups:
            self._set_mix(mix)
            self.groups_changed.emit(mix.groups)
            self.changed.emit(mix.shown)

    def set_muted(self, strip: str, muted: bool) -> None:
        """Mute a strip or let it through again."""
        self._change_strip(strip, replace(self.shown.strip_of(strip), muted=muted))

    def set_soloed(self, strip: str, soloed: bool) -> None:
        """Solo a strip beside others, or take its solo back."""
        self._change_strip(strip, replace(self.shown.strip_of(strip), soloed=soloed))

    def toggle_soloed_alone(self, strip: str) -> None:
        """Solo a strip and no other; where that is so already, let everything be heard again."""
        self._show(self.shown.soloing_alone(strip))

    def set_solo_safe(self, strip: str, solo_safe: bool) -> None:
        """Let a strip be heard whatever is soloed, or shut it out with the others again."""
        self._change_strip(strip, replace(self.shown.strip_of(strip), solo_safe=solo_safe))

    def toggle_muted(self, strip: str) -> None:
        """Mute it, or let it through again."""
        self.set_muted(strip, not self.shown.strip_of(strip).muted)

    def toggle_soloed(self, strip: str) -> None:
        """Solo it, or take its solo back."""
        self.set_soloed(strip, not self.shown.strip_of(strip).soloed)

    def set_gain(self, strip: str, gain_db: float) -> None:
        """A strip's fader."""
        self._change_strip(strip, replace(self.shown.strip_of(strip), gain_db=_within(gain_db)))

    def set_pan(self, strip: str, pan: float) -> None:
        """A strip's place from -1, left, to 1, right."""
        pan = min(1.0, max(-1.0, pan))
        self._change_strip(strip, replace(self.shown.strip_of(strip), pan=pan))

    def set_master_gain(self, gain_db: float) -> None:
        """The master fader."""
        self._show(replace(self.shown, master_gain_db=_within(gain_db)))

    def toggle_out(self, stem: str) -> None:
        """Take a stem out of the song, or bring it back."""
        self._give_own_strip(stem)
        is_out = my_instrument.is_out(self.shown, stem)
        change = my_instrument.brought_back if is_out else my_instrument.taken_out
        self._show(change(self.shown, stem))

    def toggle_only(self, stem: str) -> None:
        """Hear this stem and no other; where that is so already, let everything be heard again."""
        self._give_own_strip(stem)
        if my_instrument.is_only(self.shown, stem) and not my_instrument.is_out(self.shown, stem):
            self._show(self.shown.soloing_alone(stem))
        else:
            self._show(my_instrument.only(self.shown, stem))

    def _give_own_strip(self, stem: str) -> None:
        """What is done to a stem has to be seen: it is not done inside of everything else."""
        if stem in self.groups.members:
            self.set_alone(stem)

    def _change_strip(self, name: str, strip: StemMix) -> None:
        self._show(self.shown.with_strip(name, strip))

    def _show(self, shown: MixerState) -> None:
        self._change(replace(self._mix, shown=shown))

    def _change(self, mix: GroupedMix) -> None:
        if mix != self._mix:
            self._set_mix(mix)
            self.changed.emit(mix.shown)

    def _set_mix(self, mix: GroupedMix) -> None:
        heard, self._mix = self.state, mix
        if self.state != heard:
            self._engine.post(SetMixer(self.state))


def _within(gain_db: float) -> float:
    return min(MAXIMUM_GAIN_DB, max(MINIMUM_GAIN_DB, gain_db))
