"""Notes under the hand: seen over the spectrogram, heard as tones, stepped through, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QColor

from app.error_messages import sentence
from app.reading.note_edits import NoteEdits
from app.reading.note_menu import NoteMenu
from app.reading.note_steps import DRUMS, NoteSteps
from app.reading.note_track import NoteTrack
from app.reading.note_words import UNCERTAIN
from app.reading.notes_export import NotesExport
from app.reading.notes_import import NotesImport
from app.theme import BLEND, DARK, MIX, stem_colour
from app.views.late import Late
from app.views.reading.note_editing import NoteEditing
from app.views.reading.note_layer import NotesShown, Voice
from app.views.reading.notes_popup import NotesHeard, NotesPopup, NotesReport
from app.views.stem_text import stem_title
from player.reading.note_quantising import tuning_of
from player.reading.song_notes import SongNote, SongNotes
from player.transport import EndTone, StartTone

if TYPE_CHECKING:
    from app.main_window import MainWindow

_SHOWN, _GAIN = "notes/shown", "notes/gain_db"
# Whose notes are meant while the picture is not of one stem.
_USUAL = ("bass", "vocals")


class NoteHand(QObject):
    """Ties the notes of the open song to the spectrogram and the menu of a window.

    `told(words)`: what is to be heard of them.
    """

    told = Signal(str)

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self._session = session = window.session
        self._settings = settings
        self._page, self._news, self._looks = window.song_page, window.news, window.looks
        self._spectrogram = window.song_page.spectrogram
        self._layer = self._spectrogram.plot.notes
        parts = (session.reading, session.song_beats, session.transport)
        self.edits = NoteEdits(*parts, session.history, self)
        self.steps = NoteSteps(*parts, self)
        self.track = NoteTrack(session.reading, session.transport, self)
        self.export = NotesExport(session, window.news, window)
        self.imports = NotesImport(session, window.news, window)
        self.editing = NoteEditing(self._layer, self._spectrogram.plot.overlay)
        self._late_popup = Late(self._new_popup)
        self._muted_for: set[str] = set()
        self._report: NotesReport | None = None
        self._menu = NoteMenu(window.menus, self)
        self._connect_session()
        self._spectrogram.notes.clicked.connect(self._open)
        self._connect_editing()
        self._remember()
        self._show()

    def close(self) -> None:
        """End with the window."""
        self.track.close()
        self.export.close()
        self.imports.close()

    def _connect_session(self) -> None:
        session, reading = self._session, self._session.reading
        session.beside.add(self.track)
        session.song_begun.connect(lambda *_: self._on_song_begun())
        session.desk.changed.connect(lambda _: self._show_report())
        reading.notes_changed.connect(lambda _: self._show())
        reading.drum_hits_changed.connect(self._show)
        reading.key_changed.connect(self._show)
        reading.looking_changed.connect(lambda _: self._show_report())
        session.transport.box_changed.connect(self._on_box)
        session.grid_edits.moving_changed.connect(self._on_lines_move)
        self.track.chosen_changed.connect(self._show_report)
        self.track.failed.connect(lambda error: self._news.say(sentence(error), "warning"))
        self.steps.told.connect(self._tell)
        self.steps.stepped.connect(self._on_stepped)
        self._spectrogram.source_changed.connect(self._on_source)

    @property
    def popup(self) -> NotesPopup:
        """What can be chosen of them."""
        return self._late_popup.wanted()

    def _new_popup(self) -> NotesPopup:
        popup = NotesPopup(self._looks.theme, self._spectrogram)
        self._looks.theme_changed.connect(popup.set_theme)
        popup.shown_chosen.connect(self.set_shown)
        popup.heard_chosen.connect(self.set_heard)
        popup.gain_db_changed.connect(self._set_gain)
        popup.edit_clicked.connect(self.begin_editing)
        popup.quantise_clicked.connect(self.quantise)
        popup.found_clicked.connect(self.go_back_to_found)
        if self._report is not None:
            popup.set_report(self._report)
        return popup

    def _connect_editing(self) -> None:
        edits, editing = self.edits, self.editing
        editing.pressed.connect(lambda note, adds: edits.choose(note, adds=adds))
        editing.held.connect(edits.take_hold)
        editing.dragged.connect(
            lambda frames, semitones, is_free: edits.drag(frames, semitones, is_free=is_free)
        )
        editing.dropped.connect(edits.drop)
        editing.cancelled.connect(edits.cancel_drag)
        editing.clicked.connect(edits.choose_only)
        editing.note_wanted.connect(
            lambda frame, midi, is_free: edits.add(frame, midi, is_free=is_free)
        )
        editing.choice_stepped.connect(
            lambda step, extends: edits.step_choice(step, extends=extends)
        )
        editing.raised.connect(edits.raise_by)
        editing.edge_stepped.connect(edits.step_edge)
        editing.removed.connect(edits.remove)
        editing.note_wanted_here.connect(edits.add_here)
        editing.sounded.connect(edits.sound_chosen)
        editing.released.connect(edits.silence)
        editing.left.connect(edits.end)
        edits.editing_changed.connect(self._on_editing)
        edits.notes_changed.connect(self._show_layer)
        edits.chosen_changed.connect(lambda: self._layer.set_chosen(edits.chosen))
        edits.sounded.connect(self._sound)
        edits.silenced.connect(lambda: self._session.engine.post(EndTone()))
        edits.told.connect(self._on_edited)
        edits.refused.connect(self._tell)

    def _remember(self) -> None:
        """Show and play them as it was set in an earlier song."""
        shown, gain_db = self._settings.value(_SHOWN), self._settings.value(_GAIN)
        if shown in list(NotesShown):
            self._layer.set_shown(NotesShown(shown))
        if gain_db is not None:
            self.track.set_gain(float(gain_db))

    # Which notes.

    @property
    def stem(self) -> str:
        """Whose notes are meant: of the shown stem, of the soloed one, or of one that has some."""
        source, names = self._spectrogram.source, self._session.multitrack.names
        if source in names:
            return source
        mix = self._session.desk.shown
        soloed = [name for name in names if mix.strip_of(name).soloed]
        known = [name for name in (*_USUAL, *names) if self._session.reading.notes.get(name)]
        usual = [name for name in _USUAL if name in names]
        return next(iter((*soloed, *known, *usual)), "")

    def _voices(self) -> tuple[str, ...]:
        """Whose notes are seen: of the shown stem, or of all that have some over mix and blend."""
        source, names = self._spectrogram.source, self._session.multitrack.names
        if source in (MIX, BLEND):
            return tuple(name for name in names if name in self._session.reading.notes)
        return (source,) if source in names else ()

    # What hands do.

    def set_shown(self, shown: NotesShown) -> None:
        """Show lines, blocks, or nothing."""
        if self.edits.is_editing and shown is not NotesShown.BLOCKS:
            self.edits.end()
        self._settings.setValue(_SHOWN, shown.value)
        self._layer.set_shown(shown)
        if shown is not NotesShown.NOTHING:
            self._page.lower_panel.choose_page("spectrogram")
            self._say_what_is_missing()
        self._show_report()

    def set_heard(self, heard: NotesHeard) -> None:
        """Play the notes of the stem as tones, beside it or instead of it, or do not."""
        stem, desk = self.stem, self._session.desk
        self.track.set_heard(stem, heard is not NotesHeard.NOTHING)
        if stem in desk.groups.strips:
            is_muted = desk.shown.strip_of(stem).muted
            if heard is NotesHeard.INSTEAD and not is_muted:
                self._muted_for.add(stem)
                desk.set_muted(stem, True)
            elif is_muted and (heard is NotesHeard.BESIDE or stem in self._muted_for):
                desk.set_muted(stem, False)
            if heard is not NotesHeard.INSTEAD:
                self._muted_for.discard(stem)
        # The choice that was pressed may not be what came of it.
        self._report = None
        self._show_report()

    def toggle_heard(self) -> None:
        """Play the notes beside the stem, muted or not, or no more."""
        stem = self.stem
        if not self._session.reading.notes.get(stem, SongNotes()).notes:
            self._say_none_known()
            self._show_report()
            return
        is_heard = self.track.is_heard(stem)
        if is_heard:
            self.set_heard(NotesHeard.NOTHING)
        else:
            self.track.set_heard(stem, True)
        words = self.tr("Notes not heard") if is_heard else self.tr("Notes heard: {stem}")
        self._tell(words.format(stem=stem_title(stem)))

    def step(self, step: int) -> None:
        """To the next note, or with -1 to the one before."""
        self.steps.step(self.stem, step)

    def toggle_editing(self) -> None:
        """Let notes be changed, or no more."""
        if self.edits.is_editing:
            self.edits.end()
        else:
            self.begin_editing()

    def begin_editing(self) -> None:
        """Let the notes of the stem be changed in the spectrogram, which shows it."""
        stem = self.stem
        if not stem or stem == DRUMS:
            self._tell(self.tr("Choose a stem whose notes are to be edited, below the lanes."))
            self._show_report()
            return
        self._session.transport.set_box(None)
        self._session.grid_edits.set_moving(False)
        self._page.lower_panel.choose_page("spectrogram")
        if self._spectrogram.source != stem:
            self._spectrogram.source_chosen.emit(stem)
        self._layer.set_shown(NotesShown.BLOCKS)
        self.edits.begin(stem)

    def open_midi(self) -> None:
        """Take the notes of the stem from a file."""
        stem = self.stem
        if not stem or stem == DRUMS:
            self._tell(self.tr("Choose a stem whose notes are in the file, below the lanes."))
            return
        self.imports.open_midi(stem)

    def quantise(self) -> None:
        """Begin and end the notes on the grid."""
        self.edits.quantise(self.stem)

    def go_back_to_found(self) -> None:
        """Forget what was changed of the stem's notes."""
        self.edits.go_back_to_found(self.stem)

    def _set_gain(self, gain_db: float) -> None:
        self._settings.setValue(_GAIN, gain_db)
        self.track.set_gain(gain_db)

    def _open(self) -> None:
        self._show_report()
        self.popup.open_below(self._spectrogram.notes)

    # What happens.

    def _on_song_begun(self) -> None:
        self.edits.end()
        self.track.begin_song()
        self.steps.forget_bar()
        self._muted_for.clear()
        self._show()

    def _on_source(self, source: str) -> None:
        if self.edits.is_editing and source != self.edits.stem:
            names = self._session.multitrack.names
            self.edits.begin(source if source in names and source != DRUMS else "")
        self._show()

    def _on_box(self, box: object) -> None:
        if box is not None:
            self.edits.end()

    def _on_lines_move(self, moving: bool) -> None:
        if moving:
            # Escape ends one thing at a time.
            self.edits.end()

    def _on_editing(self, stem: str) -> None:
        if stem:
            self.editing.open(stem_title(stem))
            self._tell(self.tr("Notes can be edited"))
        else:
            self.editing.close_up()
            self._tell(self.tr("Notes stay as they are"))
        self._show()

    def _on_stepped(self, note: SongNote | None) -> None:
        if note is not None and self.edits.is_editing:
            self.edits.choose_only(note)

    def _on_edited(self, note: SongNote) -> None:
        self.steps.forget_bar()
        words = self.steps.words_of(self.edits.stem, note)
        self._page.axis.reveal(note.start_frame / self._layer.places.sample_rate)
        self._spectrogram.plot.overlay.show_pitch(note.midi)
        self.editing.setAccessibleDescription(words)
        self._tell(words)

    def _sound(self, midi: float) -> None:
        self._session.engine.post(StartTone(self._layer.places.shown_midi(midi)))

    def _tell(self, words: str) -> None:
        self._news.mention(words)
        self.told.emit(words)

    def _say_what_is_missing(self) -> None:
        has_some = self._voices() and any(
            self._session.reading.notes.get(stem) for stem in self._voices()
        )
        if not has_some and self._spectrogram.source != DRUMS:
            self._say_none_known()

    def _say_none_known(self) -> None:
        if self._session.reading.is_looking:
            self._tell(self.tr("The notes of this song are being looked for."))
        else:
            self._tell(self.tr("No notes of this stem are known."))

    # What is shown.

    def _show(self) -> None:
        self._show_layer()
        self._show_report()

    def _show_layer(self) -> None:
        reading, stems = self._session.reading, self._voices()
        voices = []
        for stem in stems:
            notes = reading.notes.get(stem, SongNotes())
            if stem == self.edits.stem:
                notes = self.edits.notes
            colour = QColor(DARK.text) if len(stems) == 1 else stem_colour(DARK, stem)
            voices.append(Voice(notes, reading.traces.get(stem), colour))
        together = sorted(note for voice in voices for note in voice.notes.notes)
        key = reading.key
        self._layer.set_spelling(
            100 * tuning_of(SongNotes(tuple(together))),
            flats=key is not None and key.prefers_flats,
        )
        self._layer.set_voices(voices)
        hits = reading.drum_hits if self._spectrogram.source == DRUMS else None
        self._layer.set_hits(() if hits is None else hits.hits, stem_colour(DARK, DRUMS))

    def _show_report(self) -> None:
        reading, stem = self._session.reading, self.stem
        notes = reading.notes.get(stem, SongNotes()).notes
        is_edited = reading.edits.notes_of(stem) is not None
        heard = NotesHeard.NOTHING
        if self.track.is_heard(stem):
            is_muted = self._session.desk.shown.strip_of(stem).muted
            heard = NotesHeard.INSTEAD if is_muted else NotesHeard.BESIDE
        report = NotesReport(
            stem_title(stem) if stem else self.tr("Notes"),
            self._known_words(stem, notes, is_edited=is_edited),
            self._layer.shown,
            heard,
            self.track.gain_db,
            can_hear=bool(notes),
            can_change=bool(stem) and stem != DRUMS,
            can_go_back=is_edited,
        )
        if report != self._report:
            # Faders are moved more often than that changes.
            self._report = report
            if self._late_popup.made is not None:
                self._late_popup.made.set_report(report)
        self._spectrogram.set_notes_shown(self._layer.shown is not NotesShown.NOTHING)
        self._menu.show(
            self._layer.shown,
            heard=heard is not NotesHeard.NOTHING,
            editing=self.edits.is_editing,
        )
        self._menu.found.setEnabled(is_edited)

    def _known_words(self, stem: str, notes: tuple[SongNote, ...], *, is_edited: bool) -> str:
        """How many there are, and how sure that is."""
        reading = self._session.reading
        if stem == DRUMS and reading.drum_hits is not None:
            return self.tr("%n hits found: they stand at the foot", "", len(reading.drum_hits.hits))
        if not notes:
            if reading.is_looking:
                return self.tr("Being looked for …")
            return self.tr("No notes are known. You can write them: Edit notes.")
        if is_edited:
            return self.tr("%n notes, set by you", "", len(notes))
        unsure = sum(note.confidence < UNCERTAIN for note in notes)
        words = self.tr("%n notes found", "", len(notes))
        if unsure:
            words += ", " + self.tr("%n of them uncertain", "", unsure)
        return words
