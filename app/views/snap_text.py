"""What a loop's edge has come to rest at, in a few words."""

from __future__ import annotations

from app.loop_snap import SnapKind, SnapPoint
from app.translation import translate


def snap_name(point: SnapPoint) -> str:
    """Its name: “Sax”, start of “Riff”, playhead."""
    words = {
        SnapKind.MARKER: translate("SnapText", "“{name}”"),
        SnapKind.LOOP_START: translate("SnapText", "start of “{name}”"),
        SnapKind.LOOP_END: translate("SnapText", "end of “{name}”"),
        SnapKind.SONG_START: translate("SnapText", "start of the song"),
        SnapKind.SONG_END: translate("SnapText", "end of the song"),
        SnapKind.PLAYHEAD: translate("SnapText", "playhead"),
        SnapKind.SECTION: translate("SnapText", "start of {name}"),
        SnapKind.BEAT: translate("SnapText", "beat"),
    }
    return words[point.kind].format(name=point.name)
