"""What the job and its child process say to each other: one JSON object per line.

Job to child: the request, then a focus each time the child asks for one, or the word to cancel.
Child to job: events, and before each segment the question what the musician is at now.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from separation import errors
from separation.errors import SeparationError
from separation.events import (
    Cancelled,
    Failed,
    Finished,
    MemoryShort,
    ModelLoaded,
    Progress,
    SeparationEvent,
    SpanFinished,
)
from separation.models import ModelInfo, model_info
from separation.recipe import Quality, Recipe
from separation.segment_order import Focus
from separation.spans import Span


@dataclass(frozen=True)
class WorkOrder:
    """What the child is to separate, with what, and into which folder."""

    mix_path: Path
    store_folder: Path
    model: str
    quality: str
    wanted: tuple[str, ...]
    device: str
    cores: int | None

    @property
    def recipe(self) -> Recipe:
        """What is to be made of the song."""
        return Recipe(model_info(self.model), Quality(self.quality), self.wanted)


@dataclass(frozen=True)
class MeasureOrder:
    """What a child is to measure; without a model, only what there is to compute on."""

    model: str | None
    device: str

    @property
    def info(self) -> ModelInfo:
        """What is known of the model."""
        assert self.model is not None
        return model_info(self.model)


@dataclass(frozen=True)
class Measured:
    """devices: what can be computed on, fastest first. device: what was measured; cost: seconds
    until one network has heard a second more of sound; load_s: seconds until it was loaded.
    """

    devices: tuple[str, ...]
    device: str
    cost: float | None
    load_s: float | None


@dataclass(frozen=True)
class AskFocus:
    """The child wants to know the playhead and the loop."""


@dataclass(frozen=True)
class Cancel:
    """The child shall stop."""


Message = SeparationEvent | WorkOrder | Focus | AskFocus | Cancel | MeasureOrder | Measured
_KINDS = {
    kind.__name__: kind
    for kind in (
        *(WorkOrder, Focus, AskFocus, Cancel, MeasureOrder, Measured),
        *(ModelLoaded, MemoryShort, SpanFinished, Progress, Finished, Cancelled, Failed),
    )
}


def encode(message: Message) -> bytes:
    """One line for `message`."""
    fields = {name: _plain(value) for name, value in vars(message).items()}
    return json.dumps({"kind": type(message).__name__, **fields}).encode() + b"\n"


def decode(line: bytes) -> Message:
    """The message that `line` was made from.

    Raises: ValueError if it is no such line.
    """
    try:
        fields = json.loads(line)
        kind = _KINDS[fields.pop("kind")]
        message: Message = kind(**{name: _rich(value) for name, value in fields.items()})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a message: {line[:200]!r}") from error
    return message


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return {"path": str(value)}
    if isinstance(value, Span):
        return {"span": [value.start_frame, value.stop_frame]}
    if isinstance(value, OSError):
        return {"os_error": [value.errno, value.strerror or str(value)]}
    if isinstance(value, SeparationError):
        fields = {name: _plain(field) for name, field in vars(value).items()}
        return {"error": type(value).__name__, "fields": fields}
    return value


def _rich(value: Any) -> Any:
    match value:
        case {"path": path}:
            return Path(path)
        case {"span": [start_frame, stop_frame]}:
            return Span(start_frame, stop_frame)
        case {"os_error": [number, text]}:
            return OSError(number, text)
        case {"error": name, "fields": fields}:
            kind = getattr(errors, name)
            return kind(**{field: _rich(content) for field, content in fields.items()})
        case list():
            return tuple(_rich(item) for item in value)
    return value
