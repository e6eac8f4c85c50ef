"""Every error becomes one sentence for a person."""

from __future__ import annotations

import errno
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import errors as app
from app.error_messages import sentence
from app.errors import SongStoreError
from player import errors as player
from separation import errors as separation

_ARGUMENTS: dict[str, Any] = {
    "path": Path("/music/a song.mp3"),
    "detail": "detail",
    "device_name": "Speakers",
    "reason": "reason",
    "name": "htdemucs",
    "known": ("compact",),
    "device": "cuda",
    "available": ("cpu",),
    "cause": OSError(errno.ENOSPC, "No space left on device"),
    "exit_code": -9,
    "missing": ("bass",),
    "frames": {"bass": 1, "drums": 2},
    "message": "message",
    "unknown": ("kazoo",),
    "version": 2,
    "duration_s": 12.5,
    "stem": "kazoo",
    "names": ("htdemucs", "htdemucs_6s"),
    "title": "Compact",
    "megabytes": 84,
    "host": "models.example",
    "status": 404,
    "folder": Path("/music/Woodshed"),
    "aside": Path("/data/songs/a song.json.damaged"),
    "found": 3,
    "clicks": 8,
    "apart_s": 0.03,
}


def every_error() -> Iterator[Exception]:
    """One of each error class of the rooms, leaving out their bases."""
    for module in (player, separation, app):
        for _, kind in inspect.getmembers(module, inspect.isclass):
            own = kind.__module__ == module.__name__
            told = own and kind is not app.SongDroppedError
            if told and issubclass(kind, Exception) and not kind.__subclasses__():
                names = [
                    name
                    for name, parameter in inspect.signature(kind).parameters.items()
                    if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
                    and parameter.default is inspect.Parameter.empty
                ]
                yield kind(*(_ARGUMENTS[name] for name in names))


@pytest.mark.parametrize("error", list(every_error()), ids=lambda error: type(error).__name__)
def test_every_error_has_a_sentence(error: Exception) -> None:
    text = sentence(error)
    assert "\n" not in text
    assert text[0].isupper() or text[0] == "“"
    assert text.endswith((".", "?"))
    assert "Traceback" not in text
    assert "does not know" not in text


def test_a_full_disk_is_named() -> None:
    error = SongStoreError(OSError(errno.ENOSPC, "No space left on device"))
    assert sentence(error).startswith("The disk is full.")


def test_what_is_wrong_with_a_model_says_what_to_do() -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    path = Path("/data/models/a.th")
    assert "disk is full" in sentence(separation.WeightsWriteError(path, full))
    denied = OSError(errno.EACCES, "Permission denied")
    assert "“/data/models” (Permission denied)" in sentence(
        separation.WeightsWriteError(path, denied)
    )
    assert "nothing in it was run" in sentence(separation.CheckpointUnsafeError(path, "os.system"))
    assert "cannot be reached" in sentence(separation.NoNetworkError("models.example"))
    assert "sign in" in sentence(separation.WebPageError("models.example"))


def test_the_unknown_is_said_to_be_unknown() -> None:
    assert "ZeroDivisionError" in sentence(ZeroDivisionError("division by zero"))
