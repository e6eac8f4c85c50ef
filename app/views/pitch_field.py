"""How high the song sounds: semitones, cents, the tuning of its A, and what becomes of voices."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app import theme as tokens
from app.text_scale import fix_icon, fix_size
from app.theme import SPACE, Theme
from app.views.icons import icon
from app.views.value_field import ValueField

_SEMITONES = 12
_CENTS = 50
_LOWEST_HZ, _RECORDED_HZ, _HIGHEST_HZ = 415, 440, 466
_TOGGLE_PX = 28
_ICON_PX = 16


class PitchField(QWidget):
    """-12 to +12 semitones in steps of one, -50 to +50 cents, and A4 from 415 to 466 Hz.

    Signals, all from a person's hand: `pitch_changed(semitones)`, the cents in its fraction;
    `tuning_changed(hz)`; `formants_toggled(kept)`.
    """

    pitch_changed = Signal(float)
    tuning_changed = Signal(float)
    formants_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
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
        self.tuning = ValueField(
            self.tr("Tuning of A4"),
            theme,
            _LOWEST_HZ,
            _HIGHEST_HZ,
            _RECORDED_HZ,
            unit=self.tr(" Hz"),
            size_px=tokens.SMALL_PX,
            alignment=Qt.AlignmentFlag.AlignLeft,
        )
        says = self.tr("The song sounds as if its A were tuned to this.")
        self.tuning.setToolTip(f"{says}\n{self.tuning.toolTip()}")
        self.formants = QPushButton()
        self._dress_formants()
        self._lay_out()
        for field in (self.semitones, self.cents):
            field.value_changed.connect(self._on_value_changed)
        self.tuning.value_changed.connect(self.tuning_changed)
        self.formants.clicked.connect(self.formants_toggled)
        self.set_theme(theme)

    def _dress_formants(self) -> None:
        self.formants.setCheckable(True)
        self.formants.setProperty("shape", "icon-toggle")
        fix_size(self.formants, _TOGGLE_PX, _TOGGLE_PX)
        fix_icon(self.formants, _ICON_PX)
        self.formants.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.formants.setAutoDefault(True)  # the return key presses it
        self.formants.setAccessibleName(self.tr("Keep voices natural"))
        self.formants.setToolTip(
            self.tr("Keep voices natural: keeps the character of voices when the pitch is changed")
        )

    def _lay_out(self) -> None:
        semitones_caption, tuning_caption = QLabel(self.tr("semitones")), QLabel(self.tr("A4"))
        for caption in (semitones_caption, tuning_caption):
            caption.setFont(tokens.font(tokens.SMALL_PX))
            caption.setProperty("tone", "muted")
        tuning = QHBoxLayout()
        tuning.setSpacing(SPACE)
        # On the number's line, which stands above its underline.
        tuning.addWidget(tuning_caption, 0, Qt.AlignmentFlag.AlignTop)
        tuning.addWidget(self.tuning)
        centre, left = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(3, 1)
        grid.addWidget(self.semitones, 1, 0, centre)
        grid.addWidget(semitones_caption, 2, 0, centre)
        # The numbers of one row stand on one line.
        grid.addWidget(self.cents, 1, 1, left | Qt.AlignmentFlag.AlignBottom)
        grid.addLayout(tuning, 2, 1, left)
        grid.addWidget(self.formants, 0, 2, 4, 1, Qt.AlignmentFlag.AlignVCenter)

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

    def set_tuning(self, hz: float) -> None:
        """Show what A4 sounds as; announces nothing."""
        self.tuning.set_value(hz)

    def set_formants_kept(self, kept: bool) -> None:
        """Show whether voices keep their character; announces nothing."""
        with QSignalBlocker(self.formants):
            self.formants.setChecked(kept)
        self._show_icon()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        for field in (self.semitones, self.cents, self.tuning):
            field.set_theme(theme)
        self._show_icon()

    def _show_icon(self) -> None:
        on_accent = self.formants.isChecked()
        self.formants.setIcon(icon("voice", self._theme, size_px=_ICON_PX, on_accent=on_accent))

    def _on_value_changed(self) -> None:
        self.pitch_changed.emit(self.pitch)
