from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile

from separation.training import prepare as preparing
from separation.training import rock
from separation.training.inspection import inspect, report
from separation.training.items import ItemPlan, render_item, rendered_entry
from separation.training.manifest import read_entries
from separation.training.notes import Part
from separation.training.rock import render_rock
from separation.training.sound import SAMPLE_RATE, Sound
from separation.training.soundfonts import Soundfonts
from separation.training.sources import FREEDOOM
from tests.separation.training.test_midi_files import write_midi
from tests.separation.training.test_mixdown import tone


def sine_synth(part: Part, seconds: float, soundfont: Path) -> Sound:
    """Plays parts without a soundfont."""
    out = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
    for note in part.notes:
        start = round(note.start_s * SAMPLE_RATE)
        wave = tone(440 * 2 ** ((note.pitch - 69) / 12), note.end_s - note.start_s)
        out[start : start + len(wave)] += wave[: len(out) - start]
    return out


def test_the_same_seed_renders_the_same_item(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rock, "play", sine_synth)
    monkeypatch.setitem(rock._SECONDS, "train", 3.0)
    write_midi(tmp_path / "a.mid", {0: (30, 52), 1: (33, 35), 9: (0, 36)}, notes=12)
    render = partial(render_rock, tmp_path / "a.mid", "train", 0, Soundfonts())
    plan = ItemPlan("rock-a", "rock", "train", (FREEDOOM,), render)
    entries = [render_item(plan, tmp_path / name, seed=7) for name in ("one", "two")]
    other = render_item(plan, tmp_path / "three", seed=8)
    assert entries[0] == entries[1] == rendered_entry(tmp_path / "one", "rock-a")
    assert entries[0].stems == ("bass", "drums", "other")
    assert entries[0].licence == "BSD-3-Clause"
    assert other.stems == entries[0].stems
    for stem in entries[0].stems:
        one, two, three = (
            soundfile.read(tmp_path / name / "rock-a" / f"{stem}.wav")[0]
            for name in ("one", "two", "three")
        )
        np.testing.assert_array_equal(one, two)
        assert not np.array_equal(one, three)
        assert len(one) == 3 * SAMPLE_RATE


def test_prepares_real_songs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "FETCHED", ())
    song = tmp_path / "real" / "hymn"
    song.mkdir(parents=True)
    for stem, hz in (("vocals", 400), ("drums", 90), ("bass", 60)):
        soundfile.write(song / f"{stem}.flac", tone(hz, 64.0), SAMPLE_RATE)
    soundfile.write(song / "other.flac", np.zeros((64 * SAMPLE_RATE, 2)), SAMPLE_RATE)
    data = tmp_path / "data"

    def run() -> None:
        preparing.prepare(
            data,
            real=tmp_path / "real",
            kinds=("real",),
            soundfonts=Soundfonts(),
            processes=1,
        )

    run()
    manifest = json.loads((data / "manifest.json").read_text())
    assert manifest["seed"] == preparing.SEED
    train, validation = manifest["items"]
    assert (train["split"], train["seconds"]) == ("train", 4.0)
    assert (validation["split"], validation["seconds"]) == ("validation", 60.0)
    assert train["stems"] == ["bass", "drums", "vocals"]
    written = (data / "items" / "real-hymn-1" / "vocals.wav").stat().st_mtime_ns
    run()
    assert (data / "items" / "real-hymn-1" / "vocals.wav").stat().st_mtime_ns == written
    inspections = [inspect(data / "items", entry) for entry in read_entries(data)]
    lines = list(report(inspections))
    assert len(lines) == 4
    assert "vocals" in lines[1]
    assert inspections[0].bands["bass"][0] > 0.99
