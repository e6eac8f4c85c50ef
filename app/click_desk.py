"""The click and the count-in as the musician sets them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.song_beats import SongBeats
from player.click import Click, ClickSound
from player.engine import Engine
from player.mixer import MAXIMUM_GAIN_DB, MINIMUM_GAIN_DB, StemMix
from player.transport import SetClick


class ClickDesk(QObject):
    """Holds what is set of the click, and tells the engine, with the beats of the open song.

    `changed(click)`: a `Click`, with the grid. `mix_changed(mix)`: its strip, as a `StemMix`.
    """

    changed = Signal(object)
    mix_changed = Signal(object)

    def __init__(self, engine: Engine, beats: SongBeats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self.click = Click(grid=beats.grid)
        beats.grid_changed.connect(lambda grid: self.set_click(replace(self.click, grid=grid)))

    @property
    def mix(self) -> StemMix:
        """Its strip; muted while it is off."""
        return self.click.mix

    def set_click(self, click: Click) -> None:
        """Everything at once."""
        before, self.click = self.click, click
        if click != before:
            self._engine.post(SetClick(click))
            self.changed.emit(click)
            if click.mix != before.mix:
                self.mix_changed.emit(click.mix)

    def set_mix(self, mix: StemMix) -> None:
        """Its strip."""
        self.set_click(replace(self.click, mix=mix))

    def set_on(self, on: bool) -> None:
        """Click, or be silent."""
        self.set_mix(replace(self.mix, muted=not on))

    def toggle(self) -> None:
        """Click, or be silent again."""
        self.set_on(self.mix.muted)

    def set_gain(self, gain_db: float) -> None:
        """How loud it is."""
        gain_db = min(MAXIMUM_GAIN_DB, max(MINIMUM_GAIN_DB, gain_db))
        self.set_mix(replace(self.mix, gain_db=gain_db))

    def set_pan(self, pan: float) -> None:
        """Its place from -1, left, to 1, right."""
        self.set_mix(replace(self.mix, pan=min(1.0, max(-1.0, pan))))

    def set_accented(self, accented: bool) -> None:
        """Let the first beat of a bar stand out, or not."""
        self.set_click(replace(self.click, is_accented=accented))

    def set_parts(self, parts: int) -> None:
        """How many clicks each beat has, 1 to 4."""
        self.set_click(replace(self.click, parts=parts))

    def set_sound(self, sound: ClickSound) -> None:
        """What it sounds like."""
        self.set_click(replace(self.click, sound=sound))

    def set_count_in(self, bars: int) -> None:
        """How many bars are counted before the song plays, 0 to 2."""
        self.set_click(replace(self.click, count_in_bars=bars))

    def set_counts_in_rounds(self, counts_in: bool) -> None:
        """Count in before each round of the loop too, or only before the first."""
        self.set_click(replace(self.click, counts_in_rounds=counts_in))
