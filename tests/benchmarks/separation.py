"""Separation: every model beside the `demucs` command line, with random weights of its shape.

Both are whole processes that read a WAV and write the stems as WAVs, at shifts 0 and overlap 0.25,
run in turn, so that what else the machine does meets both; the quickest run of each counts.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from separation.models import EMBEDDED_MODEL, MODELS
from tests.benchmarks.effort import Effort
from tests.benchmarks.long_song import long_song
from tests.benchmarks.recorded_app import recorded_app, save_song, save_stems, servers
from tests.benchmarks.separating_process import Order, Report
from tests.benchmarks.table import Table
from tests.player.songs import noise_song
from tests.separation.official_checkpoints import official_package, save_checkpoint
from tests.separation.official_shapes import hdemucs, htdemucs, htdemucs_6s

_ROOT = Path(__file__).parents[2]
_LIMIT_S = 3600
_SHAPES: dict[str, Callable[[], nn.Module]] = {
    "htdemucs": htdemucs,
    "htdemucs_6s": htdemucs_6s,
    "hdemucs_mmi": hdemucs,
}
_TEMPO_PERCENT = 75


@dataclass(frozen=True)
class _Run:
    """What one process reported, and how long it took from start to end."""

    wall_s: float
    report: Report


def tables(effort: Effort) -> list[Table]:
    """The models, the models beside the command line, a separation beside playback."""
    with tempfile.TemporaryDirectory() as name:
        bench = _Bench(Path(name), effort)
        compact = bench.ours(EMBEDDED_MODEL, with_openvino=False, cancels=effort.tries)
        rows = [_row(EMBEDDED_MODEL, "torch", compact, effort)]
        ratios: list[tuple[str, ...]] = []
        notes: list[str] = []
        for model in _SHAPES:
            bench.add_checkpoint(model)
            theirs: list[float] = []
            ours: dict[str, list[_Run]] = {engine: [] for engine in _engines(model)}
            if "OpenVINO" in ours:
                first = bench.ours(model, with_openvino=True)
                notes.append(f"OpenVINO converted {model} in {first.report.load_s:.0f} s, once.")
            rounds = max(1, round(effort.recorded_s / 20))
            for place in range(rounds):
                theirs.append(bench.their_wall_s(model))
                for engine, runs in ours.items():
                    cancels = effort.tries if place == rounds - 1 else 0
                    runs.append(
                        bench.ours(model, with_openvino=engine == "OpenVINO", cancels=cancels)
                    )
            for engine, runs in ours.items():
                rows.append(_row(model, engine, _merged(runs), effort))
                best_s = min(run.wall_s for run in runs)
                ratio = f"{best_s / min(theirs):.2f}"
                ratios.append((model, engine, f"{min(theirs):.1f} s", f"{best_s:.1f} s", ratio))
        playing = _playback_rows(bench)
    columns = (
        "model",
        "engine",
        "loading",
        "s per s of song",
        "peak memory",
        "first span after",
        "cancel, worst",
    )
    return [
        Table(f"Separation of {effort.recorded_s:.0f} s", columns, tuple(rows), tuple(notes)),
        Table(
            "Beside the demucs command line",
            ("model", "engine", "demucs", "Woodshed", "ratio"),
            tuple(ratios),
        ),
        Table(
            "A separation beside playback",
            ("playback", "s per s of song", "times as long"),
            tuple(playing),
        ),
    ]


class _Bench:
    """A folder with a song, checkpoints and what comes out."""

    def __init__(self, folder: Path, effort: Effort) -> None:
        self.effort = effort
        self.folder = folder
        self.mix = folder / "mix.wav"
        save_song(self.mix, long_song(effort.recorded_s))
        self._repository = folder / "repository"
        self._repository.mkdir()
        self._digests: dict[str, str] = {}
        self._count = 0

    def add_checkpoint(self, model: str) -> None:
        """Save random weights in the official layout."""
        torch.manual_seed(0)
        package = official_package(_SHAPES[model]())
        self._digests[model] = save_checkpoint(self._checkpoint(model), package)

    def ours(
        self, model: str, *, with_openvino: bool, cancels: int = 0, polite: bool = False
    ) -> _Run:
        """Separate with Woodshed, in a process."""
        self._count += 1
        order = Order(
            model=model,
            architecture=MODELS[model].members[0].architecture.value,
            checkpoint=str(self._checkpoint(model)),
            sha256=self._digests.get(model, ""),
            mix=str(self.mix),
            folder=str(self.folder / f"ours-{self._count}"),
            began_at_s=time.time(),
            with_openvino=with_openvino,
            polite=polite,
        )
        run = _process(order)
        if not cancels:
            return run
        # In a process of its own: it would count as time of the other.
        cancelling = _process(
            Order(**{**asdict(order), "cancels": cancels, "folder": f"{order.folder}-cancelled"})
        )
        return _Run(
            run.wall_s,
            Report(**{**asdict(run.report), "cancel_s": cancelling.report.cancel_s}),
        )

    def their_wall_s(self, model: str) -> float:
        """Separate with the demucs command line; how long it took."""
        command = [sys.executable, "-m", "demucs", "--repo", self._repository, "-n", model]
        command += ["-d", "cpu", "--shifts", "0", "--overlap", "0.25", "--float32"]
        command += ["-o", self.folder / "theirs", self.mix]
        if model == "hdemucs_mmi":  # ours has segments of this length
            segment_s = MODELS[model].segment_frames // MODELS[model].sample_rate
            command += ["--segment", str(segment_s)]
        began_s = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=_LIMIT_S)
        return time.perf_counter() - began_s

    def _checkpoint(self, model: str) -> Path:
        return self._repository / f"{model}.th"


def _process(order: Order) -> _Run:
    began_s = time.perf_counter()
    answer = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.separating_process", json.dumps(asdict(order))],
        cwd=_ROOT,
        env={**os.environ, "WOODSHED_CACHE_DIR": str(Path(order.mix).parent / "cache")},
        stdout=subprocess.PIPE,
        check=True,
        timeout=_LIMIT_S,
    )
    fields: dict[str, Any] = json.loads(answer.stdout)
    return _Run(time.perf_counter() - began_s, Report(**fields))


def _engines(model: str) -> tuple[str, ...]:
    # Asked for without importing it: only our module keeps it from reporting that.
    has_openvino = importlib.util.find_spec("openvino") is not None
    return ("torch", "OpenVINO") if has_openvino and model != "hdemucs_mmi" else ("torch",)


def _merged(runs: list[_Run]) -> _Run:
    """The quickest run, with the cancels of all."""
    best = min(runs, key=lambda run: run.report.separation_s)
    cancel_s = [each for run in runs for each in run.report.cancel_s]
    return _Run(best.wall_s, Report(**{**asdict(best.report), "cancel_s": cancel_s}))


def _row(model: str, engine: str, run: _Run, effort: Effort) -> tuple[str, ...]:
    report = run.report
    return (
        model,
        engine,
        f"{report.load_s:.1f} s",
        f"{report.separation_s / effort.recorded_s:.2f}",
        f"{report.peak_mb:.0f} MB",
        f"{report.first_span_s:.1f} s",
        f"{max(report.cancel_s):.2f} s",
    )


def _playback_rows(bench: _Bench) -> list[tuple[str, ...]]:
    """How much longer a separation takes at low priority while the app plays four ready stems."""
    length_s = bench.effort.recorded_s
    stems = bench.folder / "stems"
    save_stems(stems, noise_song(10 * length_s))
    engine = _engines("htdemucs")[-1]

    def separation_s() -> float:
        runs = [
            bench.ours("htdemucs", with_openvino=engine == "OpenVINO", polite=True)
            for _ in range(max(1, round(length_s / 30)))
        ]
        return min(run.report.separation_s for run in runs)

    with servers() as (card, environment), recorded_app(stems, card, environment) as app:
        alone_s = separation_s()
        rows = [("none", f"{alone_s / length_s:.2f}", "1")]
        for percent in (100, _TEMPO_PERCENT):
            app.app.ask("tempo", percent=percent)
            app.go_to_start()
            app.press("Space")
            beside_s = separation_s()
            still_playing = app.app.ask("key", key="Space")["position_s"] < 10 * length_s - 1
            assert still_playing, "the song ended before the separation did"
            rows.append(
                (
                    f"at {percent} %",
                    f"{beside_s / length_s:.2f}",
                    f"{beside_s / alone_s:.2f}",
                )
            )
    return rows
