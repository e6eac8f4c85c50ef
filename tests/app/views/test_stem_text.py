"""What a stem is called."""

from __future__ import annotations

import pytest

from app.views.stem_text import groups_title, stem_name, stem_title
from separation.recipe import REST


@pytest.mark.parametrize(
    ("stem", "name", "title"),
    [
        ("bass", "bass", "Bass"),
        ("Lead vocals", "Lead vocals", "Lead vocals"),
        (REST, "everything else", "Everything else"),
    ],
)
def test_names(stem: str, name: str, title: str) -> None:
    assert stem_name(stem) == name
    assert stem_title(stem) == title


def test_views_are_called_by_what_stands_alone() -> None:
    assert groups_title(None) == "All stems"
    assert groups_title("vocals") == "Vocals and everything else"
