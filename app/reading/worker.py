"""The process that reads a song: told where it lies, it keeps every part that it finds beside it,
and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.analysis_worker import answer, sound_of
from app.reading.found_reading import FoundHarmony, FoundNotes, Part, PartValue
from app.reading.reading_order import ReadingOrder
from player.multitrack import SAMPLE_RATE
from player.reading.chord_recognition import find_harmony
from player.reading.drum_transcription import find_drum_hits
from player.reading.note_tracking import find_notes
from player.reading.section_structure import find_sections


def find(part: Part, order: ReadingOrder) -> PartValue:
    """Look for one part. Raises: OSError, WavUnusableError, MemoryError."""
    return _FINDERS[part](order)


def _harmony(order: ReadingOrder) -> PartValue:
    sounds = order.sounds
    other = sound_of(sounds.pitched) if sounds.pitched else None
    bass = None if sounds.bass is None else sound_of((sounds.bass,))
    chords, key = find_harmony(other, bass, sound_of(sounds.mix), order.grid, SAMPLE_RATE)
    return FoundHarmony(chords, key)


def _sections(order: ReadingOrder) -> PartValue:
    return find_sections(sound_of(order.sounds.mix), order.grid, SAMPLE_RATE)


def _notes(part: Part, path: Path | None) -> PartValue:
    assert path is not None
    return FoundNotes(*find_notes(sound_of((path,)), SAMPLE_RATE, part.value))


def _drums(order: ReadingOrder) -> PartValue:
    assert order.sounds.drums is not None
    return find_drum_hits(sound_of((order.sounds.drums,)), SAMPLE_RATE)


_FINDERS: dict[Part, Callable[[ReadingOrder], PartValue]] = {
    Part.HARMONY: _harmony,
    Part.SECTIONS: _sections,
    Part.BASS: lambda order: _notes(Part.BASS, order.sounds.bass),
    Part.VOCALS: lambda order: _notes(Part.VOCALS, order.sounds.vocals),
    Part.DRUMS: _drums,
}


def _answers(line: bytes) -> Iterator[dict[str, Any]]:
    order = ReadingOrder.decode(line)
    for part in order.parts:
        try:
            order.store.write(part, find(part, order))
            yield {"part": part}
        except Exception as error:  # it is told, and the other parts are found all the same
            yield {"part": part, "error": str(error) or type(error).__name__}


if __name__ == "__main__":
    answer(_answers)
