"""On which instrument chords are shown, and in which hand it is held: remembered."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, Signal

from app.translation import translate
from player.reading.fretboard import GUITAR, UKULELE, Neck

_INSTRUMENT, _LEFT_HANDED = "chords/instrument", "chords/left_handed"


class Instrument(StrEnum):
    """What chords are shown on."""

    GUITAR = "guitar"
    UKULELE = "ukulele"
    PIANO = "piano"

    @property
    def neck(self) -> Neck | None:
        """Its strings; None where it has keys."""
        return {Instrument.GUITAR: GUITAR, Instrument.UKULELE: UKULELE}.get(self)

    @property
    def text(self) -> str:
        """What it is called."""
        return {
            Instrument.GUITAR: translate("Instrument", "Guitar"),
            Instrument.UKULELE: translate("Instrument", "Ukulele"),
            Instrument.PIANO: translate("Instrument", "Piano"),
        }[self]


class ChordInstruments(QObject):
    """What a musician has chosen, for every song.

    `changed()`: the instrument or the hand.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        kept = str(settings.value(_INSTRUMENT, ""))
        known = {each.value: each for each in Instrument}
        self.instrument = known.get(kept, Instrument.GUITAR)
        self.left_handed = settings.value(_LEFT_HANDED) == "yes"

    def choose(self, instrument: Instrument) -> None:
        """Show chords on this one."""
        if instrument != self.instrument:
            self.instrument = instrument
            self._settings.setValue(_INSTRUMENT, instrument.value)
            self.changed.emit()

    def set_left_handed(self, left_handed: bool) -> None:
        """Show necks as a left-handed player sees them, or as others do."""
        if left_handed != self.left_handed:
            self.left_handed = left_handed
            self._settings.setValue(_LEFT_HANDED, "yes" if left_handed else "no")
            self.changed.emit()
