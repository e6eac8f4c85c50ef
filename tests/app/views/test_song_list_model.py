"""A song of the library in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt

from app.library import LibrarySong, SongOnDisk
from app.views.song_list_model import SongListModel

NOON_S = datetime(2026, 3, 14, 12, 0).timestamp()
DAY_S = 86400.0
HERE = SongOnDisk(disk_bytes=312_000_000, models=("Compact",))


def song(
    opened_at_s: float = NOON_S - DAY_S,
    duration_s: float = 249.0,
    on_disk: SongOnDisk | None = HERE,
    key: str = "a",
    title: str = "Potassium",
) -> LibrarySong:
    return LibrarySong(key, title, Path("/music/potassium.mp3"), duration_s, opened_at_s, on_disk)


@pytest.fixture
def model() -> SongListModel:
    QLocale.setDefault(QLocale.c())
    return SongListModel(now_s=lambda: NOON_S)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2026, 3, 14, 0, 1), "today"),
        (datetime(2026, 3, 13, 23, 59), "yesterday"),
        (datetime(2026, 3, 13, 0, 1), "yesterday"),
        (datetime(2026, 3, 12, 23, 59), "12 March"),
        (datetime(2025, 12, 31, 12, 0), "31 Dec 2025"),
    ],
)
def test_when_it_was_opened(model: SongListModel, when: datetime, words: str) -> None:
    assert model.opened(song(when.timestamp())) == words


def test_what_a_screen_reader_says(model: SongListModel) -> None:
    model.set_songs((song(),))
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Potassium, 4 minutes 9, separated with Compact, opened yesterday"


@pytest.mark.parametrize(
    ("duration_s", "words"),
    [(249.9, "4 minutes 9"), (120.0, "2 minutes"), (61.0, "1 minute 1"), (9.0, "9 seconds")],
)
def test_spoken_lengths(model: SongListModel, duration_s: float, words: str) -> None:
    assert model.spoken(song(duration_s=duration_s)).split(", ")[1] == words


@pytest.mark.parametrize(
    ("on_disk", "seen", "heard"),
    [
        (None, "", "Potassium, 4 minutes 9, opened yesterday"),
        (SongOnDisk(), "not separated", "Potassium, 4 minutes 9, not separated, opened yesterday"),
        (
            SongOnDisk(models=("HTDemucs", "Compact"), is_partly=True),
            "partly: HTDemucs, Compact",
            "Potassium, 4 minutes 9, partly separated with HTDemucs, Compact, opened yesterday",
        ),
        (
            SongOnDisk(is_found=False),
            "not separated",
            "Potassium, 4 minutes 9, not separated, opened yesterday, its file is not found",
        ),
    ],
)
def test_separated_and_found(
    model: SongListModel, on_disk: SongOnDisk | None, seen: str, heard: str
) -> None:
    one = song(on_disk=on_disk)
    assert model.separated(one) == seen
    assert model.spoken(one) == heard


def test_places_and_sizes(model: SongListModel) -> None:
    assert model.place(song()) == str(Path("/music/potassium.mp3"))
    assert "not found" in model.place(song(on_disk=SongOnDisk(is_found=False)))
    at_home = LibrarySong("a", "A", Path.home() / "Music" / "a.mp3", 1.0, 1.0)
    assert model.place(at_home) == str(Path("~/Music/a.mp3"))
    assert "not known" in model.place(LibrarySong("a", "A", None, 0.0, 1.0))
    assert model.size(song()) == "312 MB"
    assert model.size(song(on_disk=SongOnDisk())) == ""
    assert model.length(song(duration_s=0.0)) == ""


def test_the_open_song_says_so(model: SongListModel) -> None:
    model.set_songs((song(),))
    model.set_open("a", is_separating=True)
    assert model.opened(song()) == "open now"
    assert model.spoken(song()) == "Potassium, 4 minutes 9, separating …, open now"
    assert model.opened(song(key="b")) == "yesterday"


def test_only_what_is_found_is_shown(model: SongListModel) -> None:
    model.set_songs((song(), song(key="b", title="Für Elise")))
    model.set_query("fur")
    assert [each.key for each in model.shown] == ["b"]
    model.set_songs((song(key="c", title="Furioso"), *model.songs))
    assert [each.key for each in model.shown] == ["c", "b"]
    model.set_query("")
    assert model.rowCount() == 3
