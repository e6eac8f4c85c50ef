"""Training: steps until the sitting is over; points of the curve and checkpoints in between."""

from __future__ import annotations

import logging
import platform
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import torch
from torch import Tensor

from separation.compact_network import CompactNetwork
from separation.compact_spectrum import HOP_FRAMES, SAMPLE_RATE, features
from separation.models import STEMS
from separation.training.curve import CurvePoint, append_point
from separation.training.excerpts import Excerpts, render
from separation.training.gradients import Gradients, StepLoss, gradients
from separation.training.loss import targets
from separation.training.schedule import Schedule
from separation.training.sounds import FileSounds, Levels, ResidentSounds, Sounds
from separation.training.stem_library import StemItem
from separation.training.training_state import TrainingState
from separation.training.validation import Song, mean_whole_db, network_stems

CHECKPOINT = "checkpoint.pt"
DECAYED = "decayed.pt"
CURVE = "curve.csv"
_CLIP_NORM = 1.0
_CALIBRATION_BATCHES = 6
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How much is done at once, and how often is said how it goes."""

    excerpt_hops: int = 127
    batch_size: int = 4
    point_s: float = 60.0
    checkpoint_s: float = 300.0
    validation_s: float = 600.0


class Trainer:
    """One sitting. It goes on from the checkpoint in `run`, else from exported weights, if any."""

    def __init__(
        self,
        items: tuple[StemItem, ...],
        validation: tuple[Song, ...],
        run: Path,
        schedule: Schedule,
        device: torch.device,
        seed: int,
        pace: Pace,
        begin_with: Path | None = None,
    ) -> None:
        self._validation = validation
        self._run = run
        self._schedule = schedule
        self._device = device
        self._pace = pace
        self._state = TrainingState(device, schedule.learning_rate, seed)
        run.mkdir(parents=True, exist_ok=True)
        self._begin_with = begin_with
        if (run / CHECKPOINT).exists():
            self._state.load(run / CHECKPOINT)
        self._sounds, levels = _sounds_on(device, items)
        self._excerpts = Excerpts(
            items,
            levels,
            frames=pace.excerpt_hops * HOP_FRAMES,
            size=pace.batch_size,
            seed=self._state.seed,
        )

    def train(self) -> TrainingState:
        """Train until the schedule's minutes are over."""
        _log.info("training on %s, from step %d", _device_words(self._device), self._step)
        if self._step == 0 and self._begin_with is not None:
            self._state.begin_with(self._begin_with)
        elif self._step == 0:
            self._calibrate()
        with closing(
            gradients(self._state.network, self._excerpts, self._sounds, self._step)
        ) as source:
            self._train(source)
        return self._state

    def _train(self, source: Gradients) -> None:
        begin = point_at = checkpoint_at = validated_at = time.monotonic()
        minutes_before = self._state.progress.minutes
        taken: list[StepLoss] = []
        decaying = False
        minute = 0.0
        while minute < self._schedule.minutes:
            if not decaying and self._schedule.is_decaying(minute):
                decaying = True
                # A later sitting goes on from before the decay.
                self._save(decaying=False)
            taken.append(source.of_step(self._step))
            self._take_step(minute)
            now = time.monotonic()
            minute = (now - begin) / 60
            self._state.progress.minutes = minutes_before + minute
            # The sitting's last point has scores: it is not said in here.
            if now - point_at >= self._pace.point_s and minute < self._schedule.minutes:
                validates = now - validated_at >= self._pace.validation_s
                self._say(taken, minute, validates=validates)
                taken, point_at = [], time.monotonic()
                validated_at = point_at if validates else validated_at
            if now - checkpoint_at >= self._pace.checkpoint_s:
                self._save(decaying=decaying)
                checkpoint_at = time.monotonic()
        if taken:
            self._say(taken, minute, validates=True)
        if not decaying:
            self._save(decaying=False)
        if self._schedule.decay_minutes:
            self._save(decaying=True)

    @property
    def _step(self) -> int:
        return self._state.progress.step

    def _take_step(self, minute: float) -> None:
        state = self._state
        norm = torch.nn.utils.clip_grad_norm_(state.network.parameters(), _CLIP_NORM)
        for optimizer in state.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self._schedule.rate(self._step, minute)
            if norm.isfinite():
                optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        state.average.add(state.network)
        state.progress.step += 1
        state.progress.audio_s += self._excerpts.size * self._excerpts.frames / SAMPLE_RATE

    def _calibrate(self) -> None:
        """Tell the network what a bin is like on average, from the first batches."""
        heard = []
        for step in range(_CALIBRATION_BATCHES):
            stems = render(self._excerpts.batch(step), self._excerpts.frames, self._sounds)
            mix, _ = targets(stems)
            heard.append(features(mix).flatten(0, 1))
        for network in (self._state.network, self._state.average.network):
            calibrate(network, torch.cat(heard))

    def _say(self, taken: list[StepLoss], minute: float, *, validates: bool) -> None:
        progress = self._state.progress
        scores: dict[str, float] = {}
        if validates and self._validation:
            estimator = network_stems(self._state.average.network)
            scores = mean_whole_db(self._validation, estimator)
        point = CurvePoint(
            minutes=progress.minutes,
            step=progress.step,
            audio_s=progress.audio_s,
            loss=mean(step.loss for step in taken),
            learning_rate=self._schedule.rate(progress.step, minute),
            data_share=mean(step.data_share for step in taken),
            device=self._device.type,
            **{f"{stem}_db": scores.get(stem) for stem in STEMS},
        )
        append_point(self._run / CURVE, point)
        _log.info("%s", point)

    def _save(self, *, decaying: bool) -> None:
        self._state.save(self._run / (DECAYED if decaying else CHECKPOINT))


@torch.no_grad()
def calibrate(network: CompactNetwork, heard: Tensor) -> None:
    """Begin with what subtracts and divides evenly, from features (hops, features, bins)."""
    network.mean.copy_(heard.mean(dim=0))
    network.scale.copy_(1 / (heard.std(dim=0) + 0.1))


def _sounds_on(device: torch.device, items: tuple[StemItem, ...]) -> tuple[Sounds, Levels]:
    """A graphics card gets all of the sound; a processor reads what it takes."""
    if device.type != "cpu":
        resident = ResidentSounds(items, device)
        return resident, resident.levels
    files = FileSounds(items)
    return files, files


def _device_words(device: torch.device) -> str:
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"{torch.get_num_threads()} threads of {platform.processor() or platform.machine()}"
