"""What the spectrogram shows: of which sound, and which part of it is computed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.practice_session import PracticeSession
from app.song_loading import MIX_TRACK
from app.stem_groups import StemGroups
from app.theme import BLEND
from app.views.song_page import SongPage
from player.mixer import MixerState
from player.multitrack import SAMPLE_RATE
from player.spectrogram_tile import zoom_for

_TILES_SETTLE_MS = 30


class SpectrogramSource(QObject):
    """The picture follows the ear, until somebody wants to see something else."""

    def __init__(self, session: PracticeSession, page: SongPage, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._source = MIX_TRACK
        self._is_chosen_by_hand = False
        self._timer = QTimer(self, singleShot=True, interval=_TILES_SETTLE_MS)
        self._timer.timeout.connect(self._want_tiles)
        page.spectrogram_source_chosen.connect(self._on_chosen)
        page.spectrogram_collapsed_changed.connect(lambda _: self._timer.start())
        page.lower_panel.page_changed.connect(lambda _: self._timer.start())
        page.axis.changed.connect(self._timer.start)
        session.pictures.tile_ready.connect(page.set_spectrogram_tile)
        session.pictures.tiles_outdated.connect(self._timer.start)

    def begin_song(self) -> None:
        """Forget what was chosen and shown of another song."""
        self._is_chosen_by_hand = False
        self.begin_anew()

    def begin_anew(self) -> None:
        """Other sounds go by the same names now."""
        self._page.spectrogram.clear_tiles()
        self._timer.start()

    def set_groups(self, groups: StemGroups) -> None:
        """Take what was chosen by hand back where it is not on the page any more."""
        if self._source not in (*groups.strips, MIX_TRACK, BLEND):
            self._is_chosen_by_hand = False

    def follow(self, mixer: MixerState) -> None:
        """Show the one stem that is soloed, or else the mix; of a blend what is heard."""
        spectrogram, before = self._page.spectrogram, self._page.spectrogram.shown_sources
        spectrogram.set_heard(tuple(each for each in self._page.lanes if mixer.is_audible(each)))
        if spectrogram.shown_sources != before:
            self._timer.start()
        if not self._is_chosen_by_hand:
            soloed = [stem for stem in self._page.lanes if mixer.strip_of(stem).soloed]
            self._show(soloed[0] if len(soloed) == 1 else MIX_TRACK)

    @property
    def chosen(self) -> str | None:
        """What was chosen by hand, if something was."""
        return self._source if self._is_chosen_by_hand else None

    def choose(self, source: str) -> None:
        """Show this source, as if a hand had chosen it; not one that is not on the page."""
        if source in (*self._page.lanes, MIX_TRACK, BLEND):
            self._on_chosen(source)

    def stop(self) -> None:
        """Want nothing any more."""
        self._timer.stop()

    def _on_chosen(self, source: str) -> None:
        self._is_chosen_by_hand = True
        self._show(source)

    def _show(self, source: str) -> None:
        if source != self._source:
            self._source = source
            self._page.set_spectrogram_source(source)
            self._timer.start()

    def _want_tiles(self) -> None:
        if self._session.song is None or not self._page.lower_panel.shows_spectrogram:
            return
        axis, spectrogram = self._page.axis, self._page.spectrogram
        px = max(1.0, spectrogram.plot.width() * spectrogram.devicePixelRatioF())
        self._session.pictures.want_tiles(
            spectrogram.shown_sources,
            zoom_for(axis.span_s * SAMPLE_RATE / px),
            round(axis.start_s * SAMPLE_RATE),
            round(axis.stop_s * SAMPLE_RATE),
        )
