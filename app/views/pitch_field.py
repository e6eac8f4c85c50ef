"""How much higher or lower the song sounds: semitones, and cents below them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import theme as tokens
from app.theme import SPACE, Theme
from app.views.value_field import ValueField

_SEMITONES = 12
_CENTS = 50


class PitchField(QWidget):
    """-12 to +12 semitones in steps of one, and -50 to +50 cents.

    Signals: `pitch_changed(semitones)`, the cents in its fraction, when a person has changed it.
    """

    pitch_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.semitones = ValueField(
            self.tr("Pitch in semitones"),
            theme,
            -_SEMITONES,
            _SEMITONES,
            0,
            signed=True,
            px_per_step=8,
        )
        self.cents = ValueField(
            self.tr("Fine pitch in cents"),
            theme,
            -_CENTS,
            _CENTS,
            0,
            unit=self.tr(" ct"),
            size_px=tokens.SMALL_PX,
            signed=True,
            alignment=Qt.AlignmentFlag.AlignLeft,
        )
        caption = QLabel(self.tr("semitones ·"))
        caption.setFont(tokens.font(tokens.SMALL_PX))
        caption.setProperty("tone", "muted")
        below = QHBoxLayout()
        below.setSpacing(SPACE)
        below.addWidget(caption)
        below.addWidget(self.cents)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(1)
        rows.addStretch()
        rows.addWidget(self.semitones, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addLayout(below)
        rows.addStretch()
        for field in (self.semitones, self.cents):
            field.value_changed.connect(self._on_value_changed)

    @property
    def pitch(self) -> float:
        """Semitones with the cents in the fraction."""
        return self.semitones.value() + self.cents.value() / 100

    def set_pitch(self, semitones: float) -> None:
        """Show a pitch; announces nothing. -1.5 may be -1 and -50 ct as well as -2 and +50 ct."""
        if abs(semitones - self.pitch) > 0.005:
            whole = round(semitones)
            self.semitones.set_value(whole)
            self.cents.set_value((semitones - whole) * 100)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.semitones.set_theme(theme)
        self.cents.set_theme(theme)

    def _on_value_changed(self) -> None:
        self.pitch_changed.emit(self.pitch)
