"""A little data as `prepare` would leave it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from separation.models import STEMS

SECONDS = 4
HERTZ = {"vocals": 880.0, "drums": 5000.0, "bass": 60.0, "other": 330.0}


def _write(folder: Path, stem: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    time_s = np.arange(SECONDS * 44100) / 44100
    wave = 0.2 * np.sin(2 * np.pi * HERTZ[stem] * time_s) * (1 + np.sin(7 * time_s))
    sound = np.stack([wave, 0.7 * wave], axis=1) + 0.002 * rng.standard_normal((len(wave), 2))
    folder.mkdir(parents=True, exist_ok=True)
    soundfile.write(folder / f"{stem}.wav", sound, 44100, subtype="PCM_16")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two songs to train with, one of them without bass, one to validate with, a sung part."""
    folder = tmp_path_factory.mktemp("data")
    planned = [
        ("song-a", "real", "train", STEMS),
        ("song-b", "pop", "train", ("vocals", "drums", "other")),
        ("song-c", "pop", "validation", STEMS),
        ("sung-a", "part", "train", ("vocals",)),
    ]
    items = []
    for seed, (name, kind, split, stems) in enumerate(planned):
        for stem in stems:
            _write(folder / "items" / name, stem, seed)
        items.append(
            {
                "name": name,
                "kind": kind,
                "split": split,
                "seconds": float(SECONDS),
                "stems": list(stems),
                "sources": ["sines"],
                "licence": "CC0-1.0",
            }
        )
    manifest = {"version": 1, "seed": 1, "items": items, "sources": []}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder
