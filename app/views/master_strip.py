"""The strip of the whole song at the left of its overview: master gain and level."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import theme as tokens
from app.text_scale import fix_height, fix_size
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.gain_slider import GainSlider, gain_text
from app.views.level_meter import LevelMeter


class MasterStrip(QFrame):
    """How loud everything together is.

    Signals: `gain_db_changed(gain_db)` from a person's hand.
    """

    gain_db_changed = Signal(float)
    accessible_role = Role.Grouping

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SideCell")
        self.setAccessibleName(self.tr("Whole song"))
        fix_size(self, tokens.SIDE_COLUMN_PX, tokens.OVERVIEW_PX)
        name = QLabel(self.tr("Whole song"))
        name.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        self.gain_label = QLabel(gain_text(0.0))
        self.gain_label.setFont(tokens.font(tokens.TEXT_PX))
        self.gain_label.setProperty("tone", "muted")
        self.gain = GainSlider(theme)
        self.gain.setAccessibleName(self.tr("Master gain"))
        self.meter = LevelMeter(theme)
        self.meter.setAccessibleName(self.tr("Master level"))
        top = QHBoxLayout()
        top.addWidget(name, 1)
        top.addWidget(self.gain_label, 0, Qt.AlignmentFlag.AlignRight)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(5 + 3 * SPACE, 2 * SPACE, 4 * SPACE - 1, 2 * SPACE)
        rows.setSpacing(SPACE)
        rows.addLayout(top)
        rows.addWidget(self.gain)
        rows.addWidget(self.meter)
        self.gain.gain_db_changed.connect(self._on_gain_changed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.gain.set_theme(theme, QColor(theme.muted_text))
        self.meter.set_theme(theme, QColor(theme.muted_text))

    def set_low(self, low: bool) -> None:
        """Be as high as the overview is on a page without much room, or as usual."""
        fix_height(self, tokens.LOW_OVERVIEW_PX if low else tokens.OVERVIEW_PX)

    def set_gain_db(self, gain_db: float) -> None:
        """Show the master's gain; announces nothing."""
        self.gain.set_gain_db(gain_db)
        self.gain_label.setText(gain_text(gain_db))

    def set_level(self, peak: float) -> None:
        """Tell the latest peak of what is heard, full scale 1.0."""
        self.meter.set_level(peak)

    def _on_gain_changed(self, gain_db: float) -> None:
        self.gain_label.setText(gain_text(gain_db))
        self.gain_db_changed.emit(gain_db)
