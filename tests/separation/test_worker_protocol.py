"""Everything the job and its child say to each other arrives as it was said."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from separation import errors
from separation.events import (
    Cancelled,
    Failed,
    Finished,
    MemoryShort,
    ModelLoaded,
    Progress,
    SpanFinished,
)
from separation.segment_order import Focus
from separation.spans import Span
from separation.worker_protocol import AskFocus, Cancel, Message, WorkOrder, decode, encode


@pytest.mark.parametrize(
    "message",
    [
        WorkOrder(Path("/songs/ü\n.wav"), Path("/cache"), "compact", "normal", (), "auto", None),
        WorkOrder(
            Path("/songs/a.wav"), Path("/cache"), "a+b", "better", ("bass", "drums"), "cpu", 3
        ),
        Focus(5, Span(1, 9)),
        Focus(),
        AskFocus(),
        Cancel(),
        ModelLoaded("compact", "cuda"),
        MemoryShort("cuda", "cpu"),
        SpanFinished(3, 8),
        Progress(0.25, None),
        Progress(1 / 3, 0.1),
        Finished(Path("/cache")),
        Cancelled(),
    ],
)
def test_messages_arrive_as_they_were(message: Message) -> None:
    line = encode(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode(line) == message


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "error",
    [
        errors.SeparationCancelledError(),
        errors.UnknownModelError("x", ("compact", "y")),
        errors.UnlikeModelsError(("x", "y")),
        errors.UnknownStemError("kazoo", ("bass",)),
        errors.WeightsMissingError(Path("/w")),
        errors.WeightsDamagedError(Path("/w")),
        errors.WeightsNotHereError(Path("w.th")),
        errors.WeightsUnknownError(Path("/w.th")),
        errors.NotAModelError(Path("/w.th")),
        errors.WeightsUnreadableError(Path("/w.th"), FULL),
        errors.WeightsWriteError(Path("/w.th"), FULL),
        errors.CheckpointDamagedError(Path("/w.th"), "is not the file it was"),
        errors.CheckpointUnsafeError(Path("/w.th"), "names os.system"),
        errors.CheckpointUnsuitableError(Path("/w.th"), "is a Demucs"),
        errors.ModelNameUnusableError("compact"),
        errors.TransferCancelledError(),
        errors.NoNetworkError("host"),
        errors.ProxyUnusableError("host", "407"),
        errors.DownloadRefusedError("host", 404),
        errors.DeviceMissingError("cuda", ("cpu",)),
        errors.NotEnoughMemoryError("cuda"),
        errors.WavUnusableError(Path("/m.wav"), "is cut short"),
        errors.StoreWriteError(Path("/c"), FULL),
        errors.StoreDamagedError(Path("/c"), "is not a record"),
        errors.StoreInUseError(Path("/c")),
        errors.WorkerDiedError(-9, "last"),
        errors.WorkerStartError(FULL),
        errors.MissingStemsError(("bass",)),
        errors.StemLengthsError({"bass": 3, "mix": 4}),
    ],
)
def test_errors_arrive_with_their_class_fields_and_words(error: errors.SeparationError) -> None:
    arrived = decode(encode(Failed(error)))
    assert isinstance(arrived, Failed)
    assert type(arrived.error) is type(error)
    assert str(arrived.error) == str(error)
    before, after = vars(error).copy(), vars(arrived.error).copy()
    for fields in (before, after):
        if "cause" in fields:
            fields["cause"] = (fields["cause"].errno, fields["cause"].strerror)
    assert after == before


def test_a_full_disk_is_known_as_such_on_the_other_side() -> None:
    arrived = decode(encode(Failed(errors.StoreWriteError(Path("/c"), FULL))))
    assert isinstance(arrived, Failed)
    assert isinstance(arrived.error, errors.StoreWriteError)
    assert arrived.error.disk_full
    denied = errors.StoreWriteError(Path("/c"), OSError(errno.EACCES, "Permission denied"))
    assert not denied.disk_full


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"hello\n",
        b"[]\n",
        b'{"kind": "Popen"}\n',
        json.dumps({"kind": "Focus", "x": 1}).encode(),
    ],
)
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a message|Expecting"):
        decode(line)
