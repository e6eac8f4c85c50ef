"""In which order the bars of a score are played: repeats, endings and jumps laid out."""

from __future__ import annotations

from collections.abc import Sequence

from player.reading.score import Jump, ScoreBar, Sign

MOST_PLAYED_BARS = 5000
"""What a score can be laid out to: signs that lead in circles end here."""
_MOST_TIMES = 99


def played_order(bars: Sequence[ScoreBar]) -> tuple[int, ...]:
    """Indexes of the bars, as they are played.

    After a jump nothing is repeated again, of several endings the last is played, and the piece
    ends at Fine or goes from "to coda" to the coda, as musicians do where nothing else is said.
    """
    return tuple(_Walk(bars).indexes())


class _Walk:
    """One way through a score, bar by bar."""

    def __init__(self, bars: Sequence[ScoreBar]) -> None:
        self._bars = bars
        self._repeat_from = 0
        self._round = 1
        self._has_jumped = False
        self._left: set[int] = set()
        self._was_ending = False

    def indexes(self) -> list[int]:
        order: list[int] = []
        at = 0
        while at < len(self._bars) and len(order) < MOST_PLAYED_BARS:
            bar = self._bars[at]
            self._note_beginning(at, bar)
            if bar.endings and not self._is_played(at, bar):
                at += 1
                continue
            order.append(at)
            self._was_ending = bool(bar.endings)
            following = self._after(at, bar)
            if following is None:
                break
            at = following
        return order

    def _note_beginning(self, at: int, bar: ScoreBar) -> None:
        is_later = self._round > 1 or self._has_jumped
        is_over = is_later and self._was_ending and not bar.endings
        if is_over or (bar.repeat_begins and at != self._repeat_from):
            self._repeat_from, self._round = at, 1

    def _is_played(self, at: int, bar: ScoreBar) -> bool:
        last = self._last_ending()
        return last in bar.endings if self._has_jumped else self._round in bar.endings

    def _last_ending(self) -> int:
        """The highest number of the endings that belong to the repeat that is played."""
        highest = 0
        for at in range(self._repeat_from, len(self._bars)):
            bar = self._bars[at]
            if at > self._repeat_from and bar.repeat_begins:
                break
            if highest and not bar.endings:
                break
            highest = max(highest, *bar.endings, 0)
        return highest

    def _after(self, at: int, bar: ScoreBar) -> int | None:
        """Where it goes on; None at the end."""
        if bar.repeat_times and not self._has_jumped:
            last = self._last_ending() if bar.endings else 0
            times = min(max(bar.repeat_times, last), _MOST_TIMES)
            if self._round < times:
                self._round += 1
                self._was_ending = False
                return self._repeat_from
            if not bar.endings:
                self._repeat_from, self._round = at + 1, 1
        if self._has_jumped and Sign.FINE in bar.signs:
            return None
        if self._has_jumped and Sign.TO_CODA in bar.signs:
            coda = self._find(Sign.CODA)
            if coda is not None and at not in self._left:
                self._left.add(at)
                return coda
        if bar.jump is not None and at not in self._left:
            self._left.add(at)
            begin = 0 if bar.jump is Jump.DA_CAPO else self._find(Sign.SEGNO)
            if begin is not None:
                self._has_jumped = True
                self._repeat_from, self._was_ending = begin, False
                return begin
        return at + 1

    def _find(self, sign: Sign) -> int | None:
        return next((at for at, bar in enumerate(self._bars) if sign in bar.signs), None)
