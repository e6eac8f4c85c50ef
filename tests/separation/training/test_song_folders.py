"""Excerpts go out as folders of stems, and come back as what `woodshed evaluate` said of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.command_line import main
from separation.models import STEMS
from separation.training.baselines import shipped
from separation.training.song_folders import read_scores, write_songs
from separation.training.stem_library import read_library
from separation.training.validation import Song, draw_songs, score


def test_evaluate_says_of_the_folders_what_score_says_of_the_songs(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    songs = draw_songs(read_library(data, "validation"), 2.0, 0)
    write_songs(songs, tmp_path / "songs")
    folder = tmp_path / "songs" / "pop" / "song-c"
    written, rate = soundfile.read(folder / "bass.wav", dtype="float32")
    assert rate == 44100
    np.testing.assert_array_equal(written.T, songs[0].stems[STEMS.index("bass")])
    assert main(["evaluate", str(folder), "--model", "compact", "--device", "cpu", "--json"]) == 0
    said = tmp_path / "said.json"
    said.write_text(capsys.readouterr().out, "utf-8")
    scores = read_scores(said, songs)
    ours = score(songs, shipped)
    assert set(scores) == set(ours) == {"pop", "all"}
    for stem in STEMS:
        assert scores["pop"][stem] == pytest.approx(ours["pop"][stem], abs=0.01)


def test_scores_of_other_songs_are_refused(data: Path, tmp_path: Path) -> None:
    said = tmp_path / "said.json"
    said.write_text('{"folders": {"pop/song-d": {"scores": {}}}}', "utf-8")
    with pytest.raises(ValueError, match="other songs"):
        read_scores(said, draw_songs(read_library(data, "validation"), 1.0, 0))


def test_a_silent_stem_is_written_too(tmp_path: Path) -> None:
    stems = np.zeros((4, 2, 4410), np.float32)
    stems[0] = 0.1
    write_songs([Song("song-e", "sung", stems)], tmp_path)
    assert {path.stem for path in (tmp_path / "sung" / "song-e").iterdir()} == set(STEMS)
