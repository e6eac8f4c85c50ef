"""Training learns, goes on where it stopped, and its weights can be exported and scored."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from separation.compact_network import CompactNetwork
from separation.training.__main__ import main
from separation.training.excerpts import Excerpts
from separation.training.export import Blend, export, read_network
from separation.training.gradients import CardGradients, ThreadedGradients
from separation.training.schedule import Schedule
from separation.training.sounds import FileSounds, ResidentSounds
from separation.training.stem_library import read_library
from separation.training.trainer import CHECKPOINT, CURVE, DECAYED, Pace, Trainer
from separation.training.training_state import TrainingState, read_checkpoint
from separation.training.validation import draw_songs

CPU = torch.device("cpu")
PACE = Pace(excerpt_hops=13, batch_size=2)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def sitting(
    data: Path, run: Path, minutes: float, decay_minutes: float = 0.0, pace: Pace = PACE
) -> TrainingState:
    items, songs = read_library(data, "train"), draw_songs(read_library(data, "validation"), 1.0, 0)
    schedule = Schedule(2e-3, minutes, decay_minutes)
    return Trainer(items, songs, run, schedule, CPU, 1, pace).train()


def drawn(data: Path, size: int) -> tuple[Excerpts, FileSounds]:
    items = read_library(data, "train")
    sounds = FileSounds(items)
    return Excerpts(items, sounds, 13 * 1024, size, seed=1), sounds


def points(run: Path) -> list[dict[str, str]]:
    with (run / CURVE).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_sitting_goes_on_from_the_one_before(data: Path, tmp_path: Path) -> None:
    first = sitting(data, tmp_path, 0.02)
    steps = first.progress.step
    assert steps > 0
    second = sitting(data, tmp_path, 0.02, decay_minutes=0.01)
    assert second.progress.step > steps
    assert second.progress.audio_s == pytest.approx(
        second.progress.step * 2 * 13 * 1024 / 44100, rel=1e-6
    )
    assert second.progress.minutes > first.progress.minutes
    rows = points(tmp_path)
    assert len(rows) == 2
    assert all(float(rows[-1][f"{stem}_db"]) > -40 for stem in ("vocals", "drums", "bass"))
    assert rows[0]["device"] == "cpu"
    # The next sitting goes on from before the decay.
    before_decay, after = (
        read_checkpoint(tmp_path / name)["progress"]["step"] for name in (CHECKPOINT, DECAYED)
    )
    assert steps <= before_decay <= after == second.progress.step


def test_a_sitting_ends_with_scores(data: Path, tmp_path: Path) -> None:
    # A point after every step: the last one is due just when the sitting is over.
    sitting(data, tmp_path, 0.02, pace=replace(PACE, point_s=0.0))
    rows = points(tmp_path)
    assert len(rows) == int(rows[-1]["step"])
    assert rows[-1]["drums_db"]
    assert not any(row["drums_db"] for row in rows[:-1])


def test_a_checkpoint_holds_everything(tmp_path: Path) -> None:
    state = TrainingState(CPU, 2e-3, seed=4)
    sum(parameter.square().sum() for parameter in state.network.parameters()).backward()  # type: ignore[union-attr]
    for optimizer in state.optimizers:
        optimizer.step()
    state.average.add(state.network)
    state.progress.step = 5
    state.save(tmp_path / CHECKPOINT)
    other = TrainingState(CPU, 2e-3, seed=9)
    other.load(tmp_path / CHECKPOINT)
    assert (other.seed, other.progress) == (4, state.progress)
    for one, two in zip(state.network.parameters(), other.network.parameters(), strict=True):
        assert torch.equal(one, two)
    for ours, theirs in zip(state.optimizers, other.optimizers, strict=True):
        assert len(ours.state) == len(theirs.state) > 0


def test_threads_find_the_gradient_that_one_would(data: Path) -> None:
    excerpts, sounds = drawn(data, 4)
    torch.manual_seed(1)
    network = CompactNetwork()
    found = []
    losses = []
    for threads in (1, 3):
        network.zero_grad()
        with closing(ThreadedGradients(network, excerpts, sounds, threads)) as source:
            losses.append(source.of_step(5).loss)
        found.append([parameter.grad.clone() for parameter in network.parameters()])  # type: ignore[union-attr]
    assert losses[0] == pytest.approx(losses[1], rel=0.05)
    norm = sum(float(one.square().sum()) for one in found[0]) ** 0.5
    apart = sum(float((a - b).square().sum()) for a, b in zip(*found, strict=True)) ** 0.5
    assert apart < 0.05 * norm


def test_a_card_finds_the_gradient_that_threads_would(data: Path) -> None:
    items = read_library(data, "train")
    resident = ResidentSounds(items, CPU)  # as on a card; there may be none here
    excerpts = Excerpts(items, resident.levels, 13 * 1024, size=4, seed=1)
    torch.manual_seed(1)
    network = CompactNetwork()
    found = []
    for source in (
        CardGradients(network, excerpts, resident, first_step=5),
        ThreadedGradients(network, excerpts, resident, threads=2),
    ):
        network.zero_grad()
        with closing(source):
            source.of_step(5)
        found.append([parameter.grad.clone() for parameter in network.parameters()])  # type: ignore[union-attr]
    norm = sum(float(one.square().sum()) for one in found[0]) ** 0.5
    apart = sum(float((a - b).square().sum()) for a, b in zip(*found, strict=True)) ** 0.5
    assert apart < 0.05 * norm


def test_steps_make_the_loss_smaller(data: Path) -> None:
    excerpts, sounds = drawn(data, 2)
    state = TrainingState(CPU, 2e-3, seed=1)
    losses = []
    with closing(ThreadedGradients(state.network, excerpts, sounds, 1)) as source:
        for _ in range(12):
            losses.append(source.of_step(0).loss)
            for optimizer in state.optimizers:
                optimizer.step()
                optimizer.zero_grad()
    assert losses[-1] < 0.7 * losses[0]


def test_an_export_holds_the_average_and_its_facts(data: Path, tmp_path: Path) -> None:
    state = TrainingState(CPU, 2e-3, seed=4)
    state.progress.audio_s = 12.5
    state.save(tmp_path / CHECKPOINT)
    weights = tmp_path / "compact.safetensors"
    facts = export(tmp_path / CHECKPOINT, weights, data)
    assert facts["audio_s"] == 12.5
    assert facts["data"]["part"] == {"items": 1, "seconds": 4.0, "licences": ["CC0-1.0"]}  # type: ignore[index]
    assert json.loads((tmp_path / "compact.facts.json").read_text("utf-8")) == facts
    assert all(tensor.dtype == torch.float16 for tensor in load_file(weights).values())
    assert weights.stat().st_size == facts["bytes"] < 16e6
    network = read_network(weights)
    for one, two in zip(network.parameters(), state.network.parameters(), strict=True):
        torch.testing.assert_close(one, two, atol=1e-3, rtol=1e-3)


def test_an_export_can_be_blended_with_earlier_weights(tmp_path: Path) -> None:
    earlier, later = (TrainingState(CPU, 2e-3, seed) for seed in (1, 2))
    earlier.save(tmp_path / "earlier.pt")
    later.save(tmp_path / "later.pt")
    weights = tmp_path / "compact.safetensors"
    facts = export(tmp_path / "later.pt", weights, blend=Blend(tmp_path / "earlier.pt", 0.25))
    assert facts["blended"] == {"with": "earlier.pt", "share": 0.25}
    blended = read_network(weights).head_weight
    wanted = 0.25 * earlier.network.head_weight + 0.75 * later.network.head_weight
    torch.testing.assert_close(blended, wanted, atol=1e-3, rtol=1e-3)


@pytest.mark.parametrize("blend", ["before.pt", "0.4=", "much=before.pt", "1.5=before.pt"])
def test_a_blend_that_is_none_is_refused(
    blend: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("training", "export", "a.pt", "b.safetensors", "--blend", blend)
    monkeypatch.setattr(sys, "argv", list(arguments))
    with pytest.raises(SystemExit):
        main()
    assert f"“{blend}” is not SHARE=FILE" in capsys.readouterr().err


@pytest.mark.slow
def test_the_commands_run(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def command(*arguments: object) -> str:
        monkeypatch.setattr(sys, "argv", ["training", *map(str, arguments)])
        main()
        return capsys.readouterr().out

    command("train", data, tmp_path, "--smoke")
    command("export", tmp_path / DECAYED, tmp_path / "before.safetensors")
    blend = f"0.5={tmp_path / 'before.safetensors'}"
    command(
        "export", tmp_path / DECAYED, tmp_path / "new.safetensors", "--data", data, "--blend", blend
    )
    table = command("score", data, tmp_path / "new.safetensors", "--seconds", 3)
    assert "| pop (1) |" in table
    assert "| classical |" in table
    mixture, ideal = (
        float(line.split("|")[-2])
        for line in table.splitlines()[:8]
        if line.startswith(("| mixture |", "| ideal"))
    )
    assert ideal > mixture + 5
    score = ("score", data, "--without-baselines", "--seconds", 3)
    command(*score, "--write", tmp_path / "songs")
    assert (tmp_path / "songs" / "pop" / "song-c" / "bass.wav").exists()
    said = {"folders": {"song-c": {"scores": {"bass": {"whole_db": 7.0, "median_db": 6.0}}}}}
    (tmp_path / "said.json").write_text(json.dumps(said), "utf-8")
    beside = command(*score, "--beside", f"earlier={tmp_path / 'said.json'}")
    assert "| earlier | - | - | 7.00 / 6.00 | - | 7.00 |" in beside
