"""What the mouse does, in words, beside what keys do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def mouse_hints() -> tuple[tuple[str, str], ...]:
    """What is done with the mouse or the tab key, and what comes of it."""
    return (
        (_tr("Drag on a lane"), _tr("loop it; drag the edges or the bar above to change it")),
        (_tr("Alt while dragging"), _tr("do not snap to beats, markers and loops")),
        (_tr("Click on a lane"), _tr("go there")),
        (_tr("Click in the spectrogram"), _tr("hear that note; with Shift exactly what is there")),
        (_tr("Drag in the spectrogram"), _tr("hear that box alone; a click beside it ends it")),
        (_tr("Wheel"), _tr("scroll; over a number, a fader or a knob, change it")),
        (_tr("Ctrl + wheel, pinch"), _tr("zoom around the mouse")),
        (_tr("Double-click on a fader or a knob"), _tr("back to its middle")),
        (_tr("Click on a number"), _tr("type it; drag up and down to change it")),
        (_tr("Right-click on a number"), _tr("back to where it began")),
        (_tr("Double-click on a loop or marker"), _tr("rename it")),
        (_tr("Ctrl + click on S"), _tr("hear this stem alone")),
        (_tr("Drop a file on the window"), _tr("open it")),
        (_tr("Tab, arrow keys"), _tr("go through the controls, change the one you are at")),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("MouseHints", text)
