"""What is spoken when keys, menus or pedals change the sound, and when a change is undone."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.announcer import Announcer
from app.practice_session import PracticeSession
from app.translation import decimal_point
from app.views.song_page import SongPage
from app.views.stem_text import stem_title
from app.views.transport_bar import TransportBar
from player.mixer import MixerState, StemMix


class SpokenChanges(QObject):
    """Tells an announcer of mutes, solos, tempo and pitch, and of what is undone; but not of what
    the widget that has the keyboard shows, which screen readers read by themselves.
    """

    def __init__(
        self,
        session: PracticeSession,
        bar: TransportBar,
        page: SongPage,
        announcer: Announcer,
    ) -> None:
        super().__init__(announcer)
        self._announcer = announcer
        self._bar = bar
        self._page = page
        self._mixer = MixerState()
        session.desk.changed.connect(self._on_mix_changed)
        session.transport.tempo_changed.connect(self._on_tempo_changed)
        session.transport.pitch_changed.connect(self._on_pitch_changed)
        session.history.undoing.connect(self._on_undoing)
        session.history.redoing.connect(self._on_redoing)

    def _on_undoing(self, name: str) -> None:
        self._announcer.tell("history", self.tr("Undone: {name}").format(name=name))

    def _on_redoing(self, name: str) -> None:
        self._announcer.tell("history", self.tr("Redone: {name}").format(name=name))

    def _on_mix_changed(self, mixer: MixerState) -> None:
        before, self._mixer = self._mixer, mixer
        if [name for name, _ in before.strips] != [name for name, _ in mixer.strips]:
            return
        for stem, mix in mixer.strips:
            self._tell_strip(stem, before.strip_of(stem), mix)

    def _tell_strip(self, stem: str, before: StemMix, mix: StemMix) -> None:
        strip, title = self._page.lane_area.strips.get(stem), stem_title(stem)
        focused = QApplication.focusWidget()
        if mix.muted != before.muted and (strip is None or focused is not strip.mute):
            text = self.tr("{stem} muted") if mix.muted else self.tr("{stem} not muted")
            self._announcer.tell(f"mute {stem}", text.format(stem=title))
        if mix.soloed != before.soloed and (strip is None or focused is not strip.solo):
            text = self.tr("{stem} soloed") if mix.soloed else self.tr("{stem} not soloed")
            self._announcer.tell(f"solo {stem}", text.format(stem=title))

    def _on_tempo_changed(self, percent: float) -> None:
        if QApplication.focusWidget() is not self._bar.tempo:
            text = self.tr("{percent} percent").format(percent=round(percent))
            self._announcer.tell("tempo", text)

    def _on_pitch_changed(self, semitones: float) -> None:
        pitch = self._bar.pitch
        if QApplication.focusWidget() in (pitch.semitones, pitch.cents):
            return
        text = self.tr("Original pitch")
        if semitones:
            text = self._pitch_words(semitones)
        self._announcer.tell("pitch", text)

    def _pitch_words(self, semitones: float) -> str:
        by = f"{abs(semitones):g}".replace(".", decimal_point())
        if by == "1":
            higher, lower = self.tr("1 semitone higher"), self.tr("1 semitone lower")
        else:
            higher, lower = self.tr("{by} semitones higher"), self.tr("{by} semitones lower")
        return (higher if semitones > 0 else lower).format(by=by)
