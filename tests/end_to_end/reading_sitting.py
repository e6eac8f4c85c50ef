"""What a musician does with what the demo song says, while pictures are taken of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.main_window import MainWindow
from app.views.reading.note_layer import NotesShown
from player.multitrack import SAMPLE_RATE
from tests.end_to_end import demo_papers

if TYPE_CHECKING:
    from tests.end_to_end.photographer import Photographer

# Somewhere in each, and what a musician calls it.
_SECTIONS = ((12.0, "Verse"), (30.0, "Chorus"), (46.0, "Break"))
_PLAYED_FROM_S, _SHORTLY_S = 27.5, 0.4


class ReadingSitting:
    """Once the song was read: names its sections, and turns to one page after another."""

    def __init__(self, window: MainWindow) -> None:
        self._hands = window.reading_hands
        self._panel = window.song_page.lower_panel
        self._session = window.session
        self._folder = tempfile.TemporaryDirectory()

    def is_read(self) -> bool:
        """Whether everything is found that is looked for in this song."""
        reading = self._session.reading
        return reading.chords is not None and not reading.is_looking

    def name_sections(self) -> None:
        """Call them what they are."""
        desk = self._hands.sections.desk
        for at_s, name in _SECTIONS:
            index = desk.sections.index_at(round(at_s * SAMPLE_RATE))
            if index is not None:
                desk.rename(index, name)

    def plan(self, photographer: Photographer) -> None:
        """Say which pages are seen, and when a picture is taken."""
        hands, folder = self._hands, Path(self._folder.name)
        self._plan_picture(photographer, "notes", lambda: hands.notes.set_shown(NotesShown.BLOCKS))
        photographer.after(0.1, lambda: hands.notes.set_shown(NotesShown.NOTHING))
        self._plan_picture(photographer, "chords", lambda: self._panel.choose_page("chords"))
        words, tab, melody = (folder / name for name in ("song.lrc", "bass.gp5", "song.musicxml"))
        demo_papers.write_lyrics(words)
        demo_papers.write_tab(tab)
        demo_papers.write_melody(melody)
        self._plan_picture(photographer, "lyrics", lambda: hands.lyrics.desk.open(words))
        self._plan_picture(photographer, "tab", lambda: hands.score.open(tab))
        self._plan_picture(photographer, "score", lambda: hands.score.open(melody))

    def close(self) -> None:
        """No page needs its file any more."""
        self._folder.cleanup()

    def _plan_picture(
        self, photographer: Photographer, name: str, turn_there: Callable[[], object]
    ) -> None:
        """While it plays: taking the picture before may have held it up."""
        transport = self._session.transport

        def played_s() -> float:
            return transport.position_frame() / SAMPLE_RATE - _PLAYED_FROM_S

        photographer.after(0.1, lambda: transport.seek(round(_PLAYED_FROM_S * SAMPLE_RATE)))
        photographer.when(lambda: played_s() < _SHORTLY_S, turn_there)
        photographer.when(lambda: played_s() > 2 * _SHORTLY_S, lambda: photographer.shoot(name))
