"""A song on the screen: overview, bookmarks, ruler, lanes and spectrogram, on one time axis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.bookmarks import Bookmarks
from app.stem_groups import StemGroups
from app.theme import Theme
from app.views.accessible import Role
from app.views.bar_cell import BarCell
from app.views.bar_lane import BarLane
from app.views.bar_lines import BarLines
from app.views.beat_rows import BeatRows
from app.views.bookmark_cell import BookmarkCell
from app.views.bookmark_lane import BookmarkLane
from app.views.click_lane import ClickLane
from app.views.click_strip import ClickStrip
from app.views.count_in_view import CountInView
from app.views.keyboard_order import chain
from app.views.lane_area import LaneArea
from app.views.lanes_and_spectrogram import LanesAndSpectrogram
from app.views.low_rows import LowRows
from app.views.lower_panel import LowerPanel
from app.views.master_strip import MasterStrip
from app.views.overview import Overview
from app.views.peaks_source import PeaksSource
from app.views.reading.reading_rows import ReadingRows
from app.views.ruler import Ruler
from app.views.spectrogram_view import SpectrogramView
from app.views.stem_lane import StemLane
from app.views.stems_header import StemsHeader
from app.views.take_area import TakeArea
from app.views.time_axis import TimeAxis
from app.views.time_canvas import LoopSnapping, TimeCanvas, TimeSpan
from app.views.visible_bar import VisibleBar
from player.mixer import StemMix
from player.multitrack import SAMPLE_RATE
from player.spectrogram_tile import SpectrogramTile
from player.transport import LoopRegion

_ZOOM_STEP = 1.6


class SongPage(QWidget):
    """Composes the views of a song, and speaks for all of them.

    A stem is also the strip of everything else beside one of them, under its own name.

    Signals, all from a person's hand: `seek_requested(time_s)`, `loop_dragged(start_s, stop_s)`,
    `loop_drag_finished()`,
    `master_gain_db_changed(gain_db)`, `spectrogram_source_chosen(source)`,
    `spectrogram_collapsed_changed(collapsed)`; those of the strips are in `lane_area`, those of the
    header in `stems_header`. `lanes_changed()`: they are others, or are empty now. What part of the
    song is visible is in `axis`, which announces its
    changes.
    """

    seek_requested = Signal(float)
    loop_dragged = Signal(float, float)
    loop_drag_finished = Signal()
    lanes_changed = Signal()
    master_gain_db_changed = Signal(float)
    spectrogram_source_chosen = Signal(str)
    spectrogram_collapsed_changed = Signal(bool)
    accessible_role = Role.Grouping

    def __init__(
        self, theme: Theme, sample_rate: int = SAMPLE_RATE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("SongPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # takes the keyboard from fields
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Song"))
        self.axis = TimeAxis(self)
        self.master = MasterStrip(theme)
        self.overview = Overview(self.axis, theme, sample_rate, None)
        self.visible_bar = VisibleBar(self.axis, theme)
        self.bookmark_cell = BookmarkCell(theme, sample_rate)
        self.bookmark_lane = BookmarkLane(self.axis, theme, sample_rate)
        self.ruler = Ruler(self.axis, theme)
        self.click_strip = ClickStrip(theme)
        self.click_lane = ClickLane(self.axis, theme, sample_rate)
        self.bar_cell = BarCell()
        self.bar_lane = BarLane(self.axis, theme, sample_rate)
        self._beat_rows = BeatRows(self.bar_cell, self.bar_lane, self.click_strip, self.click_lane)
        self.lane_area = LaneArea(self.axis, theme, sample_rate)
        self.count_in = CountInView(theme, self.lane_area)
        self.take_area = TakeArea(self.axis, theme, sample_rate)
        self.spectrogram = SpectrogramView(self.axis, theme, sample_rate)
        self.reading_rows = ReadingRows()
        self.lower_panel = LowerPanel(self.spectrogram)
        self.heights = LanesAndSpectrogram(self.lane_area, self.take_area, self.lower_panel)
        self._added: list[TimeCanvas] = []
        self.stems_header = StemsHeader(theme)
        self._playhead_s: float | None = None
        self._loop: tuple[TimeSpan | None, bool] = (None, False)
        self._snapping: LoopSnapping | None = None
        self._bar_lines: BarLines | None = None
        self._mix_peaks: PeaksSource | None = None
        self._can_drag = False
        # Rows come one after the other, and the way leads over all of them.
        self._chain_soon = QTimer(self, interval=0, singleShot=True)
        self._chain_soon.timeout.connect(self._chain)
        rows = (self._beat_rows, self.overview, self.master)
        LowRows(self, rows).changed.connect(self._chain_soon.start)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.whole_song = QVBoxLayout()
        self.whole_song.setSpacing(0)
        self.whole_song.addWidget(self.visible_bar)
        self.whole_song.addWidget(self.overview)
        top = _row(self.master)
        top.addLayout(self.whole_song, 1)
        rows.addLayout(top)
        rows.addLayout(_row(self.bookmark_cell, self.bookmark_lane))
        rows.addLayout(_row(self.stems_header, self.ruler))
        rows.addWidget(self._beat_rows)
        rows.addWidget(self.reading_rows)
        rows.addWidget(self.heights, 1)

    def _connect(self) -> None:
        self._connect_canvas(self.overview)
        self._connect_canvas(self.bookmark_lane)
        self._connect_canvas(self.ruler)
        self._connect_canvas(self.click_lane)
        self._connect_canvas(self.bar_lane)
        self._connect_canvas(self.spectrogram.plot.overlay)
        self.take_area.lane_made.connect(self._settle_in)
        self.master.gain_db_changed.connect(self.master_gain_db_changed)
        self.spectrogram.source_chosen.connect(self.spectrogram_source_chosen)
        self.spectrogram.collapsed_changed.connect(self.spectrogram_collapsed_changed)
        header = self.stems_header
        header.zoom_out.clicked.connect(lambda: self.zoom(1 / _ZOOM_STEP))
        header.zoom_in.clicked.connect(lambda: self.zoom(_ZOOM_STEP))
        header.zoom_all.clicked.connect(self.axis.show_all)

    def _connect_canvas(self, canvas: TimeCanvas) -> None:
        canvas.seek_requested.connect(self.seek_requested)
        canvas.loop_dragged.connect(self.loop_dragged)
        canvas.loop_drag_finished.connect(self.loop_drag_finished)

    def add_canvas(self, canvas: TimeCanvas) -> None:
        """Let this one, which has its place, show playhead and loop and be dragged on as others."""
        self._added.append(canvas)
        self._settle_in(canvas)

    def _settle_in(self, canvas: TimeCanvas) -> None:
        self._connect_canvas(canvas)
        canvas.snapping = self._snapping
        canvas.set_loop(*self._loop)
        canvas.set_playhead(self._playhead_s)
        self._chain_soon.start()

    # The song.

    def set_title(self, title: str) -> None:
        """Say whose page it is, to who cannot see it."""
        self.setAccessibleName(self.tr("Song: {title}").format(title=title))

    def set_groups(self, groups: StemGroups) -> None:
        """Show the lanes and strips of these groups of the song's stems."""
        self.stems_header.set_groups(groups)
        self.set_stems(groups.strips)

    def set_stems(self, stems: Sequence[str]) -> None:
        """Show a lane and a strip for each of these stems in this order, with nothing in them yet.

        They are built anew only where the stems are others: most songs have the same, and
        building takes longer than a window may stand still.
        """
        focused = self.window().focusWidget()
        if focused is not None and self.lane_area.isAncestorOf(focused):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        # A lane that goes while something is dragged on it does not see it let go.
        self.axis.set_held(False)
        if tuple(stems) == tuple(self.lanes):
            for lane in self.lanes.values():
                lane.forget_song()
        else:
            self.lane_area.set_stems(stems)
            for lane in self.lanes.values():
                self._connect_canvas(lane)
        self.spectrogram.set_sources(tuple(stems))
        for lane in self.lanes.values():
            lane.set_mix_peaks(self._mix_peaks)
            lane.snapping = self._snapping
            lane.set_loop(*self._loop)
            lane.set_playhead(self._playhead_s)
            lane.set_bar_lines(self._bar_lines)
        for strip in self.lane_area.strips.values():
            strip.name.set_can_drag(self._can_drag)
        self._chain_soon.start()
        self.lanes_changed.emit()
        # When the layout below knows how high the chips of the new stems are.
        QTimer.singleShot(0, self, self.heights.share_height)

    def _chain(self) -> None:
        """The way of the tab key."""
        cells = (self.master, self.bookmark_cell, self.stems_header, *self._beat_rows.cells)
        chain([*cells, self.reading_rows, self.lane_area, self.take_area, self.lower_panel])

    @property
    def lanes(self) -> Mapping[str, StemLane]:
        """The lanes by the names of their stems."""
        return self.lane_area.lanes

    def set_duration(self, duration_s: float) -> None:
        """Give the song's length."""
        self.axis.set_duration(duration_s)

    def set_overview_peaks(self, peaks: PeaksSource | None) -> None:
        """Give the waveform of the mix; the lanes show it too where they are unfinished."""
        self._mix_peaks = peaks
        self.overview.set_peaks(peaks)
        for lane in self.lanes.values():
            lane.set_mix_peaks(peaks)

    def set_peaks(self, stem: str, peaks: PeaksSource | None) -> None:
        """Give a stem's waveform; call again when more of it is known."""
        self.lanes[stem].set_peaks(peaks)

    def set_finished(self, spans_s: Sequence[TimeSpan]) -> None:
        """Say which spans, in seconds, disjoint and sorted, are separated already."""
        for lane in self.lanes.values():
            lane.set_finished(tuple(spans_s))

    def set_can_drag(self, can_drag: bool) -> None:
        """Say whether the stems can be dragged out of the window."""
        if can_drag != self._can_drag:
            self._can_drag = can_drag
            for strip in self.lane_area.strips.values():
                strip.name.set_can_drag(can_drag)

    def set_bookmarks(self, bookmarks: Bookmarks) -> None:
        """Show the song's named loops and markers."""
        for view in (self.overview, self.bookmark_cell, self.bookmark_lane):
            view.set_bookmarks(bookmarks)

    def set_clean_tempos(self, percents: Mapping[LoopRegion, int]) -> None:
        """Show the highest tempo at which each loop was clean, in percent."""
        for view in (self.overview, self.bookmark_lane):
            view.set_clean_tempos(percents)

    def set_spectrogram_tile(self, tile: SpectrogramTile) -> None:
        """Show a tile of the chosen source; one of another source is not shown."""
        self.spectrogram.set_tile(tile)

    def set_spectrogram_source(self, source: str) -> None:
        """Show which source the spectrogram is of."""
        self.spectrogram.set_source(source)

    # What moves.

    def set_playhead(self, time_s: float | None) -> None:
        """Move the playhead in every view."""
        self._playhead_s = time_s
        for canvas in self._canvases():
            canvas.set_playhead(time_s)
        self.lower_panel.set_playhead(time_s)

    def set_loop(self, loop: TimeSpan | None, enabled: bool) -> None:
        """Show the loop in every view."""
        self._loop = (loop, enabled)
        for canvas in self._canvases():
            canvas.set_loop(loop, enabled)
        self.spectrogram.set_loop(loop, enabled)
        self.bookmark_cell.set_can_keep(loop is not None)

    def set_snapping(self, snapping: LoopSnapping) -> None:
        """Ask this where the edges of a dragged loop come to rest, in every view."""
        self._snapping = snapping
        for canvas in (*self._canvases(), self.spectrogram.plot.overlay):
            canvas.snapping = snapping

    def set_bar_lines(self, lines: BarLines | None, *, is_edited: bool) -> None:
        """Show bars and beats, as they were found or as a person has set them."""
        self._bar_lines = lines
        self.bar_lane.set_bar_lines(lines, is_edited=is_edited)
        for lane in self.lanes.values():
            lane.set_bar_lines(lines)
        self.spectrogram.plot.overlay.set_bar_lines(lines)

    def set_guide(self, time_s: float | None, name: str = "") -> None:
        """Show in every view where a dragged edge has come to rest, and in the ruler at what."""
        for canvas in (*self._canvases(), self.spectrogram.plot.overlay):
            canvas.set_guide(time_s)
        self.ruler.name_guide(name)

    def _canvases(self) -> tuple[TimeCanvas, ...]:
        side_by_side = (self.overview, self.bookmark_lane, self.ruler, self.bar_lane)
        lanes = (*self.lanes.values(), *self.take_area.canvases, *self._added)
        return (*side_by_side, self.click_lane, *lanes)

    def set_levels(self, levels: Mapping[str, float], master: float) -> None:
        """Tell the latest peaks, full scale 1.0; at every frame, with nothing in silence too."""
        for stem, strip in self.lane_area.strips.items():
            strip.set_level(levels.get(stem, 0.0))
        self.master.set_level(master)

    def set_mix_state(self, stem: str, mix: StemMix, audible: bool) -> None:
        """Show what the mixer has for a stem; its lane fades when it cannot be heard."""
        self.lane_area.strips[stem].set_state(mix, audible)
        self.lanes[stem].set_audible(audible)

    def set_instrument(self, stem: str | None, *, out: bool) -> None:
        """Show which stem the musician plays, and whether it is taken out of the song."""
        self.stems_header.set_instrument(stem, out=out)
        for name, strip in self.lane_area.strips.items():
            strip.set_mine(name == stem)

    def offer_instruments(self, then: Callable[[str], object]) -> None:
        """Ask which stem is the musician's own; nothing comes of it when nobody answers."""
        self.stems_header.offer_instruments(then)

    def set_master_gain_db(self, gain_db: float) -> None:
        """Show the master's gain."""
        self.master.set_gain_db(gain_db)

    # What is seen.

    def zoom(self, factor: float) -> None:
        """Zoom around the playhead if it is visible, else around the middle."""
        middle_s = (self.axis.start_s + self.axis.stop_s) / 2
        playhead_s = self._playhead_s
        visible = playhead_s is not None and self.axis.start_s <= playhead_s <= self.axis.stop_s
        self.axis.zoom(factor, playhead_s if visible and playhead_s is not None else middle_s)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        for view in (
            self.master,
            self.visible_bar,
            self.overview,
            self.bookmark_cell,
            self.bookmark_lane,
            self.stems_header,
            self.ruler,
            self.bar_lane,
            self.click_strip,
            self.click_lane,
            self.count_in,
            self.lane_area,
            self.take_area,
            self.lower_panel,
        ):
            view.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, so that no button has it that nobody has chosen."""
        super().showEvent(event)
        if not event.spontaneous():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out anew."""
        super().resizeEvent(event)
        # Made lower, the spectrogram has fewer lines, and then it may be lower still.
        QTimer.singleShot(0, self, self.heights.share_height)

    def changeEvent(self, event: QEvent) -> None:
        """Text may have become bigger or smaller."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self.heights.share_height)


def _row(side: QWidget, *canvases: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(side)
    for canvas in canvases:
        row.addWidget(canvas, 1)
    return row
