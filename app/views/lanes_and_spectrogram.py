"""Lanes and takes above, the spectrogram or another page below: how the height is shared out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.views.lane_area import LaneArea
from app.views.lower_panel import LowerPanel
from app.views.take_area import TakeArea

_LANES_PART = 0.61


class LanesAndSpectrogram(QSplitter):
    """Shares its height out anew with `share_height`, when it has another, and where a view says
    that it wants another.

    `spectrogram_height_chosen()`: by a person who dragged the handle.
    """

    spectrogram_height_chosen = Signal()

    def __init__(self, lanes: LaneArea, takes: TakeArea, lower: LowerPanel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._lanes = lanes
        self._takes = takes
        self._lower = lower
        self.spectrogram_px: int | None = None
        """The height that a person gave the spectrogram, if one did."""
        self.setHandleWidth(1)  # Qt makes so thin a handle easier to grab than it looks
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(lanes, 1)
        column.addWidget(takes)
        self.addWidget(upper)
        self.addWidget(lower)
        self.setChildrenCollapsible(False)
        takes.height_changed.connect(self.share_height)
        lower.collapsed_changed.connect(self.share_height)
        lower.page_changed.connect(self.share_height)
        lower.least_height_changed.connect(self.share_height)
        self.splitterMoved.connect(self._on_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out anew: the rows above may have become higher or lower."""
        super().resizeEvent(event)
        self.share_height()
        # What has been hidden to make the panel lower may be lower only then.
        QTimer.singleShot(0, self, self.share_height)

    def give_spectrogram(self, height_px: int | None) -> None:
        """Give the spectrogram this height, or what is fair."""
        self.spectrogram_px = height_px
        self.share_height()

    def share_height(self) -> None:
        """Give the spectrogram what a person chose, else the lanes what they are meant to have or
        a fair part of what there is. Folded away, the spectrogram takes no more than its header.
        """
        takes_px = self._takes.wanted_height()
        height = self.height() - self.handleWidth() - takes_px
        fair_px = max(round(height * _LANES_PART), self._lanes.least_height())
        lanes_px = min(self._lanes.preferred_height(), fair_px)
        # What the spectrogram cannot give is scrolled.
        most_px = height - self._lower.least_height()
        lanes_px = self._lanes.whole_lanes(min(lanes_px, most_px))
        # They get no less. A spectrogram that is told of more room than there is asks for it.
        lanes_px = max(lanes_px, self._lanes.minimumSizeHint().height())
        given_px: int | None = height - lanes_px
        if self.spectrogram_px is not None:
            lanes_px, given_px = max(0, height - self.spectrogram_px), None
        self._lower.give_height(given_px)
        self.setSizes([lanes_px + takes_px, height - lanes_px])

    def _on_moved(self) -> None:
        if not self._lower.collapsed:
            self._lower.give_height(None)
            self.spectrogram_px = self._lower.height()
            self.spectrogram_height_chosen.emit()
