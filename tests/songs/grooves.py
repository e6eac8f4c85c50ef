"""What drummers play in the generated songs, written in steps of a beat.

X hard, x normal, o soft, . a ghost note, - nothing. One bar each, or two.
"""

from __future__ import annotations

from dataclasses import dataclass

VELOCITIES = {"X": 1.0, "x": 0.8, "o": 0.55, ".": 0.25}


@dataclass(frozen=True)
class Groove:
    """lines: drum to pattern. steps: so many in a beat. comping: chords, in the same steps: D a
    stroke down, u a light one. bass: likewise, R root, 5 fifth, 8 octave.
    """

    metre: int
    steps: int
    lines: dict[str, str]
    comping: tuple[str, ...]
    bass: tuple[str, ...]


STRAIGHT = (
    Groove(
        4,
        4,
        {
            "hat": "x-o-x-o-x-o-x-o-",
            "kick": "X-------X-------",
            "snare": "----X-------X---",
        },
        ("D-------D-------", "D-u-D-u-D-u-D-u-", "--D---D---D---D-"),
        ("R-------R-------", "R-R-R-R-R-R-R-5-", "R-----R-5-------"),
    ),
    Groove(
        4,
        4,
        {
            "hat": "x.o.x.o.x.o.x.o.",
            "kick": "X-----x-X-x-----",
            "snare": "----X--.-.--X--.",
        },
        ("D-----D---------", "D---u-u---u-u-u-", "D--D--D-D--D--D-"),
        ("R-----R-R-------", "R--R--8-R--R--5-"),
    ),
    Groove(
        4,
        4,
        {
            "hat": "--x---x---x---x-",
            "kick": "X---X---X---X---",
            "snare": "----x-------x---",
        },
        ("D---------------", "--D---D---D---D-", "D--D--D---D-----"),
        ("--R---R---R---R-", "R-8-R-8-R-8-R-8-"),
    ),
    Groove(
        4,
        4,
        {
            "ride": "X---x-o-X---x-o-",
            "kick": "X--x------x-----",
            "snare": "----X-------X-..",
        },
        ("D-----D-----D---", "D---------------"),
        ("R--R----5-8-----", "R-------5-------"),
    ),
)

FAST = (
    Groove(
        4,
        2,
        {"hat": "x-x-x-x-", "kick": "X---X---", "snare": "--X---X-"},
        ("D---D---", "D-u-D-u-", "D-------"),
        ("R-R-R-R-", "R---5---"),
    ),
    Groove(
        4,
        2,
        {"hat": "xoxoxoxo", "kick": "X---XX--", "snare": "--X---X-"},
        ("DuDuDuDu", "D---D---"),
        ("RRRRRRRR", "R-R-5-R-"),
    ),
)

SLOW = (
    Groove(
        4,
        4,
        {
            "hat": "x-o-x-o-x-o-x-o-",
            "kick": "X---------x-----",
            "rim": "----X-------X---",
        },
        ("D-u-D-u-D-u-D-u-", "D-------D-------", "D---D---D---D---"),
        ("R-------R-------", "R-----R-5---8---"),
    ),
    Groove(
        4,
        4,
        {
            "hat": "xooxxooxxooxxoox",
            "kick": "X------xX-------",
            "snare": "----X-------X---",
        },
        ("D-----u-D-----u-", "D-------D---D---"),
        ("R---R---R---R---", "R-----R-8-------"),
    ),
)

WALTZ = (
    Groove(
        3,
        2,
        {"kick": "X-----", "hat": "--x-x-", "snare": "--o-o-"},
        ("--D-D-", "D-----", "D-D-D-"),
        ("R-----", "R---5-"),
    ),
    Groove(
        3,
        4,
        {"kick": "X-----x-----", "hat": "x-o-x-o-x-o-", "snare": "--------X---"},
        ("D-u-D-u-D-u-", "D-----------"),
        ("R-----------", "R-----R-5---"),
    ),
)

COMPOUND = (
    Groove(
        6,
        1,
        {"hat": "xooxoo", "kick": "X-----", "snare": "---X--"},
        ("DuuDuu", "D-----", "D--D--"),
        ("R--R--", "R--5-8", "R-----"),
    ),
    Groove(
        6,
        2,
        {"ride": "x-o-o-x-o-o-", "kick": "X-------x---", "snare": "------X---.-"},
        ("D-u-u-D-u-u-", "D---u-D---u-"),
        ("R-----R-----", "R---R-5---5-"),
    ),
)

FIVE = (
    Groove(
        5,
        2,
        {"ride": "x-xox-x-x-", "kick": "X-----X---", "snare": "----x---x-"},
        ("D--D--D-D-", "D-----D---"),
        ("R-----5---", "R--R--5-8-"),
    ),
    Groove(
        5,
        4,
        {
            "hat": "x-o-x-o-x-o-x-o-x-o-",
            "kick": "X-----x-----X-------",
            "snare": "----X-------x---X---",
        },
        ("D-----D-----D---D---", "D-------------------"),
        ("R-----R-----5-------", "R-----------5---8---"),
    ),
)

SEVEN = (
    Groove(
        7,
        1,
        {"hat": "xoxoxoo", "kick": "X-x-X--", "snare": "--X-X--"},
        ("D-D-D--", "DuDuDuu", "D------"),
        ("R-R-R--", "R---5--"),
    ),
    Groove(
        7,
        2,
        {"hat": "x-o-o-x-o-x-o-", "kick": "X-----X-------", "snare": "------x---X---"},
        ("D-----D---D---", "D-u-u-D-u-D-u-"),
        ("R-----R---5---", "R-R-R-R-R-8-5-"),
    ),
)

SWING = (
    Groove(
        4,
        2,
        {"ride": "X-xoX-xo", "foot": "--x---x-", "kick": "o-------"},
        ("D--u----", "D-------", "---D---D", "D-D-D-D-"),
        ("R-5-8-5-", "R-R-5-5-"),
    ),
    Groove(
        4,
        2,
        {"hat": "x-xox-xo", "kick": "X---X--x", "snare": "--X---X-"},
        ("D---D---", "D--uD--u"),
        ("R-R-R-R-", "R--R5---"),
    ),
)
