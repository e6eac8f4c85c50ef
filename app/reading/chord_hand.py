"""Chords in the window: what is shown of them, and what hands do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from app.reading import chord_words
from app.reading.chord_instruments import ChordInstruments
from app.reading.shown_chords import ShownChords
from app.views.reading.chord_cell import ChordCell
from app.views.reading.chord_lane import ChordLane
from app.views.reading.chord_page import ChordPage
from player.multitrack import SAMPLE_RATE
from player.reading.chord_borders import nearest_beat
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_voicing import voiced
from player.reading.song_key import Key
from player.transport import SoundChord

if TYPE_CHECKING:
    from app.main_window import MainWindow

PAGE = "chords"
_ROW = "chords/row"
# Who steps back so soon after a chord has begun means the one before.
_JUST_BEGUN_S = 0.4


class ChordHand(QObject):
    """Ties the song's chords to their lane, to their page and to the keys.

    `told(text)`: a chord that was asked for, or gone to, as one says it. `row_changed(shown)`.
    """

    told = Signal(str)
    row_changed = Signal(bool)

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self._session, self._news = window.session, window.news
        self._page, self._settings = window.song_page, settings
        self._reading = window.session.reading
        self._begun_by_hand = False
        self._hint = ""
        self.shown: ShownChords | None = None
        """What is shown; None while no chords are known."""
        theme = window.looks.theme
        self.lane = ChordLane(self._page.axis, theme, SAMPLE_RATE)
        self.cell = ChordCell(theme)
        self.page = ChordPage(theme, SAMPLE_RATE)
        self.instruments = ChordInstruments(settings, self)
        self.row_wanted = settings.value(_ROW) != "hidden"
        self._row = self._page.reading_rows.add_row(self.cell, self.lane)
        self._page.add_canvas(self.lane)
        self._page.lower_panel.add_page(PAGE, self.tr("Chords"), self.page)
        window.looks.theme_changed.connect(self.lane.set_theme)
        window.looks.theme_changed.connect(self.cell.set_theme)
        self._connect_hands()
        self._connect_session()
        self._show_instrument()
        self._show()

    def _connect_hands(self) -> None:
        lane, page, reading = self.lane, self.page, self._reading
        lane.chord_clicked.connect(self._sound)
        lane.cursor_moved.connect(self._on_cursor_moved)
        lane.chord_typed.connect(self._on_typed)
        lane.text_refused.connect(self._on_refused)
        lane.border_moved.connect(self._on_border_moved)
        lane.split_wanted.connect(self.type_at)
        self.cell.key_chosen.connect(self._on_key_chosen)
        self.cell.capo_chosen.connect(reading.set_capo)
        page.capo_chosen.connect(reading.set_capo)
        page.instrument_chosen.connect(self.instruments.choose)
        page.left_handed_toggled.connect(self.instruments.set_left_handed)
        page.bar_chosen.connect(self._session.transport.seek)
        self.instruments.changed.connect(self._show_instrument)

    def _connect_session(self) -> None:
        session, reading, transport = self._session, self._reading, self._session.transport
        session.song_begun.connect(self._on_song_begun)
        for changed in (
            reading.chords_changed,
            reading.key_changed,
            reading.capo_changed,
            reading.looking_changed,
            transport.pitch_changed,
            session.song_beats.grid_changed,
            session.song_grown,
        ):
            changed.connect(self._show)
        session.activity_changed.connect(lambda _: self._on_activity())
        session.separation_ended.connect(self._on_activity)
        for changed in (transport.loop_changed, transport.box_changed):
            changed.connect(self._show_loop)
        session.history.about_to_go.connect(self.lane.let_go)

    # What is shown.

    def _on_song_begun(self) -> None:
        self._begun_by_hand = False
        self._show()

    def _show(self) -> None:
        session, reading = self._session, self._reading
        chart = reading.chords
        if self._begun_by_hand and (chart is None or not chart.spans):
            chart = self._blank()
        self.shown = None
        if chart is not None and chart.spans:
            semitones = round(session.transport.pitch_semitones)
            self.shown = ShownChords(chart, reading.key, semitones, reading.capo)
        hint = self._hint = self._why_none()
        grid = session.song_beats.grid
        self.lane.set_grid(grid)
        self.lane.set_chords(self.shown, hint)
        self.cell.set_chords(self.shown, reading.key_confidence)
        self.page.set_chords(self.shown, grid, session.transport.song_frames, hint)
        self._show_row()

    def _why_none(self) -> str:
        if self._reading.is_looking:
            return self.tr("The chords are being looked for …")
        if self._session.is_separating:
            return self.tr("Chords are looked for once the song is separated")
        return self.tr("The chords of this song are not known")

    def _on_activity(self) -> None:
        """Told with every step of a separation."""
        if self.shown is None and self._why_none() != self._hint:
            self._show()

    def _show_row(self) -> None:
        """Nothing takes room for chords that are neither known nor looked for."""
        is_there = self.shown is not None or self._reading.is_looking
        self._row.setVisible(self.row_wanted and is_there)

    def _show_loop(self) -> None:
        transport = self._session.transport
        self.page.set_loop_region(transport.loop if transport.loop_enabled else None)

    def _show_instrument(self) -> None:
        chosen = self.instruments
        self.page.set_instrument(chosen.instrument, left_handed=chosen.left_handed)

    def _blank(self) -> ChordChart:
        """A chart for who writes all of it."""
        frames = self._session.transport.song_frames
        return ChordChart((ChordSpan(0, frames, None),)) if frames else ChordChart()

    # What hands do.

    def set_row_wanted(self, wanted: bool) -> None:
        """Show the row of chords, or leave its room to the lanes."""
        if wanted != self.row_wanted:
            self.row_wanted = wanted
            self._settings.setValue(_ROW, "shown" if wanted else "hidden")
            self._show_row()
            self.row_changed.emit(wanted)

    def close(self) -> None:
        """The window closes: what somebody is typing is taken, as with Return."""
        self.lane.editor.take()

    def hear(self) -> None:
        """Sound the chord at the playhead."""
        if self.shown is not None:
            index = self.shown.chart.index_at(self._session.transport.wanted_frame())
            if index is not None:
                self._sound(index)

    def say(self) -> None:
        """Say the chord at the playhead, and the one that follows."""
        shown, frame = self.shown, self._session.transport.wanted_frame()
        if shown is None:
            self._mention(self.tr("The chords of this song are not known"))
            return
        now, following = shown.chart.at(frame), shown.chart.next_after(frame)
        words = [self.tr("no chord") if now is None else chord_words.spoken_span(now, shown)]
        if following is not None:
            chord = chord_words.spoken_span(following, shown)
            words.append(self.tr("then {chord}").format(chord=chord))
            grid = self._session.song_beats.grid
            if grid is not None:
                beats = round(grid.position(following.start_frame) - grid.position(frame))
                words.append(chord_words.beats_words(max(1, beats)))
        self._mention(", ".join(words))

    def step(self, by: int) -> None:
        """Put the playhead at the next chord, or with -1 at the one before."""
        if self.shown is None:
            self._mention(self.tr("The chords of this song are not known"))
            return
        transport = self._session.transport
        frame = transport.wanted_frame()
        starts = [span.start_frame for span in self.shown.chart.spans]
        if by > 0:
            target = next((start for start in starts if start > frame + 1), None)
        else:
            if transport.playing:
                frame -= _JUST_BEGUN_S * SAMPLE_RATE * transport.tempo_percent / 100
            target = next((start for start in reversed(starts) if start < frame), None)
        if target is not None:
            transport.seek(target)
            span = self.shown.chart.at(target)
            assert span is not None
            self._mention(chord_words.spoken_span(span, self.shown))

    def move_capo(self, by: int) -> None:
        """Put the capo one fret higher or lower."""
        self._reading.set_capo(self._reading.capo + by)
        shown = self.shown or ShownChords(ChordChart(), None, 0, self._reading.capo)
        self._mention(chord_words.capo_words(shown))

    def transpose(self, by: int) -> None:
        """Let the song sound a semitone higher or lower; chords follow."""
        transport = self._session.transport
        transport.set_pitch(transport.pitch_semitones + by)
        shown = self.shown
        if shown is not None and shown.heard_key is not None:
            self._mention(chord_words.key_name(shown.heard_key))

    def type_here(self) -> None:
        """Let a chord be typed that begins at the beat nearest to the playhead."""
        frame = self._session.transport.wanted_frame()
        self.type_at(nearest_beat(self._session.song_beats.grid, frame))

    def type_at(self, frame: int) -> None:
        """Let a chord be typed that begins there, and lasts until the next begins."""
        self.set_row_wanted(True)
        if self.shown is None:
            self._begun_by_hand = True
            self._show()
        shown = self.shown
        index = None if shown is None else shown.chart.index_at(max(0, frame))
        if shown is None or index is None:
            return
        span = shown.chart.spans[index]
        if frame <= span.start_frame:
            self.lane.edit(index)
        else:
            self.lane.type_between(frame, span.stop_frame)

    def go_back_to_found(self) -> None:
        """Forget what was corrected."""
        self._reading.set_chords(None)

    def _sound(self, index: int) -> None:
        assert self.shown is not None
        span = self.shown.chart.spans[index]
        if span.chord is not None:
            # As recorded: the engine sounds it as high as the song is heard.
            self._session.engine.post(SoundChord(tuple(map(float, voiced(span.chord)))))
        self.told.emit(chord_words.spoken_span(span, self.shown))

    def _on_cursor_moved(self, index: int) -> None:
        if self.shown is not None:
            self.told.emit(chord_words.spoken_span(self.shown.chart.spans[index], self.shown))

    def _on_typed(self, start_frame: int, stop_frame: int, text: str) -> None:
        shown = self.shown
        if shown is None:
            return
        typed = chord_words.typed_chord(text)
        chord = None if typed is None else shown.recorded(typed)
        if shown.chart.at(start_frame) != ChordSpan(start_frame, stop_frame, chord):
            self._session.history.end_move()
            self._reading.set_chords(shown.chart.with_chord(start_frame, stop_frame, chord))
            self._session.history.end_move()

    def _on_border_moved(self, index: int, frame: int) -> None:
        if self.shown is not None:
            self._session.history.end_move()
            self._reading.set_chords(self.shown.chart.with_border(index, frame))
            self._session.history.end_move()

    def _on_refused(self, text: str) -> None:
        self._news.say(chord_words.not_a_chord(text), "warning")

    def _on_key_chosen(self, key: Key | None) -> None:
        if key is not None and self.shown is not None:
            key = key.transposed(-self.shown.semitones)
        self._reading.set_key(key)

    def _mention(self, text: str) -> None:
        self._news.mention(text[:1].upper() + text[1:])
        self.told.emit(text)
