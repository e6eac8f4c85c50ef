"""Excerpts as folders of stems, so that `woodshed evaluate` of any version can score what it makes.

That is how a network is compared whose code is no longer here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import soundfile

from separation.evaluation import Sdr
from separation.models import STEMS
from separation.training.validation import SAMPLE_RATE, Scores, Song, by_kind


def write_songs(songs: Sequence[Song], folder: Path) -> None:
    """Write each song as `folder`/KIND/NAME/STEM.wav, silent stems too.

    Raises: OSError, soundfile.LibsndfileError.
    """
    for song in songs:
        song_folder = folder / song.kind / song.name
        song_folder.mkdir(parents=True, exist_ok=True)
        for stem, samples in zip(STEMS, song.stems, strict=True):
            soundfile.write(song_folder / f"{stem}.wav", samples.T, SAMPLE_RATE, subtype="FLOAT")


def read_scores(path: Path, songs: Sequence[Song]) -> dict[str, Scores]:
    """The scores by kind from what `woodshed evaluate --json` printed about folders of `songs`.

    Raises: OSError; ValueError if it is something else, or not about the same songs.
    """
    content = json.loads(path.read_text("utf-8"))
    folders = {Path(folder).name: result for folder, result in content["folders"].items()}
    if set(folders) != {song.name for song in songs}:
        raise ValueError(f"{path} is about other songs")

    def found() -> Iterator[tuple[str, str, Sdr]]:
        for song in songs:
            for stem, score in folders[song.name]["scores"].items():
                yield song.kind, stem, Sdr(score["whole_db"], score["median_db"])

    return by_kind(found())
