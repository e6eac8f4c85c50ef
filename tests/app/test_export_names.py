"""Names of exported files: sensible, and taken by every system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.export_names import (
    file_name,
    heard_words,
    joined,
    mix_words,
    part_words,
    pitch_words,
    tempo_words,
)
from app.file_names import distinct_names, free_names, safe_name
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion

FOUR = ("vocals", "drums", "bass", "other")


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (FOUR, ""),
        (("drums", "bass", "other"), "without vocals"),
        (("bass",), "bass"),
        (("drums", "bass"), "drums and bass"),
        ((), ""),
    ],
)
def test_the_mix_is_called_by_what_is_heard(heard: tuple[str, ...], words: str) -> None:
    assert mix_words(FOUR, heard) == words


def test_of_two_stems_the_missing_one_says_more() -> None:
    assert mix_words(("vocals", "rest"), ("rest",)) == "without vocals"
    assert mix_words(("vocals", "rest"), ("vocals",)) == "vocals"
    assert mix_words((*FOUR, "guitar"), ("drums", "bass", "guitar")) == "without vocals and other"


def test_tempo_pitch_and_part() -> None:
    assert [tempo_words(ratio) for ratio in (1.0, 0.75, 0.625)] == ["", "75 %", "62.5 %"]
    pitches = [pitch_words(semitones) for semitones in (0.0, -2.0, 0.25, 1e-9)]
    assert pitches == ["", "pitch -2", "pitch +0.25", ""]
    loop = LoopRegion(62 * SAMPLE_RATE, 70 * SAMPLE_RATE + 5)
    assert part_words(loop, "") == "1m02s-1m10s"
    assert part_words(loop, "Bridge") == "Bridge"
    assert part_words(None, "") == ""
    assert joined("Song", "", "75 %") == "Song - 75 %"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("AC/DC: Back?", "AC-DC- Back-"),
        ("  two\n words. ", "two words"),
        ("CON", "_CON"),
        ("lpt1.live", "_lpt1.live"),
        ("...", "_"),
        ("", "_"),
        ("Für Élise 夜", "Für Élise 夜"),
        ("u\u0308ber", "über"),
        ("right\u202eleft", "right left"),
    ],
)
def test_names_that_no_system_minds(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text())
def test_any_text_becomes_a_name(text: str) -> None:
    name = safe_name(text)
    assert name.strip(" .") == name != ""
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert len(name.encode()) <= 201
    assert safe_name(name) == name


def test_a_long_title_leaves_room_for_what_else_is_said() -> None:
    name = file_name("夜" * 300, "without vocals", "75 %")
    assert name.endswith("夜 - without vocals - 75 %")
    assert len(name.encode()) < 201


def test_what_is_taken_gets_a_number_all_alike() -> None:
    assert free_names(("a", "b"), "wav", ["c.wav", "a.mp3"]) == ("a", "b")
    assert free_names(("a", "b"), "wav", ["B.WAV"]) == ("a (2)", "b (2)")
    assert free_names(("a", "b"), "wav", ["b.wav", "a (2).wav"]) == ("a (3)", "b (3)")


def test_an_accent_that_is_written_apart_is_the_same_name() -> None:
    """As it is on macOS, where one would replace the other."""
    together, apart = "Caf\u00e9 - mix", "cafe\u0301 - Mix"
    assert free_names((together,), "wav", [f"{apart}.wav"]) == (f"{together} (2)",)
    assert free_names((apart,), "wav", [f"{together}.wav"]) == (f"{apart} (2)",)


def test_two_files_of_one_export_are_never_called_alike() -> None:
    assert distinct_names(("Bass", "bass", "drums", "bass")) == (
        "Bass",
        "bass (2)",
        "drums",
        "bass (3)",
    )


def test_takes_are_said_beside_the_stems() -> None:
    assert heard_words(FOUR, FOUR, ["Take 2"]) == "with Take 2"
    assert heard_words(FOUR, ("bass",), ["Take 1", "Solo"]) == "bass, with Take 1 and Solo"
    assert heard_words(FOUR, (), ["Take 2"]) == "Take 2"
    assert heard_words((), (), ["Take 2"]) == "with Take 2", "the song is not separated, and heard"
    assert heard_words(FOUR, FOUR, []) == ""
