"""A progress bar on stderr; silent where stderr is no terminal."""

from __future__ import annotations

import shutil
import sys
from types import TracebackType

from separation.events import Progress

_BAR_LETTERS = 24


class ProgressBar:
    """Draws `label`, how much is done and how long it takes still, on one line."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._drawn = False

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def show(self, progress: Progress) -> None:
        """Draw it anew."""
        if not sys.stderr.isatty():
            return
        done = round(progress.fraction * _BAR_LETTERS)
        line = f"{self._label}  {'█' * done}{'░' * (_BAR_LETTERS - done)} {progress.fraction:4.0%}"
        if progress.seconds_left is not None:
            line += f"  {duration_text(progress.seconds_left)} left"
        columns = shutil.get_terminal_size().columns
        sys.stderr.write("\r\033[K" + line[: columns - 1])
        sys.stderr.flush()
        self._drawn = True


def duration_text(seconds: float) -> str:
    """Minutes and seconds, as a person says them."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
