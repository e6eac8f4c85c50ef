"""How the spectrogram is painted: chosen once, kept for every song."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings

from app.views.colour_maps import COLOUR_MAPS
from app.views.picture_popup import BRIGHTEST_DB, DARKEST_DB, LEAST_DB, MOST_DB, PicturePopup
from app.views.spectrogram_view import SpectrogramView

_COLOURS, _DARKEST, _BRIGHTEST = "picture/colours", "picture/darkest_db", "picture/brightest_db"


class PictureChoices(QObject):
    """Ties the popup of the spectrogram to its picture and to the settings."""

    def __init__(self, view: SpectrogramView, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._settings = settings
        colours = str(settings.value(_COLOURS, ""))
        view.set_colours(colours if colours in COLOUR_MAPS else COLOUR_MAPS[0])
        darkest = _level(settings.value(_DARKEST), DARKEST_DB)
        brightest = _level(settings.value(_BRIGHTEST), BRIGHTEST_DB)
        if not LEAST_DB <= darkest < brightest <= MOST_DB:
            darkest, brightest = float(DARKEST_DB), float(BRIGHTEST_DB)
        view.set_decibel_range(darkest, brightest)
        view.popup_made.connect(self._on_popup_made)

    def _on_popup_made(self, popup: PicturePopup) -> None:
        popup.colours_chosen.connect(self._on_colours_chosen)
        popup.range_changed.connect(self._on_range_changed)

    def _on_colours_chosen(self, name: str) -> None:
        self._view.set_colours(name)
        self._settings.setValue(_COLOURS, name)

    def _on_range_changed(self, darkest_db: float, brightest_db: float) -> None:
        self._view.set_decibel_range(darkest_db, brightest_db)
        self._settings.setValue(_DARKEST, str(darkest_db))
        self._settings.setValue(_BRIGHTEST, str(brightest_db))


def _level(kept: object, otherwise_db: float) -> float:
    """A level that was kept, in dB."""
    try:
        return float(str(kept))
    except ValueError:
        return float(otherwise_db)
