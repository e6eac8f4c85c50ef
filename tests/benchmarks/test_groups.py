"""Every group of benchmarks can be begun, and CONTRIBUTING says what it measures."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import GROUPS

_CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_tables_and_a_line_that_says_of_what(group: str) -> None:
    assert callable(importlib.import_module(f"tests.benchmarks.{group}").tables)
    assert f"| `{group}` |" in _CONTRIBUTING.read_text("utf-8")
