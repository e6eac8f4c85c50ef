"""What a musician does with what the demo song says, while pictures are taken of it."""

from __future__ import annotations

import tempfile
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
_SUNG_S = 29.6


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
        return reading.found.drum_hits is not None and not reading.is_looking

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
        photographer.after(0.1, lambda: hands.notes.set_shown(NotesShown.BLOCKS))
        photographer.after(0.8, lambda: photographer.shoot("notes"))
        photographer.after(0.1, lambda: hands.notes.set_shown(NotesShown.NOTHING))
        photographer.after(0.1, lambda: self._panel.choose_page("chords"))
        photographer.after(0.8, lambda: photographer.shoot("chords"))
        demo_papers.write_lyrics(folder / "lyrics.lrc")
        photographer.after(0.1, lambda: hands.lyrics.desk.open(folder / "lyrics.lrc"))
        photographer.when(lambda: self._panel.page_name == "lyrics", self._sing)
        photographer.after(1.0, lambda: photographer.shoot("lyrics"))
        demo_papers.write_tab(folder / "bass.gp5")
        demo_papers.write_melody(folder / "melody.musicxml")
        for name in ("bass.gp5", "melody.musicxml"):
            path = folder / name
            photographer.after(0.1, lambda path=path: hands.score.open(path))
            photographer.when(
                lambda path=path: (
                    hands.score.desk.laid is not None
                    and hands.score.desk.choice is not None
                    and hands.score.desk.choice.path == path
                ),
                lambda: self._panel.choose_page("score"),
            )
            photographer.after(1.0, lambda path=path: photographer.shoot(f"score-{path.stem}"))
        photographer.after(0.1, self._folder.cleanup)

    def _sing(self) -> None:
        self._session.transport.seek(round(_SUNG_S * SAMPLE_RATE))
