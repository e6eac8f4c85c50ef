"""The open song's takes beside its stems: compared when they are recorded, or when one asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.compared_take import ComparedTake
from app.comparison_file import ComparisonFile
from app.errors import TakeNotKeptError
from app.take_analysis import AnalysisOrder, TakeAnalysis
from app.take_desk import TakeDesk
from app.take_folder import TakeFolder
from app.takes import Take, Takes
from player.multitrack import Multitrack


class ComparingState(Enum):
    """What is going on with one take."""

    NOTHING = "nothing"
    WAITING = "waiting"
    """Its stems are not there yet; it is compared when they are."""
    COMPARING = "comparing"


@dataclass(eq=False)
class _Job:
    """is_wanted: asked from the thread that compares."""

    take: Take
    is_wanted: bool = True


class TakeComparisons(QObject):
    """Compares in a thread of its own, and keeps what it finds beside the takes.

    instrument: what the musician plays; a take is compared with it where the song has it, else
    with what the last take of that round was compared with, else with the stem that fits best.

    `changed(take id)`: its comparison, or what is going on with it, is another. `compared(take)`:
    anew. `failed(error)`: it could not be kept.
    """

    changed = Signal(str)
    compared = Signal(object)
    failed = Signal(object)

    def __init__(
        self, takes: TakeDesk, stems: Callable[[], Multitrack], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._takes = takes
        self._stems = stems
        self.instrument: str | None = None
        self._folder: TakeFolder | None = None
        self._known: dict[str, ComparedTake] = {}
        self._errors: dict[str, Exception] = {}
        self._jobs: dict[str, _Job] = {}
        self._waiting: dict[str, str | None] = {}
        self._analysis = TakeAnalysis()
        # One thread, so that nothing is analysed twice, and what is written last stays.
        self._pool = Pool(1, self)
        takes.changed.connect(self._on_takes)
        takes.grown.connect(self._read)
        takes.taken.connect(self._on_taken)

    # What is known.

    def of(self, take: Take) -> ComparedTake | None:
        """The take beside its stem, if that is known."""
        return self._known.get(take.id)

    def state(self, take: Take) -> ComparingState:
        """What is going on with it."""
        if take.id in self._waiting:
            return ComparingState.WAITING
        return ComparingState.COMPARING if take.id in self._jobs else ComparingState.NOTHING

    def error(self, take: Take) -> Exception | None:
        """Why it could not be compared, the last time."""
        return self._errors.get(take.id)

    def history(self, take: Take) -> tuple[tuple[Take, ComparedTake], ...]:
        """All takes of its round that are compared with the same stem, in the order of playing."""
        shown = self.of(take)
        if shown is None:
            return ()
        return tuple(
            (each, known)
            for each in self._takes.state.all
            if (known := self.of(each)) is not None
            and known.stem == shown.stem
            and (each.id == take.id or each.is_of_one_round_with(take))
        )

    def stems(self) -> tuple[str, ...]:
        """With what a take can be compared."""
        return self._stems().names

    # What is done.

    def compare(self, take: Take, stem: str | None = None) -> None:
        """Compare it, with this stem or with what suits; what is known of it stays until then."""
        self._stop(take.id)
        self._errors.pop(take.id, None)
        multitrack = self._stems()
        folder = self._folder
        if folder is None:
            return
        if not multitrack.names or not multitrack.is_finished(take.start_frame, take.stop_frame):
            self._waiting[take.id] = stem
            self.changed.emit(take.id)
            return
        names = multitrack.names
        chosen = stem if stem in names else None
        order = AnalysisOrder(
            folder,
            take,
            dict(zip(names, multitrack.stems, strict=True)),
            chosen or self._usual_stem(take, names),
            is_chosen=chosen is not None,
        )
        job, analysis = _Job(take), self._analysis
        self._jobs[take.id] = job
        self._pool.run(
            lambda: _compare_and_keep(analysis, order, job),
            lambda result: self._on_compared(job, result),
        )
        self.changed.emit(take.id)

    def look_again(self) -> None:
        """More of the stems may be there."""
        for take_id, stem in tuple(self._waiting.items()):
            take = self._takes.state.of(take_id)
            if take is not None and self._stems().is_finished(take.start_frame, take.stop_frame):
                self.compare(take, stem)

    def close(self) -> None:
        """Compare nothing any more."""
        for take_id in (*self._jobs, *self._waiting):
            self._stop(take_id)
        self._pool.close()

    def _usual_stem(self, take: Take, names: tuple[str, ...]) -> str | None:
        known = self.of(take)
        if known is not None and known.is_chosen and known.stem in names:
            return known.stem
        if self.instrument in names:
            return self.instrument
        last = [
            known.stem
            for each in self._takes.state.all
            if each.id != take.id
            and each.is_of_one_round_with(take)
            and (known := self.of(each)) is not None
            and known.hindrance is None
            and known.stem in names
        ]
        return last[-1] if last else None

    def _stop(self, take_id: str) -> None:
        self._waiting.pop(take_id, None)
        job = self._jobs.pop(take_id, None)
        if job is not None:
            job.is_wanted = False

    # What happens.

    def _on_takes(self, takes: Takes) -> None:
        if self._takes.folder is not self._folder:
            for take_id in (*self._jobs, *self._waiting):
                self._stop(take_id)
            self._folder = self._takes.folder
            # What it remembers is of the last song's stems.
            self._analysis = TakeAnalysis()
            self._known.clear()
            self._errors.clear()
        for take_id in (*self._jobs, *self._waiting):
            if takes.of(take_id) is None:
                self._stop(take_id)

    def _read(self) -> None:
        """Remember what was found before."""
        folder = self._folder
        unknown = [take for take in self._takes.state.all if take.id not in self._known]
        if folder is not None and unknown:
            self._pool.run(
                lambda: _read_all(folder, unknown), lambda result: self._on_read(folder, result)
            )

    def _on_read(
        self, folder: TakeFolder, result: tuple[dict[str, ComparedTake], list[Take]] | Exception
    ) -> None:
        if folder is not self._folder or isinstance(result, Exception):
            return
        found, damaged = result
        for take_id, known in found.items():
            if take_id not in self._known:
                self._known[take_id] = known
                self.changed.emit(take_id)
        for take in damaged:
            if take.id not in self._jobs and self._takes.state.of(take.id) is not None:
                self.compare(take)

    def _on_taken(self, count: int) -> None:
        for take in self._takes.state.all[len(self._takes.state.all) - count :]:
            self.compare(take)

    def _on_compared(
        self, job: _Job, result: tuple[ComparedTake | None, OSError | None] | Exception
    ) -> None:
        take = job.take
        if self._jobs.get(take.id) is not job:
            return
        del self._jobs[take.id]
        if isinstance(result, Exception):
            self._errors[take.id] = result
        else:
            known, not_kept = result
            if known is not None:
                self._known[take.id] = known
            if not_kept is not None:
                self.failed.emit(TakeNotKeptError(not_kept))
        self.changed.emit(take.id)
        if take.id in self._known and take.id not in self._errors:
            self.compared.emit(take)


def _compare_and_keep(
    analysis: TakeAnalysis, order: AnalysisOrder, job: _Job
) -> tuple[ComparedTake | None, OSError | None]:
    compared = analysis.compare(order, lambda: job.is_wanted)
    if compared is None or not job.is_wanted:
        return None, None
    try:
        ComparisonFile.of(order.folder.path, order.take.id).write(compared)
    except OSError as error:
        # What was found can be looked at all the same.
        return compared, error
    return compared, None


def _read_all(folder: TakeFolder, takes: list[Take]) -> tuple[dict[str, ComparedTake], list[Take]]:
    """What is kept, and the takes of which something damaged is."""
    found: dict[str, ComparedTake] = {}
    damaged = []
    for take in takes:
        try:
            known = ComparisonFile.of(folder.path, take.id).read()
        except ValueError:
            damaged.append(take)
            continue
        if known is not None:
            found[take.id] = known
    return found, damaged
