"""From a checkpoint to the file the app ships, and the facts its model card needs."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save

from separation.compact_network import CompactNetwork
from separation.training.training_state import read_checkpoint

FACTS_SUFFIX = ".facts.json"


def export(checkpoint: Path, weights: Path, data: Path | None = None) -> dict[str, object]:
    """Write the averaged weights as float16 to `weights`, and the facts beside them.

    data: the folder it was trained with, whose items and licences are then counted.

    Returns: the facts. Raises: OSError, ValueError if the checkpoint is of another version.
    """
    content = read_checkpoint(checkpoint)
    average: dict[str, torch.Tensor] = content["average"]["network"]
    halves = {name: tensor.half().contiguous() for name, tensor in average.items()}
    binary = save(halves)
    _replace(weights, binary)
    facts: dict[str, object] = {
        "sha256": hashlib.sha256(binary).hexdigest(),
        "bytes": len(binary),
        "parameters": sum(tensor.numel() for tensor in average.values()),
        **content["progress"],
        "seed": content["seed"],
        "data": _data_facts(data) if data is not None else {},
    }
    text = json.dumps(facts, indent=1, sort_keys=True)
    _replace(weights.with_suffix(FACTS_SUFFIX), text.encode())
    return facts


def read_network(path: Path) -> CompactNetwork:
    """The network of an exported file, or the averaged one of a checkpoint (.pt), to score it."""
    network = CompactNetwork()
    state = read_checkpoint(path)["average"]["network"] if path.suffix == ".pt" else load_file(path)
    network.load_state_dict(state)
    return network.float().eval()


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
