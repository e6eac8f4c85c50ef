"""Ties the strips of the song page to the mixing desk, in both directions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.mixing_desk import MixingDesk
from app.spectrogram_source import SpectrogramSource
from app.views.song_page import SongPage
from player.mixer import MixerState


class MixerHand(QObject):
    """Passes on what hands do to the strips, and shows what the desk has, also what the
    spectrogram follows.
    """

    def __init__(
        self, desk: MixingDesk, page: SongPage, spectrogram: SpectrogramSource, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._spectrogram = spectrogram
        strips = page.lane_area
        strips.mute_toggled.connect(desk.set_muted)
        strips.solo_toggled.connect(desk.set_soloed)
        strips.solo_alone_clicked.connect(desk.toggle_soloed_alone)
        strips.solo_safe_toggled.connect(desk.set_solo_safe)
        strips.gain_db_changed.connect(desk.set_gain)
        strips.pan_changed.connect(desk.set_pan)
        page.master_gain_db_changed.connect(desk.set_master_gain)
        desk.changed.connect(self._on_changed)

    def show(self) -> None:
        """Show all the desk has: for strips that are new."""
        self._on_changed(self._desk.shown)

    def _on_changed(self, mixer: MixerState) -> None:
        for stem in self._page.lanes:
            self._page.set_mix_state(stem, mixer.strip_of(stem), self._desk.is_audible(stem))
        self._page.set_master_gain_db(mixer.master_gain_db)
        self._spectrogram.follow(mixer)
