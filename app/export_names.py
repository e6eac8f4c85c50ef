"""What exported files are called: the song, what is heard of it, and how."""

from __future__ import annotations

from collections.abc import Sequence

from app.file_names import safe_name
from app.translation import decimal_point, translate
from app.views.stem_text import stem_name
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion
from separation.recipe import REST

_LONGEST_TITLE_BYTES = 120
_CENTS = 0.005


def file_name(title: str, *words: str) -> str:
    """A file's name without its ending: the song's title, however long, and what else is said."""
    return safe_name(joined(safe_name(title, _LONGEST_TITLE_BYTES), *words))


def mix_words(stems: Sequence[str], heard: Sequence[str]) -> str:
    """What is heard of the stems, in the shorter way: "bass", "without vocals"; "" for all, and
    for none.
    """
    missing = [stem for stem in stems if stem not in heard]
    if not missing or not heard:
        return ""
    if len(heard) < len(missing) or (len(heard) == len(missing) and REST not in heard):
        return listed(heard)
    return translate("ExportNames", "without {stems}").format(stems=listed(missing))


def heard_words(stems: Sequence[str], heard: Sequence[str], takes: Sequence[str]) -> str:
    """What is heard of the stems, and the takes that are: "without vocals, with Take 2"; of takes
    alone their names.
    """
    words = mix_words(stems, heard)
    if not takes:
        return words
    if stems and not heard:
        return _and(takes)
    with_takes = translate("ExportNames", "with {takes}").format(takes=_and(takes))
    return f"{words}, {with_takes}" if words else with_takes


def part_words(loop: LoopRegion | None, loop_name: str) -> str:
    """Which part: the loop's name, or from when to when."""
    if loop is None:
        return ""
    if loop_name:
        return loop_name
    return f"{_time(loop.start_frame)}-{_time(loop.end_frame)}"


def tempo_words(tempo_ratio: float) -> str:
    """The tempo, where it is another: "75 %"."""
    percent = f"{100 * tempo_ratio:.4g}"
    return "" if percent == "100" else f"{_in_words(percent)} %"


def pitch_words(semitones: float) -> str:
    """The pitch, where it is another: "pitch -2", "pitch +0.25"."""
    if abs(semitones) < _CENTS:
        return ""
    shown = f"{semitones:+.2f}".rstrip("0").rstrip(".")
    return translate("ExportNames", "pitch {semitones}").format(semitones=_in_words(shown))


def joined(*words: str) -> str:
    """What is said of a file, one after the other."""
    return " - ".join(word for word in words if word)


def written_title(title: str) -> str:
    """With signs of question for bytes that are no text, which file names on Linux may have."""
    return title.encode(errors="replace").decode()


def _in_words(number: str) -> str:
    return number.replace(".", decimal_point())


def _time(frame: int) -> str:
    seconds = frame // SAMPLE_RATE
    return f"{seconds // 60}m{seconds % 60:02d}s"


def listed(stems: Sequence[str]) -> str:
    """The names of stems in a sentence."""
    return _and([stem_name(stem) for stem in stems])


def _and(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return translate("ExportNames", "{first} and {last}").format(
        first=", ".join(names[:-1]), last=names[-1]
    )
