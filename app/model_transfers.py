"""Models on their way to this computer, or away from it, in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.background import Courier, Pool
from separation.errors import TransferCancelledError
from separation.models import MODELS, ModelInfo
from separation.models_here import missing_files, published_files
from separation.weights_folder import remove_weights
from separation.weights_import import import_weights

# Who wants more waits for one of these.
_AT_ONCE = 4


class ModelTransfers(QObject):
    """Downloads, imports and removes models, a few at a time.

    `progressed()`: `fractions` has changed. `arrived(model)`: all its files are here, or one more
    of them. `removed(model)`. `failed(model name or "", error)`: also a cancel.
    """

    progressed = Signal()
    arrived = Signal(object)
    removed = Signal(object)
    failed = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fractions: dict[str, float] = {}
        """How much is here of what is being downloaded, 0 to 1, by model."""
        self._cancels: dict[str, threading.Event] = {}
        self._ending = threading.Event()
        self._pool = Pool(_AT_ONCE, self)
        self._courier = Courier(self._on_progress, self)

    def download(self, model: ModelInfo) -> None:
        """Get the files of a model that are not here. What came of them before is gone on with."""
        if model.name in self.fractions:
            return
        cancel = self._cancels[model.name] = threading.Event()
        self.fractions[model.name] = 0.0
        self.progressed.emit()
        work = partial(self._download_files, model, cancel)
        self._pool.run(work, partial(self._on_downloaded, model))

    def cancel(self, name: str) -> None:
        """Stop a download; what was received is kept."""
        if name in self._cancels:
            self._cancels[name].set()

    def cancel_all(self) -> None:
        """Stop every download."""
        for name in self._cancels:
            self.cancel(name)

    def take_in(self, path: Path) -> None:
        """Import an official checkpoint that a person has."""
        self._pool.run(partial(_import, path, self._ending.is_set), self._on_imported)

    def remove(self, model: ModelInfo) -> None:
        """Delete the files of a model."""

        def work() -> None:
            for file in published_files(model):
                remove_weights(file, self._ending.is_set)

        def then(result: Exception | None) -> None:
            if isinstance(result, Exception):
                self.failed.emit(model.name, result)
            else:
                self.removed.emit(model)

        self._pool.run(work, then)

    def close(self) -> None:
        """Stop everything and wait for it, less than a second."""
        self._courier.close()
        self._ending.set()
        self.cancel_all()
        self._pool.close()

    def _download_files(self, model: ModelInfo, cancel: threading.Event) -> None:
        # What speaks with the network is not there before anybody needs it.
        from separation.weights_download import download_weights

        files = missing_files(model)
        expected = [file.megabytes * 10**6 for file in files]
        for place, file in enumerate(files):
            done_before = sum(expected[:place])
            download_weights(
                file,
                self._telling(model.name, done_before, expected[place], sum(expected)),
                lambda: cancel.is_set() or self._ending.is_set(),
            )

    def _telling(
        self, name: str, before_bytes: int, file_bytes: int, all_bytes: int
    ) -> Callable[[int, int | None], None]:
        def tell(done_bytes: int, total_bytes: int | None) -> None:
            share = min(1.0, done_bytes / max(1, total_bytes or file_bytes))
            fraction = (before_bytes + share * file_bytes) / max(1, all_bytes)
            self._courier.send((name, round(fraction, 3)))

        return tell

    def _on_progress(self, news: tuple[str, float]) -> None:
        name, fraction = news
        if self.fractions.get(name) not in (None, fraction):
            self.fractions[name] = fraction
            self.progressed.emit()

    def _on_downloaded(self, model: ModelInfo, result: Exception | None) -> None:
        del self.fractions[model.name], self._cancels[model.name]
        self.progressed.emit()
        if isinstance(result, Exception):
            self.failed.emit(model.name, result)
        else:
            self.arrived.emit(model)

    def _on_imported(self, result: ModelInfo | Exception) -> None:
        if isinstance(result, Exception):
            self.failed.emit("", result)
        else:
            self.arrived.emit(result)


def was_cancelled(error: Exception) -> bool:
    """Whether a transfer ended because it was told to."""
    return isinstance(error, TransferCancelledError)


def _import(path: Path, cancelled: Callable[[], bool]) -> ModelInfo:
    of_model = {file: model for model in MODELS.values() for file in published_files(model)}
    return of_model[import_weights(path, of_model.keys(), cancelled)]
