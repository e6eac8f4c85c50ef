"""The loops and markers a musician has named in a song."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeAlias, TypeVar

from player.transport import LoopRegion

LOOP_COLOURS = ("blue", "green", "violet", "rose", "sand")
"""What a loop can be marked with; the theme has the shades."""


@dataclass(frozen=True)
class NamedLoop:
    """The frames [start_frame, end_frame) of the song under a name.

    colour: one of LOOP_COLOURS, or one that only a newer version knows.
    """

    name: str
    start_frame: int
    end_frame: int
    colour: str = LOOP_COLOURS[0]

    def __post_init__(self) -> None:
        if not self.name or not 0 <= self.start_frame < self.end_frame:
            raise ValueError(f"no loop “{self.name}” from {self.start_frame} to {self.end_frame}")

    @property
    def frame(self) -> int:
        """Where it begins."""
        return self.start_frame

    @property
    def region(self) -> LoopRegion:
        """Its frames."""
        return LoopRegion(self.start_frame, self.end_frame)

    def overlaps(self, region: LoopRegion) -> bool:
        """Whether some frame is in both."""
        return self.start_frame < region.end_frame and region.start_frame < self.end_frame


@dataclass(frozen=True)
class Marker:
    """A frame of the song under a name."""

    name: str
    frame: int

    def __post_init__(self) -> None:
        if not self.name or self.frame < 0:
            raise ValueError(f"no marker “{self.name}” at {self.frame}")


Bookmark: TypeAlias = NamedLoop | Marker
BookmarkT = TypeVar("BookmarkT", bound=Bookmark)


@dataclass(frozen=True)
class Bookmarks:
    """All of one song's, in its order. No two loops share a name, and no two markers.

    Raises: ValueError where that is not so.
    """

    loops: tuple[NamedLoop, ...] = ()
    markers: tuple[Marker, ...] = ()

    def __post_init__(self) -> None:
        if self.loops != _sorted(self.loops) or self.markers != _sorted(self.markers):
            raise ValueError("the bookmarks are not in the song's order")
        if len(_names(self.loops)) != len(self.loops):
            raise ValueError("two loops share a name")
        if len(_names(self.markers)) != len(self.markers):
            raise ValueError("two markers share a name")

    def __contains__(self, bookmark: object) -> bool:
        return bookmark in self.loops or bookmark in self.markers

    @property
    def in_order(self) -> tuple[Bookmark, ...]:
        """Loops and markers together, as the song comes to them."""
        return _sorted((*self.loops, *self.markers))

    def add(self, bookmark: Bookmark) -> Bookmarks:
        """With this one more. Raises: ValueError if its name is taken."""
        if isinstance(bookmark, NamedLoop):
            return replace(self, loops=_sorted((*self.loops, bookmark)))
        return replace(self, markers=_sorted((*self.markers, bookmark)))

    def remove(self, bookmark: Bookmark) -> Bookmarks:
        """Without this one."""
        return Bookmarks(
            tuple(loop for loop in self.loops if loop != bookmark),
            tuple(marker for marker in self.markers if marker != bookmark),
        )

    def update(self, before: BookmarkT, after: BookmarkT) -> Bookmarks:
        """With one in the place of another: renamed or moved. Raises: ValueError as `add`."""
        return self.remove(before).add(after)

    def rebased(self, before: Bookmarks, onto: Bookmarks) -> Bookmarks:
        """What led here from `before`, done to `onto` instead: nothing else of it is lost. What is
        added gets a number behind its name where the name is taken.
        """
        result = onto
        for bookmark in before.in_order:
            if bookmark not in self:
                result = result.remove(bookmark)
        for bookmark in self.in_order:
            if bookmark not in before and bookmark not in result:
                result = result.add(result.renamed(bookmark, bookmark.name))
        return result

    def renamed(self, bookmark: BookmarkT, name: str) -> BookmarkT:
        """The bookmark under this name, with a number behind it where another has it already."""
        kind = self.loops if isinstance(bookmark, NamedLoop) else self.markers
        taken = _names(each for each in kind if each != bookmark)
        if name in taken:
            name = next(f"{name} {n}" for n in count(2) if f"{name} {n}" not in taken)
        return replace(bookmark, name=name)

    def next_colour(self, region: LoopRegion) -> str:
        """A colour for one more loop: the one that the fewest loops have that it overlaps, then the
        fewest of all, then the first of LOOP_COLOURS.
        """
        used = [loop.colour for loop in self.loops]
        beneath = [loop.colour for loop in self.loops if loop.overlaps(region)]
        return min(LOOP_COLOURS, key=lambda colour: (beneath.count(colour), used.count(colour)))

    def next_name(self, pattern: str, kind: type[Bookmark]) -> str:
        """A free name for one more: `pattern` with the lowest free number for its {number}."""
        taken = _names(self.loops if kind is NamedLoop else self.markers)
        names = (pattern.format(number=number) for number in count(1))
        return next(name for name in names if name not in taken)


def _names(bookmarks: Iterable[Bookmark]) -> set[str]:
    return {bookmark.name for bookmark in bookmarks}


def _sorted(bookmarks: Iterable[BookmarkT]) -> tuple[BookmarkT, ...]:
    return tuple(sorted(bookmarks, key=_place))


def _place(bookmark: Bookmark) -> tuple[int, int, str]:
    end_frame = bookmark.end_frame if isinstance(bookmark, NamedLoop) else bookmark.frame
    return bookmark.frame, end_frame, bookmark.name
