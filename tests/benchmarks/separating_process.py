"""A process that separates a song with random weights and tells how long everything took."""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from separation.checkpoint import load_checkpoint
from separation.cpu_network import network_for_cpu
from separation.demucs_model import DemucsModel
from separation.errors import SeparationCancelledError
from separation.events import News, SpanFinished
from separation.lanes import Lanes
from separation.mapped_wav import WavReader
from separation.mix_level import MixLevel
from separation.model_loading import load_model
from separation.models import EMBEDDED_MODEL, MODELS
from separation.recipe import Recipe
from separation.separator import separate
from separation.stem_files import write_stem_files
from separation.stem_model import StemModel
from separation.stem_store import StemStore, StoreIdentity
from separation.stem_store_writer import StemStoreWriter

_OPENVINO = "separation.openvino_network"
_LATEST_CANCEL_S = 4.0


@dataclass(frozen=True)
class Order:
    """What to separate. began_at_s: when the process was started, by the system's clock.

    with_openvino: if it is installed. cancels: how often it is cancelled, after it has finished.
    polite: at the low priority that the app's own process has.
    """

    model: str
    architecture: str
    checkpoint: str
    sha256: str
    mix: str
    folder: str
    began_at_s: float
    with_openvino: bool = False
    cancels: int = 0
    polite: bool = False


@dataclass(frozen=True)
class Report:
    """load_s: from the file to the model. first_span_s: from the process's start to a span that can
    be played. separation_s: all segments, without loading. peak_mb: resident memory.
    """

    load_s: float
    first_span_s: float
    separation_s: float
    peak_mb: float
    cancel_s: tuple[float, ...]


def report(order: Order) -> Report:
    """Do what is ordered."""
    if order.polite:
        os.nice(19)
    if not order.with_openvino:
        sys.modules[_OPENVINO] = None  # type: ignore[assignment]
    recipe = Recipe(MODELS[order.model])
    began_s = time.perf_counter()
    model = _loaded(order, recipe)
    load_s = time.perf_counter() - began_s
    mix = WavReader(Path(order.mix))
    identity = StoreIdentity.of(recipe, mix.frames, MixLevel.of(mix))
    lanes = Lanes.for_device("cpu")
    lanes.take_threads()
    first_span_s: list[float] = []

    def note(event: News) -> None:
        if isinstance(event, SpanFinished) and not first_span_s:
            first_span_s.append(time.time() - order.began_at_s)

    folder = Path(order.folder)
    with StemStoreWriter(folder / "store", identity) as store:
        began_s = time.perf_counter()
        separate(mix, store, model, lanes=lambda: lanes, on_event=note)
        separation_s = time.perf_counter() - began_s
    finished = StemStore.open(folder / "store")
    stems = {stem: finished.array(stem) for stem in recipe.stems}
    write_stem_files(stems, recipe.model.sample_rate, folder / "stems")
    peak_mb = _peak_mb()
    cancel_s = tuple(
        _cancelled_after(mix, folder / f"cancelled-{place}", identity, model, lanes, place)
        for place in range(order.cancels)
    )
    return Report(load_s, first_span_s[0], separation_s, peak_mb, cancel_s)


def _loaded(order: Order, recipe: Recipe) -> StemModel:
    if order.model == EMBEDDED_MODEL:
        return load_model(recipe, "cpu")
    network = load_checkpoint(Path(order.checkpoint), order.architecture, order.sha256)
    file = replace(recipe.model.files[0], sha256=order.sha256)
    quick = network_for_cpu(network, file)
    return DemucsModel(quick, recipe.model.stems, torch.device("cpu"))


def _cancelled_after(
    mix: WavReader,
    folder: Path,
    identity: StoreIdentity,
    model: StemModel,
    lanes: Lanes,
    place: int,
) -> float:
    """From a cancel at some moment to the end of the work."""
    cancelled = threading.Event()
    cancelled_at_s: list[float] = []

    def cancel() -> None:
        cancelled_at_s.append(time.perf_counter())
        cancelled.set()

    wait_s = random.Random(place).uniform(0.2, _LATEST_CANCEL_S)
    timer = threading.Timer(wait_s, cancel)
    timer.start()
    try:
        with StemStoreWriter(folder, identity) as store:
            separate(mix, store, model, lanes=lambda: lanes, cancelled=cancelled.is_set)
    except SeparationCancelledError:
        return time.perf_counter() - cancelled_at_s[0]
    timer.cancel()
    return 0.0  # it was done before


def _peak_mb() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


if __name__ == "__main__":
    print(json.dumps(asdict(report(Order(**json.loads(sys.argv[1]))))))
