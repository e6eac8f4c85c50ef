"""Which keys somebody presses, as an action can be reached by them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

_ALONE = frozenset(
    {
        Qt.Key.Key_unknown,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Hyper_L,
        Qt.Key.Key_Hyper_R,
    }
)
_SPECIAL = 0x01000000


def pressed_keys(key: int, held: Qt.KeyboardModifier) -> str:
    """Keys in Qt's portable form; "" as long as only Ctrl and the like are held.

    Where a sign needs Shift, as + or ? do on many keyboards, the sign is what counts: it is found
    on every keyboard, whatever it needs there. Digits of the keypad are digits.

    key: the code of one, as in a key event. Not all of them have a name in `Qt.Key`.
    """
    if key in _ALONE:
        return ""
    modifier = Qt.KeyboardModifier
    kept = modifier.ControlModifier | modifier.AltModifier | modifier.MetaModifier
    if not is_sign(key):
        kept |= modifier.ShiftModifier
    return QKeySequence((held & kept).value | key).toString(
        QKeySequence.SequenceFormat.PortableText
    )


def opens_a_menu(keys: str) -> bool:
    """Whether these keys, Alt and a letter, are those of a menu's underlined letter."""
    letter = keys.removeprefix("Alt+")
    return letter != keys and len(letter) == 1 and letter.isalpha()


def is_sign(key: int) -> bool:
    """Whether a key is a sign or a digit: what it is with Shift differs from keyboard to keyboard.

    key: a code as in a key event.
    """
    return Qt.Key.Key_Space < key < _SPECIAL and not chr(key).isalpha()
