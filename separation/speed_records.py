"""How quick this computer is with each network, remembered in a file of the user's data folder."""

from __future__ import annotations

import contextlib
import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from separation.lanes import Lanes
from separation.recipe import Recipe
from separation.weights_file import WeightsFile
from separation.weights_folder import weights_folder

BESIDE_PLAYBACK = 1.4
"""Where it was tried, separating beside playback took up to so many times as long as alone."""

_VERSION = 1
# Long enough that a song's ends do not count.
_LONG_SONG_FRAMES = 3600 * 44100


@dataclass(frozen=True)
class NetworkSpeed:
    """cost: seconds until a second more of sound has been heard by the network, in as many lanes as
    there are, where nothing else is at work. load_s: how long it takes to load, or None if that was
    not measured. was_measured: not if a separation said otherwise since, or was all there was.
    """

    cost: float
    load_s: float | None = None
    was_measured: bool = True


@dataclass(frozen=True)
class ComputingPlace:
    """device: "cpu", "cuda", "mps". lanes: how it is used."""

    device: str
    lanes: Lanes

    @classmethod
    def on(cls, device: str) -> ComputingPlace:
        """The place that a separation on `device` has."""
        return cls(device, Lanes.for_device(device))

    @property
    def key(self) -> str:
        """Its name in the file: cpu/4x2 are four segments at once, with two threads each."""
        lanes = self.lanes
        return f"{self.device}/{lanes.count}x{lanes.threads}"


@dataclass(frozen=True)
class SpeedRecords:
    """What was measured on this computer so far.

    devices: what it can compute on, fastest first; empty as long as nobody has looked. speeds: by
    the digest of a network's weights, so that other weights are measured anew, and by the place.
    """

    devices: tuple[str, ...] = ()
    speeds: Mapping[str, Mapping[str, NetworkSpeed]] = field(default_factory=dict)

    def place(self, device: str = "auto") -> ComputingPlace:
        """Where a model computes for which `device` was chosen: auto, cpu, cuda, mps."""
        fastest = self.devices[0] if self.devices else "cpu"
        return ComputingPlace.on(fastest if device == "auto" else device)

    def network(self, file: WeightsFile, place: ComputingPlace) -> NetworkSpeed | None:
        """How quick the network in `file` is there; None if that was not measured."""
        return self.speeds.get(file.sha256, {}).get(place.key)

    def cost(self, recipe: Recipe, device: str = "auto") -> float | None:
        """Seconds of work for each second of a song; None if a network was not measured yet."""
        place = self.place(device)
        costs = []
        for member in recipe.members:
            speed = self.network(member.weights, place)
            if speed is None:
                return None
            costs.append(speed.cost)
        return sum(costs) * _heard_per_second(recipe)

    def are_measured(self, recipe: Recipe, device: str = "auto") -> bool:
        """Whether each of its networks was measured, and no separation said otherwise since."""
        place = self.place(device)
        speeds = [self.network(member.weights, place) for member in recipe.members]
        return all(speed is not None and speed.was_measured for speed in speeds)

    def load_s(self, recipe: Recipe, device: str = "auto") -> float | None:
        """Seconds until its networks are loaded; None if one was not measured yet."""
        place = self.place(device)
        speeds = [self.network(member.weights, place) for member in recipe.members]
        known = [each.load_s for each in speeds if each is not None and each.load_s is not None]
        return sum(known) if len(known) == len(speeds) else None

    def with_speed(
        self, files: Iterable[WeightsFile], place: ComputingPlace, speed: NetworkSpeed
    ) -> SpeedRecords:
        """The same with the speed of these networks there."""
        speeds = {
            file.sha256: {**self.speeds.get(file.sha256, {}), place.key: speed} for file in files
        }
        return replace(self, speeds={**self.speeds, **speeds})


def _heard_per_second(recipe: Recipe) -> float:
    """Seconds of sound that a network hears for each second of a song: windows overlap."""
    grid = recipe.grid(_LONG_SONG_FRAMES)
    return len(recipe.shifts_frames) * grid.window_frames(1) / grid.step_frames


def speeds_path() -> Path:
    """The file."""
    return weights_folder().with_name("speeds.json")


def read_speeds() -> SpeedRecords:
    """What is remembered; nothing if the file is not there, damaged or of another version."""
    try:
        return _from_json(json.loads(speeds_path().read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return SpeedRecords()


def keep_speeds(records: SpeedRecords) -> None:
    """Remember `records`. Where they cannot be written they are measured again one day."""
    path = speeds_path()
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(json.dumps(_to_json(records), indent=1), "utf-8")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _to_json(records: SpeedRecords) -> dict[str, Any]:
    networks = {
        digest: {key: _to_list(speed) for key, speed in speeds.items()}
        for digest, speeds in records.speeds.items()
    }
    return {"version": _VERSION, "devices": list(records.devices), "networks": networks}


def _from_json(fields: Any) -> SpeedRecords:
    if fields["version"] != _VERSION:
        raise ValueError(f"version {fields['version']}")
    speeds = {
        str(digest): {str(key): _speed(*speed) for key, speed in by_place.items()}
        for digest, by_place in fields["networks"].items()
    }
    return SpeedRecords(tuple(map(str, fields["devices"])), speeds)


def _to_list(speed: NetworkSpeed) -> list[Any]:
    return [speed.cost, speed.load_s, speed.was_measured]


def _speed(cost: float, load_s: float | None, was_measured: bool = True) -> NetworkSpeed:
    if not (math.isfinite(cost) and cost > 0):
        raise ValueError(f"a cost of {cost}")
    return NetworkSpeed(float(cost), None if load_s is None else float(load_s), bool(was_measured))
