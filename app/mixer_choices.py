"""What the musician plays, and which stem stands beside everything else: chosen once, kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings, Signal

from app import my_instrument
from app.mixing_desk import MixingDesk
from app.views.song_page import SongPage
from app.views.stem_text import stem_title

_ALONE, _INSTRUMENT = "mixer/alone", "mixer/instrument"


class MixerChoices(QObject):
    """Ties the header of the stems to the desk, and keeps what was chosen in the settings.

    What a song does not have is kept too: the next one may have it.

    `changed()`: `instrument`, `is_out` or `is_only` may be another. `missed(sentence)`: it cannot
    be done, and why.
    """

    changed = Signal()
    missed = Signal(str)

    def __init__(
        self, desk: MixingDesk, page: SongPage, settings: QSettings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._settings = settings
        self.instrument = str(settings.value(_INSTRUMENT, "")) or None
        desk.wanted_alone = str(settings.value(_ALONE, "")) or None
        header = page.stems_header
        header.alone_chosen.connect(self.choose_alone)
        header.out_clicked.connect(self.toggle_out)
        header.instrument_menu_requested.connect(
            lambda: page.offer_instruments(self.choose_instrument)
        )
        page.lane_area.instrument_chosen.connect(self.choose_instrument)
        desk.changed.connect(self.show)

    @property
    def is_here(self) -> bool:
        """Whether the song has what the musician plays."""
        return self.instrument in self._desk.groups.stems

    @property
    def is_out(self) -> bool:
        """Whether what the musician plays is taken out of the song."""
        return self.is_here and my_instrument.is_out(self._desk.state, str(self.instrument))

    @property
    def is_only(self) -> bool:
        """Whether what the musician plays is heard alone."""
        return self.is_here and my_instrument.is_only(self._desk.state, str(self.instrument))

    def choose_alone(self, stem: str | None) -> None:
        """Let this stem stand beside everything else in this song and in all to come."""
        self._desk.wanted_alone = stem
        self._settings.setValue(_ALONE, stem or "")
        self._desk.set_alone(stem)

    def choose_instrument(self, stem: str | None) -> None:
        """Remember what the musician plays."""
        self.instrument = stem
        self._settings.setValue(_INSTRUMENT, stem or "")
        self.show()

    def toggle_out(self) -> None:
        """Take my instrument out of the song or bring it back; if need be, ask which it is."""
        self._with_instrument(self._desk.toggle_out)

    def toggle_only(self) -> None:
        """Hear my instrument alone, or everything again; if need be, ask which it is."""
        self._with_instrument(self._desk.toggle_only)

    def _with_instrument(self, do: Callable[[str], None]) -> None:
        def then(stem: str) -> None:
            self.choose_instrument(stem)
            do(stem)

        if self.instrument is None:
            self._page.offer_instruments(then)
        elif self.is_here:
            do(self.instrument)
        elif self._desk.groups.stems:
            text = self.tr("{stem} is not a stem of this song.")
            self.missed.emit(text.format(stem=stem_title(self.instrument)))

    def show(self) -> None:
        """Show it in the page, and tell."""
        self._page.set_instrument(self.instrument, out=self.is_out)
        self.changed.emit()
