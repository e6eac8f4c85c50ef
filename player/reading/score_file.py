"""Scores from files: which reader a file is for, and the limits that no score goes beyond."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from player.errors import (
    ScoreDamagedError,
    ScoreEmptyError,
    ScoreFormatError,
    ScoreMissingError,
    ScoreNotReadError,
    ScoreTooLargeError,
)
from player.reading.musicxml_score import NotMusicXmlError, parse_musicxml
from player.reading.score import Score
from player.reading.score_limits import Deadline, TooLargeError, within_limits
from player.reading.score_order import played_order

GUITAR_PRO_EXTENSIONS = (".gp3", ".gp4", ".gp5")
MUSICXML_EXTENSIONS = (".musicxml", ".mxl", ".xml")
SCORE_EXTENSIONS = (*GUITAR_PRO_EXTENSIONS, *MUSICXML_EXTENSIONS)

_GUITAR_PRO_MARKS = (b"FICHIER GUITAR PRO", b"CLIPBOARD GUITAR PRO", b"CLIPBOARD GP")
_MOST_BYTES = 16 * 2**20
_LONGEST_S = 20.0


def read_score(path: Path, is_wanted: Callable[[], bool] = lambda: True) -> Score:
    """Read a Guitar Pro 3 to 5 or MusicXML file; what is in it says which, not its name.

    is_wanted: asked again and again; where it says no, the reading ends.

    Raises: ScoreFileError, with one class for each thing that can be wrong.
    """
    try:
        # What is no file, like a pipe, may never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ScoreFormatError(path, "it is no file")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise ScoreMissingError(path) from error
    except OSError as error:
        raise ScoreNotReadError(path, error.strerror or str(error)) from error
    if len(data) > _MOST_BYTES:
        raise ScoreTooLargeError(path)
    deadline = Deadline(_LONGEST_S, is_wanted)
    try:
        is_guitar_pro = data[1:31].startswith(_GUITAR_PRO_MARKS)
        score = (_parse_guitar_pro if is_guitar_pro else parse_musicxml)(data, deadline)
        for part in score.parts:
            events = [sum(map(len, bar.voices)) for bar in part.bars]
            # What is repeated is laid out as often as it is played.
            within_limits(len(events), sum(events[index] for index in played_order(score.bars)))
    except TooLargeError as error:
        raise ScoreTooLargeError(path, str(error)) from error
    except NotMusicXmlError as error:
        raise ScoreFormatError(path, str(error)) from error
    except Exception as error:
        # What a damaged file does to a parser has no end of names.
        raise ScoreDamagedError(path, f"{type(error).__name__}: {error}") from error
    if not any(part.has_notes for part in score.parts):
        raise ScoreEmptyError(path)
    return score


def _parse_guitar_pro(data: bytes, deadline: Deadline) -> Score:
    # PyGuitarPro takes a seventh of a second to be imported, which a window that opens would feel.
    from player.reading.guitar_pro_file import parse_guitar_pro

    return parse_guitar_pro(data, deadline)
