"""A progress bar on stderr; silent where stderr is no terminal."""

from __future__ import annotations

import shutil
import sys
from types import TracebackType

from app.model_words import memory_short_words
from app.views.time_text import duration_words
from separation.events import MemoryShort, News, Progress

_BAR_LETTERS = 24


class ProgressBar:
    """Draws `label`, how much is done and how long it takes still, on one line."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._drawn = False
        self._told: set[MemoryShort] = set()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._clear()

    def show(self, event: News) -> None:
        """Draw it anew, or say in a line of its own what else has happened."""
        match event:
            case Progress():
                self._draw(event)
            case MemoryShort() if event not in self._told:
                self._told.add(event)
                self._clear()
                print(
                    f"{self._label}: {memory_short_words(event.device, event.now_on)}",
                    file=sys.stderr,
                )

    def _draw(self, progress: Progress) -> None:
        if not sys.stderr.isatty():
            return
        done = round(progress.fraction * _BAR_LETTERS)
        line = f"{self._label}  {'█' * done}{'░' * (_BAR_LETTERS - done)} {progress.fraction:4.0%}"
        if progress.seconds_left is not None:
            line += f"  {duration_words(progress.seconds_left)} left"
        columns = shutil.get_terminal_size().columns
        sys.stderr.write("\r\033[K" + line[: columns - 1])
        sys.stderr.flush()
        self._drawn = True

    def _clear(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._drawn = False
