"""The process that measures how quick this computer is with a model: see `speed_job.py`.

It takes one line on stdin, answers with one on stdout, and ends when its stdin closes, that is,
when its parent dies.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from separation.errors import NotEnoughMemoryError, SeparationError
from separation.events import Failed
from separation.lanes import Lanes
from separation.mix_level import MixLevel
from separation.models import ModelInfo
from separation.recipe import Recipe
from separation.stem_model import StemModel
from separation.worker_protocol import Measured, MeasureOrder, Message, decode, encode

_LEVEL = 0.1
_AT_LEAST_S = 1.0


def main() -> None:
    """Measure what the parent asks for, and say it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints from now on goes to stderr, not to the parent.
    os.dup2(2, 1)
    order = decode(sys.stdin.buffer.readline())
    assert isinstance(order, MeasureOrder)
    threading.Thread(target=_end_with_the_parent, name="parent", daemon=True).start()
    said: Message
    try:
        said = _measure(order)
    except SeparationError as error:
        said = Failed(error)
    except MemoryError:
        said = Failed(NotEnoughMemoryError("cpu"))
    answer.write(encode(said))
    answer.flush()
    os._exit(0)  # taking torch down in order takes a second and helps nobody


def seconds_per_second(model: StemModel, info: ModelInfo, lanes: int = 1) -> float:
    """Seconds until `model` has heard a second more of sound in so many lanes, once it is warm and
    where nothing else is at work: the quickest round.
    """
    random = np.random.default_rng(0)
    noise = (_LEVEL * random.standard_normal((2, info.segment_frames))).astype(np.float32)
    level = MixLevel(rms=_LEVEL, mono_mean=0.0, mono_std=_LEVEL)

    def separate_noise(_: int) -> None:
        model.separate_segment(noise, level, lambda: False)

    rounds_s: list[float] = []
    with ThreadPoolExecutor(lanes) as pool:
        # The first round makes what is kept for the next ones.
        list(pool.map(separate_noise, range(lanes)))
        while sum(rounds_s) < _AT_LEAST_S:
            began_s = time.perf_counter()
            list(pool.map(separate_noise, range(lanes)))
            rounds_s.append(time.perf_counter() - began_s)
    return min(rounds_s) / lanes * info.sample_rate / info.segment_frames


def _measure(order: MeasureOrder) -> Measured:
    from separation.device import available_devices
    from separation.model_loading import load_model

    devices = available_devices()
    if order.model is None:
        return Measured(devices, order.device, None, None)
    info = _one_network(order.info)
    began_s = time.perf_counter()
    model = load_model(Recipe(info), order.device)
    load_s = time.perf_counter() - began_s
    while True:
        device = model.device
        lanes = Lanes.for_device(device)
        lanes.take_threads()
        cost = seconds_per_second(model, info, lanes.count)
        if model.device == device:
            return Measured(devices, device, cost, load_s)
        # It has moved where there is more memory, and there it has other lanes.


def _one_network(info: ModelInfo) -> ModelInfo:
    """The first of the model's networks, which are all alike, for every stem."""
    return replace(info, members=(replace(info.members[0], weighs=(1.0,) * len(info.stems)),))


def _end_with_the_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
