"""Boxes of MP4: found, damaged, added."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest

from player.mp4_boxes import add_to_user_data, boxes, boxes_at
from tests.player.stem_mp4_files import bodies


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def test_boxes_are_found_one_inside_the_other() -> None:
    inner = box(b"free") + box(b"udta", box(b"stem", b"{}"))
    content = box(b"ftyp", b"isom") + box(b"moov", inner) + box(b"moov", box(b"udta"))
    file = io.BytesIO(content)
    (found,) = boxes_at(file, b"moov", b"udta", b"stem")
    assert content[found.body : found.stop] == b"{}"
    assert len(list(boxes_at(file, b"moov", b"udta"))) == 2
    assert list(boxes_at(file, b"moov", b"trak")) == []


def test_long_boxes_and_one_to_the_end() -> None:
    long = struct.pack(">I4sQ", 1, b"mdat", 20) + b"abcd"
    content = long + struct.pack(">I4s", 0, b"moov") + b"rest"
    found = list(boxes(io.BytesIO(content), 0, len(content)))
    assert [(each.kind, content[each.body : each.stop]) for each in found] == [
        (b"mdat", b"abcd"),
        (b"moov", b"rest"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        struct.pack(">I4s", 4, b"moov"),
        struct.pack(">I4s", 400, b"moov"),
        struct.pack(">I4sQ", 1, b"moov", 3),
        struct.pack(">I4s", 1, b"moov"),
    ],
    ids=["nothing", "cut", "smaller than itself", "larger than all", "long and small", "cut long"],
)
def test_what_makes_no_sense_ends_the_search(content: bytes) -> None:
    good = box(b"ftyp")
    file = io.BytesIO(good + content)
    assert [each.kind for each in boxes(file, 0, len(good) + len(content))] == [b"ftyp"]


def test_any_number_of_empty_boxes_comes_to_an_end() -> None:
    content = box(b"free") * 10_000 + box(b"moov")
    assert list(boxes_at(io.BytesIO(content), b"moov")) == []


@pytest.mark.parametrize("has_user_data", [True, False])
def test_a_box_is_added_and_nothing_else_changes(tmp_path: Path, has_user_data: bool) -> None:
    path = tmp_path / "song.mp4"
    user_data = box(b"udta", box(b"meta", b"tags")) if has_user_data else b""
    path.write_bytes(box(b"mdat", b"sound") + box(b"moov", box(b"trak", b"t") + user_data))
    add_to_user_data(path, b"stem", b"{}")
    content = path.read_bytes()
    assert list(bodies(content, b"mdat")) == [b"sound"]
    assert list(bodies(content, b"moov", b"trak")) == [b"t"]
    assert list(bodies(content, b"moov", b"udta", b"stem")) == [b"{}"]
    assert list(bodies(content, b"moov", b"udta", b"meta")) == [b"tags"] * has_user_data


@pytest.mark.parametrize("content", [box(b"moov") + box(b"mdat"), box(b"mdat"), b""])
def test_it_does_not_move_sound(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "song.mp4"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="does not come last"):
        add_to_user_data(path, b"stem", b"{}")
    assert path.read_bytes() == content
