"""Exactness: what is heard at 100 % against the sum of the stems, and that against the song."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from app.song_loading import MIX_TRACK, open_song
from app.song_separation import separate_song
from player.mixer import MixerState, StemMix
from player.multitrack import Multitrack, Samples
from player.transport import Message, SetMixer, SetMultitrack
from resources import DEMO_SONG
from separation.mapped_wav import map_wav
from separation.recipe import EMBEDDED_RECIPE
from tests.benchmarks.effort import Effort
from tests.benchmarks.engine_output import engine_output
from tests.benchmarks.table import Table

_GAINS_DB = (-7.3, 2.1, -0.4, 5.9)


def tables(effort: Effort) -> list[Table]:
    """Of the demo song, separated anew."""
    with tempfile.TemporaryDirectory() as name:
        # torch stays in a process of its own.
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=spawn) as process:
            mix_path, stem_paths = process.submit(separated_demo, Path(name)).result()
        mix = map_wav(mix_path)[0]
        stems = tuple(map_wav(path)[0] for path in stem_paths.values())
        song = Multitrack(tuple(stem_paths), stems, len(mix))
        return [_table(song, mix)]


def separated_demo(cache: Path) -> tuple[Path, dict[str, Path]]:
    """Separate the demo song into a cache: where the mix lies, and the stems by their names."""
    os.environ["WOODSHED_CACHE_DIR"] = str(cache)
    *_, song = open_song(DEMO_SONG)
    store = separate_song(song, EMBEDDED_RECIPE, "cpu", lambda _: None)
    stems = {stem: store.folder / f"{stem}.wav" for stem in store.stems}
    return song.folder.track(MIX_TRACK), stems


def _table(song: Multitrack, mix: Samples) -> Table:
    even = MixerState.for_stems(song.names)
    uneven = even
    for name, gain_db in zip(song.names, _GAINS_DB, strict=True):
        uneven = uneven.with_strip(name, StemMix(gain_db=gain_db))
    total = _weighted_sum(song, even)
    rows = [
        ("heard at 100 %, faders at 0 dB, against the sum of the stems", _worst(song, even)),
        ("heard at 100 %, faders apart, against the weighted sum", _worst(song, uneven)),
        ("sum of the stems against the song: null depth", _depth(total - mix, mix)),
    ]
    return Table("Exactness (the demo song)", ("what", "difference"), tuple(rows))


def _worst(song: Multitrack, mixer: MixerState) -> str:
    messages: tuple[Message, ...] = (SetMultitrack(song), SetMixer(mixer))
    heard = np.concatenate(list(engine_output(messages, song.frames)))
    worst = float(np.abs(heard - _weighted_sum(song, mixer)).max())
    return "0: equal in every sample" if worst == 0 else f"at most {worst:.2g} of full scale"


def _weighted_sum(song: Multitrack, mixer: MixerState) -> Samples:
    """Stem times gain, one after another, in float32: (frames, 2)."""
    gains = mixer.gains(song.buses).reshape(-1, 2)
    total = np.zeros((song.frames, 2), np.float32)
    for stem, gain in zip(song.stems, gains, strict=True):
        total += stem * gain
    return total


def _depth(rest: Samples, whole: Samples) -> str:
    ratio = np.sqrt(np.mean(np.square(rest, dtype=np.float64)))
    ratio /= np.sqrt(np.mean(np.square(whole, dtype=np.float64)))
    return f"{20 * np.log10(max(ratio, 1e-20)):.0f} dB"
