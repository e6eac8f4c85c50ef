"""Ties the click's strip, lane and popup, the count over the lanes, and what is said of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.counting import counted_now
from app.practice_session import PracticeSession
from app.status_news import StatusNews
from app.views.click_popup import ClickPopup
from app.views.count_in_view import CountInView
from app.views.song_page import SongPage
from player.click import Click
from player.count_in import CountedBeat

_LOOK_MS = 25


class ClickHand(QObject):
    """Passes on what hands do to the click, and shows what comes of it.

    `counting()`: a count-in begins to be heard.
    """

    counting = Signal()

    def __init__(
        self, session: PracticeSession, page: SongPage, news: StatusNews, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._news = news
        self._counted: CountedBeat | None = None
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        desk, strip = session.click, page.click_strip
        strip.on_toggled.connect(desk.set_on)
        strip.gain_db_changed.connect(desk.set_gain)
        strip.pan_changed.connect(desk.set_pan)
        strip.popup_made.connect(self._on_popup_made)
        desk.changed.connect(self._show)
        desk.mix_changed.connect(self._on_mix_changed)
        session.transport.playing_changed.connect(self._on_playing_changed)
        self._was_on = not desk.mix.muted
        self._show(desk.click)

    def _on_popup_made(self, popup: ClickPopup) -> None:
        desk = self._session.click
        popup.sound_chosen.connect(desk.set_sound)
        popup.parts_chosen.connect(desk.set_parts)
        popup.accent_toggled.connect(desk.set_accented)
        popup.count_in_chosen.connect(desk.set_count_in)
        popup.rounds_toggled.connect(desk.set_counts_in_rounds)
        popup.pan_changed.connect(desk.set_pan)
        popup.set_click(desk.click)

    @property
    def _view(self) -> CountInView:
        return self._page.count_in

    def _show(self, click: Click) -> None:
        self._page.click_strip.set_mix(click.mix)
        popup = self._page.click_strip.late_popup.made
        if popup is not None:
            popup.set_click(click)
        self._page.click_lane.set_click(click)

    def _on_mix_changed(self) -> None:
        click = self._session.click.click
        is_on, was_on = not click.mix.muted, self._was_on
        self._was_on = is_on
        if is_on and not was_on and click.grid is None:
            text = self.tr("The click begins when the beats of this song are known.")
            self._news.say(text, "info")

    def _on_playing_changed(self, playing: bool) -> None:
        if not playing:
            self._looking.stop()
            self._show_count(None)
            return
        self._looking.start()
        click = self._session.click.click
        if click.count_in_bars and click.grid is None:
            text = self.tr(
                "Nothing is counted in, because the beats of this song are not known yet."
            )
            self._news.say(text, "info")

    def _look(self) -> None:
        engine = self._session.engine
        audible = engine.ring.audible_frame()
        self._show_count(counted_now(engine.playback(), audible, self._session.click.click))

    def _show_count(self, counted: CountedBeat | None) -> None:
        before, self._counted = self._counted, counted
        if counted == before:
            return
        if counted is None:
            self._view.set_count("", "")
            return
        if before is None:
            self.counting.emit()
        self._view.set_count(str(counted.number), self.tr("Count-in"))
