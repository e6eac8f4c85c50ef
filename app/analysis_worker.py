"""What every process that looks for something in a song does: it is told on stdin, and answers on
stdout.

A process of its own, at the lowest priority: librosa takes seconds to be imported and compiled, and
much of the looking holds the interpreter. It ends as soon as its stdin closes, that is, when its
parent dies.
"""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from player.multitrack import Samples
from separation.mapped_wav import map_wav

_PIECE_FRAMES = 1 << 20


def answer(find: Callable[[bytes], Iterator[Any]]) -> None:
    """Say all that `find` yields for the line that stdin brings, as lines of JSON; does not return.

    What it yields is written at once. An error that it raises ends the process without another
    answer.
    """
    # Ctrl+C in a terminal reaches the child too, but it is for the parent to say what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints from now on goes to stderr, not into the answer.
    os.dup2(2, 1)
    order = incoming.readline()
    threading.Thread(target=_end_with, args=(incoming,), daemon=True).start()
    for found in find(order):
        outgoing.write(json.dumps(found).encode() + b"\n")
        outgoing.flush()
    os._exit(0)


def mono(paths: Sequence[Path]) -> Samples:
    """The sum of these files, of one length, in one channel: float32 (frames, 1).

    Raises: OSError, WavUnusableError, MemoryError.
    """
    sounds = [map_wav(path)[0] for path in paths]
    total = np.zeros((len(sounds[0]), 1), np.float32)
    # In pieces: of an hour's song more than one copy would not be wise.
    for start in range(0, len(total), _PIECE_FRAMES):
        piece = slice(start, start + _PIECE_FRAMES)
        for sound in sounds:
            total[piece] += sound[piece].mean(axis=1, keepdims=True, dtype=np.float32)
    return total


def sound_of(paths: Sequence[Path]) -> Samples:
    """The same, float32 (frames, channels); where it is one file, as it lies on the disk and in
    none of the memory.
    """
    return map_wav(paths[0])[0] if len(paths) == 1 else mono(paths)


def _end_with(incoming: BinaryIO) -> None:
    incoming.read()
    os._exit(1)
