"""The window: start page or song page, transport above, status below, tied to the session."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.bookmark_hand import connect_bookmarks
from app.click_choices import remember_click
from app.click_hand import ClickHand
from app.comparison_hand import ComparisonHand
from app.export_desk import ExportDesk
from app.grid_hand import GridHand
from app.key_desk import KeyDesk
from app.listening import Listening
from app.looks import Looks
from app.loop_hand import LoopHand
from app.loop_waits import remember_waits
from app.mixer_choices import MixerChoices
from app.mixer_hand import MixerHand
from app.model_desk import ModelDesk
from app.page_ahead import make_page_ahead
from app.picture_choices import PictureChoices
from app.practice_session import PracticeSession
from app.reading.reading_hands import ReadingHands
from app.song_loading import MIX_TRACK, Song
from app.song_opener import SongOpener
from app.song_shelf import SongShelf
from app.sound_choices import SoundChoices
from app.spectrogram_source import SpectrogramSource
from app.speech import let_speak
from app.status_news import StatusNews
from app.stem_groups import StemGroups
from app.take_hand import TakeHand
from app.theme import Theme
from app.trainer_hand import TrainerHand
from app.view_memory import ViewMemory
from app.views import accessible
from app.views.focus_in_view import FocusInView
from app.views.own_keys import claims_key
from app.views.scrolling import scrolling
from app.views.song_page import SongPage
from app.views.start_page import StartPage
from app.views.status_line import StatusLine
from app.views.transport_bar import TransportBar
from app.window_menus import WindowMenus
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion

_FRAME_MS = 16
_FIRST_VIEW_S = 40.0
_FORMANTS_KEY = "formants"


class MainWindow(QMainWindow):
    """Shows a practice session and passes on what hands do to it."""

    def __init__(self, session: PracticeSession, settings: QSettings) -> None:
        looks = Looks(settings)
        looks.prepare()
        super().__init__()
        looks.setParent(self)
        self.looks = looks
        self.session = session
        self._settings = settings
        accessible.install()
        theme = self.looks.theme
        self._finished: tuple[tuple[int, int], ...] = ()
        self._shown_frame = -1.0
        self.setWindowTitle("Woodshed")
        self.setAcceptDrops(True)
        self.transport_bar = TransportBar(theme)
        self.start_page = StartPage(theme)
        self.song_page = SongPage(theme)
        self.status_line = StatusLine()
        self.pages = QStackedWidget()
        self.news = StatusNews(self.status_line, self)
        self.sound_choices = SoundChoices(
            session.output, self.transport_bar, self.status_line, settings, self
        )
        self.mixer_choices = MixerChoices(session.desk, self.song_page, settings, self)
        self.opener = SongOpener(session.open, settings, self)
        self.models = ModelDesk(session, self.news, settings, theme, self)
        self.shelf = SongShelf(self, settings)
        self.listening = Listening(session, self.song_page, self)
        self.takes = TakeHand(self, settings)
        self.comparisons = ComparisonHand(self, settings, theme)
        self.exports = ExportDesk(session, self.song_page, self.news, settings, self)
        self.trainer_hand = TrainerHand(self, theme)
        self.menus = WindowMenus(self, settings)
        self.reading_hands = ReadingHands(self, settings)
        self.keys = KeyDesk(self, settings, theme)
        self.grid_hand = GridHand(self)
        self._spectrogram = SpectrogramSource(session, self.song_page, self)
        self._picture = PictureChoices(self.song_page.spectrogram, settings, self)
        self.click_hand = ClickHand(session, self.song_page, self.news, self)
        let_speak(self)
        FocusInView(self)
        self._memory = ViewMemory(session.records, self.song_page, self._spectrogram, self)
        self._clock = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._lay_out()
        self._connect_hands()
        self._connect_session()
        self._mixer_hand = MixerHand(session.desk, self.song_page, self._spectrogram, self)
        session.transport.set_formants_kept(settings.value(_FORMANTS_KEY) == "kept")
        connect_bookmarks(session, self.song_page, self.menus.keep_loop)
        remember_waits(session.transport, settings)
        remember_click(session.click, settings)
        self._loop_hand = LoopHand(session, self.song_page, self.news, self)
        self._show_song_open(False)
        self.looks.put_on()
        self._clock.start()
        make_page_ahead(self)

    def _lay_out(self) -> None:
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.song_page)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.transport_bar)
        column.addWidget(scrolling(self.pages), 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(central)
        # What the window's frame and a panel take of the screen is not known yet.
        room = self.screen().availableSize() - QSize(0, 64)
        self.setMinimumSize(QSize(1024, 640).boundedTo(room))
        self.resize(QSize(1440, 900).boundedTo(room))
        geometry = self._settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.looks.theme_changed.connect(self._on_theme_changed)
        # Icons are drawn as big as the text.
        self.looks.text_percent_changed.connect(lambda _: self._on_theme_changed(self.looks.theme))

    def _connect_hands(self) -> None:
        """From widgets to the session."""
        transport, page, bar = self.session.transport, self.song_page, self.transport_bar
        bar.play_clicked.connect(transport.toggle_playing)
        bar.to_start_clicked.connect(transport.to_start)
        bar.loop_toggled.connect(transport.set_loop_enabled)
        bar.tempo_changed.connect(transport.set_tempo)
        bar.pitch_changed.connect(transport.set_pitch)
        bar.tuning_changed.connect(transport.set_tuning)
        bar.formants_toggled.connect(transport.set_formants_kept)
        bar.export_clicked.connect(self.exports.open_window)
        bar.position_edited.connect(lambda time_s: transport.seek(_frame(time_s)))
        bar.theme_toggled.connect(self.looks.toggle_theme)
        page.seek_requested.connect(lambda time_s: transport.seek(_frame(time_s)))
        page.loop_dragged.connect(
            lambda start_s, stop_s: transport.set_loop(_frame(start_s), _frame(stop_s))
        )
        page.loop_drag_finished.connect(transport.enter_loop)
        self.status_line.cancel_clicked.connect(self._on_cancel_clicked)
        self.status_line.action_clicked.connect(self.session.separate)
        self._clock.timeout.connect(self._on_frame)

    def _connect_session(self) -> None:
        """From the session to widgets."""
        session, transport = self.session, self.session.transport
        session.opening.connect(self._on_opening)
        session.open_failed.connect(self._on_open_failed)
        session.song_begun.connect(self._on_song_begun)
        session.song_grown.connect(self._on_song_grown)
        session.stems_changed.connect(self._on_stems_changed)
        session.finished_changed.connect(self._on_finished_changed)
        session.activity_changed.connect(self.news.set_activity)
        session.activity_changed.connect(lambda _: self._show_what_is_left())
        session.message.connect(self.news.say)
        self.mixer_choices.missed.connect(lambda text: self.news.say(text, "info"))
        session.separation_stopped.connect(self._on_separation_stopped)
        session.desk.groups_changed.connect(self._on_groups_changed)
        session.pictures.peaks_changed.connect(self._on_peaks_changed)
        transport.playing_changed.connect(self._on_playing_changed)
        transport.sought.connect(lambda frame: self.song_page.axis.reveal(frame / SAMPLE_RATE))
        transport.loop_changed.connect(self._on_loop_changed)
        transport.tempo_changed.connect(self.transport_bar.set_tempo)
        transport.pitch_changed.connect(self.transport_bar.set_pitch)
        transport.tuning_changed.connect(self.transport_bar.set_tuning)
        transport.formants_changed.connect(self._on_formants_changed)
        transport.light_stretch_changed.connect(self.news.set_light_stretch)

    def event(self, event: QEvent) -> bool:
        """Letters from anywhere are searched for while the songs are seen, and are no shortcuts."""
        return claims_key(event, self._is_searched_for) or super().event(event)

    def _is_searched_for(self, event: QKeyEvent) -> bool:
        return self.shelf.is_shown and self.start_page.is_typed(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what is typed while the bar has the keyboard."""
        if self.shelf.is_shown and self.start_page.is_typed(event):
            self.start_page.search_for(event.text())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, but none that come from here."""
        if event.source() is None and self.opener.takes(event.mimeData()):
            event.acceptProposedAction()
            self.start_page.set_dragged_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.start_page.set_dragged_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first of them."""
        self.start_page.set_dragged_over(False)
        if event.source() is None and self.opener.takes(event.mimeData()):
            event.acceptProposedAction()
            self.opener.open_dropped(event.mimeData())

    # What the session says

    def _on_opening(self, name: str) -> None:
        self.news.clear()
        if self.session.song is None:
            self.transport_bar.set_title(name, self.tr("opening …"))

    def _on_open_failed(self) -> None:
        if self.session.song is None:
            self._show_song_open(False)

    def _on_song_begun(self, song: Song, stems: tuple[str, ...]) -> None:
        page = self.song_page
        page.set_overview_peaks(None)
        self._spectrogram.begin_song()
        self._show_groups(self.session.desk.groups)
        self._show_song_open(True)
        self.setWindowTitle(f"{song.title} – Woodshed")
        page.set_title(song.title)
        words = self.tr("%n stems", "", len(stems))
        self.transport_bar.set_title(song.title, words if song.is_multitrack else song.path.name)
        self._mixer_hand.show()
        self._on_song_grown(song)
        page.axis.show(0.0, min(song.duration_s, _FIRST_VIEW_S))

    def _show_groups(self, groups: StemGroups) -> None:
        self.song_page.set_groups(groups)
        self.menus.set_groups(groups)
        self.mixer_choices.show()

    def _on_groups_changed(self, groups: StemGroups) -> None:
        self._spectrogram.set_groups(groups)
        self._show_groups(groups)
        for strip in groups.strips:
            self._on_peaks_changed(strip)
        self._on_finished_changed(self._finished)

    def _on_stems_changed(self) -> None:
        self._spectrogram.begin_anew()
        for strip in self.session.desk.groups.strips:
            self._on_peaks_changed(strip)

    def _on_song_grown(self, song: Song) -> None:
        self.song_page.set_duration(song.duration_s)
        self.transport_bar.set_duration(song.duration_s)

    def _show_song_open(self, is_open: bool) -> None:
        self.pages.setCurrentWidget(self.song_page if is_open else self.start_page)
        self.transport_bar.set_song_open(is_open)
        self.menus.set_song_open(is_open)
        if not is_open:
            self.transport_bar.set_title("Woodshed", "")

    def _on_finished_changed(self, spans: tuple[tuple[int, int], ...]) -> None:
        self._finished = spans
        self._show_what_is_left()
        in_seconds = [(start / SAMPLE_RATE, stop / SAMPLE_RATE) for start, stop in spans]
        self.song_page.set_finished(in_seconds)
        self._show_loop_ready()

    def _on_cancel_clicked(self) -> None:
        if self.session.is_separating:
            self.session.cancel_separation()
        else:
            self.models.transfers.cancel_all()

    def _on_separation_stopped(self, text: str) -> None:
        self.news.say(text, "warning", self.tr("Continue separating"))
        self._show_what_is_left()

    def _show_what_is_left(self) -> None:
        self.menus.set_can_separate(self.session.can_separate)

    def _on_playing_changed(self, playing: bool) -> None:
        self.transport_bar.set_playing(playing)
        if playing:
            position_s = self.session.transport.position_frame() / SAMPLE_RATE
            self.song_page.axis.reveal(position_s)

    def _on_formants_changed(self, kept: bool) -> None:
        self.transport_bar.set_formants_kept(kept)
        self.menus.set_formants_kept(kept)
        self._settings.setValue(_FORMANTS_KEY, "kept" if kept else "moved")

    def _on_peaks_changed(self, source: str) -> None:
        peaks = self.session.pictures.peaks(source)
        if source == MIX_TRACK:
            self.song_page.set_overview_peaks(peaks)
        elif source in self.song_page.lanes:
            self.song_page.set_peaks(source, peaks)

    def _on_loop_changed(self, loop: LoopRegion | None, enabled: bool) -> None:
        region = None
        if loop is not None:
            region = (loop.start_frame / SAMPLE_RATE, loop.end_frame / SAMPLE_RATE)
        self.song_page.set_loop(region, enabled)
        self.transport_bar.set_loop_enabled(enabled)
        self._show_loop_ready()

    def _show_loop_ready(self) -> None:
        loop = self.session.transport.active_loop
        self.news.set_loop_ready(
            loop is not None
            and any(
                start <= loop.start_frame and loop.end_frame <= stop
                for start, stop in self._finished
            )
        )

    # Pictures

    def _on_frame(self) -> None:
        session = self.session
        session.tick()
        if session.song is None:
            return
        frame = session.transport.position_frame()
        if frame != self._shown_frame:
            axis, before_s = self.song_page.axis, self._shown_frame / SAMPLE_RATE
            self._shown_frame = frame
            time_s = frame / SAMPLE_RATE
            self.song_page.set_playhead(time_s)
            self.transport_bar.set_position(time_s)
            self.grid_hand.show_position(frame)
            if axis.start_s <= before_s <= axis.stop_s:
                # Who scrolls away wants to look elsewhere: only a playhead in view is followed.
                axis.keep_in_view(time_s)
        levels = session.stem_levels()
        self.song_page.set_levels(levels, levels["master"])

    # Looks

    def _on_theme_changed(self, theme: Theme) -> None:
        for view in (self.transport_bar, self.start_page, self.song_page, self.models, self.keys):
            view.set_theme(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End everything with the window."""
        self._clock.stop()
        self._settings.setValue("geometry", self.saveGeometry())
        # Before there is nobody left to keep it. A window that is not active tells no editor.
        self.song_page.bookmark_lane.editor.take()
        self._spectrogram.stop()
        self.keys.close()
        self.models.close()
        self.trainer_hand.close()
        self.reading_hands.close()
        # Before what waits for disks, so that what the song remembers is kept in any case.
        self.session.close()
        self.shelf.close()
        self.exports.close()
        super().closeEvent(event)


def _frame(time_s: float) -> int:
    return round(time_s * SAMPLE_RATE)
