"""What the mouse does, in words, beside what keys do."""

from __future__ import annotations

from app.translation import translate


def mouse_hints() -> tuple[tuple[str, str], ...]:
    """What is done with the mouse or the tab key, and what comes of it."""
    return (
        (
            translate("MouseHints", "Drag on a lane"),
            translate("MouseHints", "loop it; drag the edges or the bar above to change it"),
        ),
        (
            translate("MouseHints", "Alt while dragging"),
            translate("MouseHints", "do not snap to beats, markers and loops"),
        ),
        (translate("MouseHints", "Click on a lane"), translate("MouseHints", "go there")),
        (
            translate("MouseHints", "Click in the spectrogram"),
            translate("MouseHints", "hear that note; with Shift exactly what is there"),
        ),
        (
            translate("MouseHints", "Drag in the spectrogram"),
            translate("MouseHints", "hear that box alone; a click beside it ends it"),
        ),
        (
            translate("MouseHints", "Drag a note, while notes are edited"),
            translate("MouseHints", "higher, lower, earlier, later; its edges: longer, shorter"),
        ),
        (
            translate("MouseHints", "Arrow keys, while notes are edited"),
            translate(
                "MouseHints",
                "choose, raise, lower; Ctrl moves, Alt its end, Alt + Shift its start",
            ),
        ),
        (
            translate("MouseHints", "Wheel"),
            translate("MouseHints", "scroll; over a number, a fader or a knob, change it"),
        ),
        (
            translate("MouseHints", "Ctrl + wheel, pinch"),
            translate("MouseHints", "zoom around the mouse"),
        ),
        (
            translate("MouseHints", "Ctrl + Shift + wheel"),
            translate("MouseHints", "zoom into the pitches of the spectrogram"),
        ),
        (
            translate("MouseHints", "Wheel, drag on the piano"),
            translate("MouseHints", "zoom into the pitches, move among them"),
        ),
        (
            translate("MouseHints", "Double-click on a fader or a knob"),
            translate("MouseHints", "back to its middle"),
        ),
        (
            translate("MouseHints", "Click on a number"),
            translate("MouseHints", "type it; drag up and down to change it"),
        ),
        (
            translate("MouseHints", "Right-click on a number"),
            translate("MouseHints", "back to where it began"),
        ),
        (
            translate("MouseHints", "Double-click on a loop or marker"),
            translate("MouseHints", "rename it"),
        ),
        (
            translate("MouseHints", "Double-click on a section"),
            translate("MouseHints", "rename all that are like it; with Shift it alone"),
        ),
        (
            translate("MouseHints", "Drag a section’s beginning"),
            translate("MouseHints", "move it from bar to bar; with Alt anywhere"),
        ),
        (
            translate("MouseHints", "Click on a line of the lyrics"),
            translate("MouseHints", "go there; with Shift loop from the one before"),
        ),
        (
            translate("MouseHints", "Click on a chord"),
            translate("MouseHints", "hear it; double-click to type another, drag its edges"),
        ),
        (
            translate("MouseHints", "Ctrl + click on S"),
            translate("MouseHints", "hear this stem alone"),
        ),
        (translate("MouseHints", "Drop a file on the window"), translate("MouseHints", "open it")),
        (
            translate("MouseHints", "Tab, arrow keys"),
            translate("MouseHints", "go through the controls, change the one you are at"),
        ),
    )
