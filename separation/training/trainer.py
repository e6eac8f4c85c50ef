"""Training: steps until the sitting is over, with points of the curve and checkpoints in between."""

from __future__ import annotations

import logging
import os
import platform
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from separation.models import STEMS
from separation.training.curve import CurvePoint, append_point
from separation.training.excerpts import Excerpts
from separation.training.loss import batch_loss, targets
from separation.training.schedule import Schedule
from separation.training.stem_library import StemItem
from separation.training.training_state import TrainingState
from separation.training.validation import Song, mean_whole_db, network_stems
from separation.two_window_network import TwoWindowNetwork
from separation.two_window_spectrum import HOP_FRAMES, SAMPLE_RATE, high_features, low_features

CHECKPOINT = "checkpoint.pt"
DECAYED = "decayed.pt"
CURVE = "curve.csv"
_CLIP_NORM = 1.0
_CALIBRATION_BATCHES = 6
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How much is done at once, and how often is said how it goes."""

    excerpt_hops: int = 125
    batch_size: int = 6
    point_s: float = 60.0
    checkpoint_s: float = 300.0
    validation_s: float = 600.0


class Trainer:
    """One sitting. It goes on from the checkpoint in `run`, if there is one."""

    def __init__(
        self,
        items: tuple[StemItem, ...],
        validation: tuple[Song, ...],
        run: Path,
        schedule: Schedule,
        device: torch.device,
        seed: int,
        pace: Pace,
    ) -> None:
        self._validation = validation
        self._run = run
        self._schedule = schedule
        self._device = device
        self._pace = pace
        self._state = TrainingState(device, schedule.learning_rate, seed)
        run.mkdir(parents=True, exist_ok=True)
        if (run / CHECKPOINT).exists():
            self._state.load(run / CHECKPOINT)
        self._excerpts = Excerpts(
            items,
            frames=pace.excerpt_hops * HOP_FRAMES,
            size=pace.batch_size,
            seed=self._state.seed,
            workers=torch.get_num_threads() if device.type == "cpu" else 1,
        )

    def train(self) -> TrainingState:
        """Train until the schedule's minutes are over."""
        _log.info("training on %s, from step %d", _device_words(self._device), self._step)
        if self._step == 0:
            self._calibrate()
        begin = point_at = checkpoint_at = validated_at = time.monotonic()
        minutes_before = self._state.progress.minutes
        losses: list[Tensor] = []
        data_s = 0.0
        decaying = False
        batches = self._batches()
        while (minute := (time.monotonic() - begin) / 60) < self._schedule.minutes:
            if not decaying and self._schedule.is_decaying(minute):
                decaying = True
                # A later sitting goes on from before the decay.
                self._state.save(self._run / CHECKPOINT)
            asked = time.monotonic()
            stems = next(batches)
            data_s += time.monotonic() - asked
            losses.append(self._learn(stems.to(self._device), minute))
            now = time.monotonic()
            self._state.progress.minutes = minutes_before + (now - begin) / 60
            if now - point_at >= self._pace.point_s:
                validates = now - validated_at >= self._pace.validation_s
                self._say(losses, data_s / (now - point_at), minute, validates=validates)
                losses, data_s, point_at = [], 0.0, time.monotonic()
                validated_at = point_at if validates else validated_at
            if now - checkpoint_at >= self._pace.checkpoint_s:
                self._save(decaying=decaying)
                checkpoint_at = time.monotonic()
        if losses:
            share = data_s / max(1e-6, time.monotonic() - point_at)
            self._say(losses, share, minute, validates=True)
        self._save(decaying=decaying)
        return self._state

    @property
    def _step(self) -> int:
        return self._state.progress.step

    def _learn(self, stems: Tensor, minute: float) -> Tensor:
        state = self._state
        rate = self._schedule.rate(self._step, minute)
        with torch.no_grad():
            low_mix, high_mix, low_target, high_target = targets(stems)
            low, high = low_features(low_mix), high_features(high_mix)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._device.type == "cuda"):
            low_logits, high_logits = state.network(low, high)
        loss = batch_loss(low_logits, high_logits, low_target, high_target)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(state.network.parameters(), _CLIP_NORM)
        for optimizer in state.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        state.average.add(state.network)
        state.progress.step += 1
        state.progress.audio_s += stems.shape[0] * stems.shape[-1] / SAMPLE_RATE
        return loss.detach()

    def _calibrate(self) -> None:
        """Tell the network what a bin is like on average, from the first batches."""
        lows, highs = [], []
        for step in range(_CALIBRATION_BATCHES):
            stems = torch.from_numpy(self._excerpts.batch(step)).to(self._device)
            low_mix, high_mix, _, _ = targets(stems)
            lows.append(low_features(low_mix).flatten(0, 1))
            highs.append(high_features(high_mix).flatten(0, 1))
        for network in (self._state.network, self._state.average.network):
            calibrate(network, torch.cat(lows), torch.cat(highs))

    def _batches(self) -> Iterator[Tensor]:
        """Batches from the next step on. Beside a graphics card, other processes make them."""
        processes = 0 if self._device.type == "cpu" else max(1, (os.cpu_count() or 2) - 1)
        loader: DataLoader[Tensor] = DataLoader(
            _Batches(self._excerpts),
            batch_size=None,
            sampler=range(self._step, 1 << 40),
            num_workers=processes,
            prefetch_factor=4 if processes else None,
        )
        yield from loader

    def _say(
        self, losses: list[Tensor], data_share: float, minute: float, *, validates: bool
    ) -> None:
        progress = self._state.progress
        scores: dict[str, float] = {}
        if validates and self._validation:
            estimator = network_stems(self._state.average.network)
            scores = mean_whole_db(self._validation, estimator)
        point = CurvePoint(
            minutes=progress.minutes,
            step=progress.step,
            audio_s=progress.audio_s,
            loss=float(torch.stack(losses).mean()),
            learning_rate=self._schedule.rate(progress.step, minute),
            data_share=data_share,
            device=self._device.type,
            **{f"{stem}_db": scores.get(stem) for stem in STEMS},
        )
        append_point(self._run / CURVE, point)
        _log.info("%s", point)

    def _save(self, *, decaying: bool) -> None:
        self._state.save(self._run / (DECAYED if decaying else CHECKPOINT))


class _Batches(Dataset[Tensor]):
    """The batch of each step, for torch's loader."""

    def __init__(self, excerpts: Excerpts) -> None:
        self._excerpts = excerpts

    def __getitem__(self, step: int) -> Tensor:
        return torch.from_numpy(self._excerpts.batch(step))


@torch.no_grad()
def calibrate(network: TwoWindowNetwork, low: Tensor, high: Tensor) -> None:
    """Set what the network subtracts and divides by, from features (hops, features, bins)."""
    network.low_mean.copy_(low.mean(dim=0))
    network.low_scale.copy_(1 / (low.std(dim=0) + 1e-3))
    network.high_mean.copy_(high.mean(dim=0))
    network.high_scale.copy_(1 / (high.std(dim=0) + 1e-3))


def _device_words(device: torch.device) -> str:
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"{torch.get_num_threads()} threads of {platform.processor() or platform.machine()}"
