"""The tree of a MusicXML file, plain or packed, read without trusting it."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET
from xml.parsers import expat

from player.reading.score_limits import Deadline, TooLargeError

_ZIP = b"PK\x03\x04"
_CONTAINER = "META-INF/container.xml"
_MOST_BYTES = 24 * 2**20
_MOST_ELEMENTS = 1_500_000
_DEEPEST = 100
_CHUNK = 2**18


class NotMusicXmlError(Exception):
    """It is no MusicXML at all."""


def musicxml_root(data: bytes, deadline: Deadline) -> ET.Element:
    """The root element of a score, without namespaces and without anything from outside.

    Raises: NotMusicXmlError, TooLargeError, and what zipfile and expat meet with in damaged files.
    """
    if data.startswith(_ZIP):
        data = _unpacked(data, deadline)
    root = parse_xml(data, deadline)
    if root.tag not in ("score-partwise", "score-timewise"):
        raise NotMusicXmlError(f"<{root.tag}>")
    return root


def parse_xml(data: bytes, deadline: Deadline) -> ET.Element:
    """Parse XML that declares no entities: none that grow, and none from other files.

    Raises: NotMusicXmlError, TooLargeError, expat.ExpatError.
    """
    builder = ET.TreeBuilder()
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise TooLargeError(f"{count} elements, {depth} deep")
        builder.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name.rpartition(":")[2])

    def refuse(*_: object) -> None:
        raise NotMusicXmlError("it declares entities")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    for begin in range(0, len(data), _CHUNK):
        deadline.check()
        parser.Parse(data[begin : begin + _CHUNK], False)
    parser.Parse(b"", True)
    return builder.close()


def _unpacked(data: bytes, deadline: Deadline) -> bytes:
    """The score in a compressed file: the first root file that its container names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        container = parse_xml(_limited(archive, _CONTAINER), deadline)
        for rootfile in container.iter("rootfile"):
            kind = rootfile.get("media-type", "application/vnd.recordare.musicxml+xml")
            if "xml" in kind:
                return _limited(archive, rootfile.get("full-path", ""))
    raise NotMusicXmlError("it names no score")


def _limited(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file of an archive, as long as it unpacks to something of a sane size."""
    try:
        with archive.open(name) as file:
            content = file.read(_MOST_BYTES + 1)
    except KeyError as error:
        raise NotMusicXmlError(f"there is no {name} in it") from error
    if len(content) > _MOST_BYTES:
        raise TooLargeError(f"{name} unpacks to more than {_MOST_BYTES} bytes")
    return content
