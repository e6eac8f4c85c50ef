"""What a loop's edge has come to rest at, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.loop_snap import SnapKind, SnapPoint


def snap_name(point: SnapPoint) -> str:
    """Its name: “Sax”, start of “Riff”, playhead."""
    words = {
        SnapKind.MARKER: _tr("“{name}”"),
        SnapKind.LOOP_START: _tr("start of “{name}”"),
        SnapKind.LOOP_END: _tr("end of “{name}”"),
        SnapKind.SONG_START: _tr("start of the song"),
        SnapKind.SONG_END: _tr("end of the song"),
        SnapKind.PLAYHEAD: _tr("playhead"),
        SnapKind.BEAT: _tr("beat"),
    }
    return words[point.kind].format(name=point.name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SnapText", text)
