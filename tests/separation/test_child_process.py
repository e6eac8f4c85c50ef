"""Children disturb nobody."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from separation.child_process import start_child

_LOWEST = 19


@pytest.mark.skipif(sys.platform == "win32", reason="its priority is a class there")
def test_a_child_has_the_lowest_priority_before_it_has_imported_anything() -> None:
    with start_child("json.tool", stderr=subprocess.DEVNULL) as child:
        assert os.getpriority(os.PRIO_PROCESS, child.pid) == _LOWEST
        answer, _ = child.communicate(b"[1]", timeout=20)
    assert answer.split() == [b"[", b"1", b"]"]


def test_what_it_is_told_and_where_it_lives() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "utf-16-le"}
    with start_child(
        "json.tool", "--compact", stderr=subprocess.DEVNULL, environment=environment
    ) as child:
        answer, _ = child.communicate("[1, 2]".encode("utf-16-le"), timeout=20)
    assert answer.decode("utf-16-le").strip() == "[1,2]"
