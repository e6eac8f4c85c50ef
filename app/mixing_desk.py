"""The faders, pans, mutes and solos as the musician sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from player.engine import Engine
from player.mixer import MAXIMUM_GAIN_DB, MINIMUM_GAIN_DB, MixerState, StemMix
from player.transport import SetMixer


class MixingDesk(QObject):
    """Holds the mix and tells the engine. `changed(state)`: a `MixerState`."""

    changed = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self.state = MixerState()

    def reset(self, stems: Sequence[str]) -> None:
        """All faders at 0 dB, for these stems."""
        self._change(MixerState.for_stems(stems))

    def set_muted(self, stem: str, muted: bool) -> None:
        """Mute a stem or let it through again."""
        self._change_strip(stem, replace(self.state.strip_of(stem), muted=muted))

    def set_soloed(self, stem: str, soloed: bool) -> None:
        """Solo a stem beside others, or take its solo back."""
        self._change_strip(stem, replace(self.state.strip_of(stem), soloed=soloed))

    def toggle_soloed_alone(self, stem: str) -> None:
        """Solo a stem and no other; where that is so already, let everything be heard again."""
        self._change(self.state.soloing_alone(stem))

    def set_solo_safe(self, stem: str, solo_safe: bool) -> None:
        """Let a stem be heard whatever is soloed, or shut it out with the others again."""
        self._change_strip(stem, replace(self.state.strip_of(stem), solo_safe=solo_safe))

    def toggle_muted(self, stem: str) -> None:
        """Mute it, or let it through again."""
        self.set_muted(stem, not self.state.strip_of(stem).muted)

    def toggle_soloed(self, stem: str) -> None:
        """Solo it, or take its solo back."""
        self.set_soloed(stem, not self.state.strip_of(stem).soloed)

    def set_gain(self, stem: str, gain_db: float) -> None:
        """A stem's fader."""
        self._change_strip(stem, replace(self.state.strip_of(stem), gain_db=_within(gain_db)))

    def set_pan(self, stem: str, pan: float) -> None:
        """A stem's place from -1, left, to 1, right."""
        self._change_strip(stem, replace(self.state.strip_of(stem), pan=min(1.0, max(-1.0, pan))))

    def set_master_gain(self, gain_db: float) -> None:
        """The master fader."""
        self._change(replace(self.state, master_gain_db=_within(gain_db)))

    def _change_strip(self, stem: str, strip: StemMix) -> None:
        self._change(self.state.with_strip(stem, strip))

    def _change(self, state: MixerState) -> None:
        if state != self.state:
            self.state = state
            self._engine.post(SetMixer(state))
            self.changed.emit(state)


def _within(gain_db: float) -> float:
    return min(MAXIMUM_GAIN_DB, max(MINIMUM_GAIN_DB, gain_db))
