"""From a checkpoint to the file the app ships, and the facts its model card needs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save

from separation.compact_network import CompactNetwork
from separation.training.training_state import read_checkpoint

FACTS_SUFFIX = ".facts.json"


@dataclass(frozen=True)
class Blend:
    """Weights from earlier on the same way, of which `share` (0 to 1) goes into an export."""

    weights: Path
    share: float


def export(
    checkpoint: Path, weights: Path, data: Path | None = None, blend: Blend | None = None
) -> dict[str, object]:
    """Write the averaged weights as float16 to `weights`, and the facts beside them.

    data: the folder it was trained with, whose items and licences are then counted. blend: what
    else goes into the weights.

    Returns: the facts. Raises: OSError, ValueError if the checkpoint is of another version.
    """
    content = read_checkpoint(checkpoint)
    average = _weights_of(checkpoint)
    if blend is not None:
        others = _weights_of(blend.weights)
        average = {
            name: tensor.float().lerp(others[name].float(), blend.share)
            for name, tensor in average.items()
        }
    halves = {name: tensor.half().contiguous() for name, tensor in average.items()}
    binary = save(halves)
    _replace(weights, binary)
    facts: dict[str, object] = {
        "sha256": hashlib.sha256(binary).hexdigest(),
        "bytes": len(binary),
        "parameters": sum(tensor.numel() for tensor in average.values()),
        **content["progress"],
        "seed": content["seed"],
        "blended": None if blend is None else {"with": blend.weights.name, "share": blend.share},
        "data": _data_facts(data) if data is not None else {},
    }
    text = json.dumps(facts, indent=1, sort_keys=True)
    _replace(weights.with_suffix(FACTS_SUFFIX), text.encode())
    return facts


def read_network(path: Path) -> CompactNetwork:
    """The network of an exported file, or the averaged one of a checkpoint (.pt), to score it."""
    network = CompactNetwork()
    network.load_state_dict(_weights_of(path))
    return network.float().eval()


def _weights_of(path: Path) -> dict[str, torch.Tensor]:
    weights: dict[str, torch.Tensor] = (
        read_checkpoint(path)["average"]["network"] if path.suffix == ".pt" else load_file(path)
    )
    return weights


def _data_facts(data: Path) -> dict[str, dict[str, object]]:
    """For each kind of training item: how many, how long, under which licences."""
    manifest = json.loads((data / "manifest.json").read_text("utf-8"))
    facts: dict[str, dict[str, object]] = {}
    for item in manifest["items"]:
        if item["split"] == "train":
            of_kind = facts.setdefault(item["kind"], {"items": 0, "seconds": 0.0, "licences": []})
            of_kind["items"] += 1  # type: ignore[operator]
            of_kind["seconds"] += item["seconds"]
            if item["licence"] not in of_kind["licences"]:  # type: ignore[operator]
                of_kind["licences"].append(item["licence"])  # type: ignore[attr-defined]
    return facts


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
