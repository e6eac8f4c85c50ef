"""Of several stems, a take fits the one that it plays."""

from __future__ import annotations

import pytest

from player.multitrack import SAMPLE_RATE
from player.note_events import NoteEvent, Part, find_notes
from player.stem_fit import stem_fit
from player.take_comparison import compare
from tests.played_parts import BASS, DRUMS, VOICE, line, mistaken, sound

KINDS = (BASS, VOICE, DRUMS)
FRAMES = 6 * SAMPLE_RATE


def _notes(kind: str, *, is_take: bool) -> tuple[NoteEvent, ...]:
    """In the same rhythm, all of them."""
    played = line(kind, 12, seed=3)
    if is_take:
        played = mistaken(played, kind, 3, 1.0).take
    found = find_notes(sound(kind, played, seed=int(is_take)), SAMPLE_RATE, Part.MELODY)
    assert found is not None
    return found


def _fit(stem: tuple[NoteEvent, ...], take: tuple[NoteEvent, ...]) -> float:
    comparison = compare(
        stem,
        take,
        part=Part.MELODY,
        sample_rate=SAMPLE_RATE,
        tempo_ratio=1.0,
        start_frame=0,
        stop_frame=FRAMES,
    )
    return stem_fit(stem, take, comparison)


@pytest.mark.parametrize("kind", KINDS)
def test_a_take_fits_its_own_stem_best(kind: str) -> None:
    take = _notes(kind, is_take=True)
    fits = {each: _fit(_notes(each, is_take=False), take) for each in KINDS}
    assert max(fits, key=lambda each: fits[each]) == kind
    assert fits[kind] > 1.3 * sorted(fits.values())[-2]
    assert all(0.0 <= fit <= 1.0 for fit in fits.values())


def test_silence_fits_nothing() -> None:
    assert _fit(_notes(BASS, is_take=False), ()) == 0.0
