"""The commands, called as the shell calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.command_line import command_parser, main
from app.commands.evaluate import print_table
from app.commands.separate import wanted_recipe
from player.audio_file import read_all
from player.multitrack import SAMPLE_RATE
from player.stem_mp4 import find_stem_streams
from separation.device import available_devices
from separation.evaluation import Evaluation, Sdr, StemScore
from separation.models import MODELS
from separation.recipe import Recipe
from tests.app.conftest import MakeSong, music
from tests.player.stem_mp4_files import streams_in

STEMS = ("vocals", "drums", "bass", "other")


def read(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="float32")[0]


def test_separate_writes_stems_that_sum_to_the_mix(
    make_song: MakeSong, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_song("My Song.wav", seconds=4.0)
    assert main(["separate", str(path), "-o", str(tmp_path / "out")]) == 0
    folder = tmp_path / "out" / "My Song"
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{s}.wav" for s in STEMS)
    total = sum(read(folder / f"{stem}.wav") for stem in STEMS)
    mix = music(4.0)
    residual_db = 20 * np.log10(np.std(total - mix) / np.std(mix))
    assert residual_db < -80
    assert str(folder) in capsys.readouterr().out


def test_a_bad_song_is_one_line_and_the_others_go_on(
    make_song: MakeSong, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "notes.txt"
    bad.write_text("not a song")
    good = make_song("good.wav", seconds=1.0)
    out = tmp_path / "out"
    words = ["separate", str(bad), str(tmp_path / "gone.mp3"), str(good), "-o", str(out)]
    assert main([*words, "--stems", "bass,drums", "--format", "flac"]) == 2
    printed = capsys.readouterr()
    assert len(printed.err.strip().splitlines()) == 2
    assert sorted(file.name for file in (out / "good").iterdir()) == ["bass.flac", "drums.flac"]
    assert [folder.name for folder in out.iterdir()] == ["good"]


def test_two_songs_of_one_name_do_not_overwrite_each_other(
    make_song: MakeSong, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    one, two = make_song("song.wav", 1.0), make_song("a/song.wav", 1.0, 1)
    assert main(["separate", str(one), str(two), "-o", str(tmp_path / "out")]) == 0
    assert {folder.name for folder in (tmp_path / "out").iterdir()} == {"song", "song (2)"}


def test_a_stem_that_does_not_exist_is_told(
    make_song: MakeSong, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_song(seconds=1.0)
    assert main(["separate", str(path), "-o", str(tmp_path / "out"), "--stems", "kazoo"]) == 1
    assert "kazoo" in capsys.readouterr().err


def test_two_stems_are_one_and_the_mix_minus_it(
    make_song: MakeSong, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_song(seconds=2.0)
    words = ["separate", str(path), "-o", str(tmp_path / "out"), "--two-stems", "vocals"]
    assert main(words) == 0
    folder = tmp_path / "out" / path.stem
    assert {file.name for file in folder.iterdir()} == {
        "vocals.wav",
        "everything_but_vocals.wav",
    }
    total = read(folder / "vocals.wav") + read(folder / "everything_but_vocals.wav")
    assert np.abs(total - read(path)).max() < 1e-6
    assert "other stems" not in capsys.readouterr().err
    assert main([*words[:-1], "drums"]) == 0
    assert np.array_equal(
        total, read(folder / "vocals.wav") + read(folder / "everything_but_vocals.wav")
    )
    told = capsys.readouterr().err
    assert "other stems too, which do not add up with these: everything_but_vocals.wav, " in told


def test_stems_in_one_file(
    make_song: MakeSong, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_song(seconds=1.0)
    words = ["separate", str(path), "-o", str(tmp_path / "out"), "--format", "stem.mp4"]
    assert main([*words, "--two-stems", "vocals"]) == 0
    written = tmp_path / "out" / "song.stem.mp4"
    assert list((tmp_path / "out").iterdir()) == [written]
    assert str(written) in capsys.readouterr().out
    streams = find_stem_streams(written)
    assert [each.label.name for each in streams] == ["Everything else", "Vocals"]
    mix, rest, vocals, *silent = streams_in(written)
    assert np.abs(rest + vocals - mix).std() < 0.5 * mix.std(), "AAC is not exact"
    assert not np.any(silent)


def test_stems_of_specialists_are_made_by_those_alone() -> None:
    words = ["separate", "song", "-o", "out", "--model", "htdemucs_ft", "--stems"]
    some = wanted_recipe(command_parser().parse_args([*words, "bass,drums,bass"]))
    drums, bass, *_ = MODELS["htdemucs_ft"].files
    assert tuple(member.weights for member in some.members) == (drums, bass)
    assert some.wanted == ("drums", "bass"), "however they were named"
    every = command_parser().parse_args([*words, ",".join(STEMS)])
    assert wanted_recipe(every) == Recipe(MODELS["htdemucs_ft"])
    words[words.index("htdemucs_ft")] = "htdemucs"
    one = command_parser().parse_args([*words, "bass"])
    assert wanted_recipe(one) == Recipe(MODELS["htdemucs"])


def test_a_model_that_does_not_exist_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["separate", "song", "-o", "out", "--model", "htdemucs+tomorrow"])
    assert "There is no model called “tomorrow”" in capsys.readouterr().err


def test_render_of_stems_is_their_sum(stem_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    assert main(["render", "--stems-dir", str(stem_folder), "-o", str(out)]) == 0
    total = sum(read(stem_folder / f"{stem}.wav").astype(np.float64) for stem in STEMS)
    assert np.abs(read(out) - total).max() <= 1e-6


def test_render_weighs_mutes_and_pans(stem_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    words = ["render", "--stems-dir", str(stem_folder), "-o", str(out)]
    words += ["--mute", "vocals,drums", "--gain", "bass=-6", "--pan", "other=1"]
    assert main(words) == 0
    expected = read(stem_folder / "bass.wav") * 10 ** (-6 / 20)
    expected[:, 1] += read(stem_folder / "other.wav")[:, 1]
    np.testing.assert_allclose(read(out), expected, atol=1e-6)


def test_render_at_another_tempo_keeps_length_and_pitch(tmp_path: Path) -> None:
    folder = tmp_path / "sines"
    folder.mkdir()
    time_s = np.arange(6 * SAMPLE_RATE) / SAMPLE_RATE
    sine = 0.4 * np.sin(2 * np.pi * 440 * time_s)
    soundfile.write(folder / "tone.wav", np.stack([sine, sine], 1), SAMPLE_RATE, subtype="FLOAT")
    out = tmp_path / "slow.wav"
    assert main(["render", "--stems-dir", str(folder), "-o", str(out), "--tempo", "75"]) == 0
    slow = read(out)
    assert abs(len(slow) - len(sine) / 0.75) <= 1024
    heard = slow[SAMPLE_RATE:-SAMPLE_RATE, 0]
    bins = 1 << 21
    peak_hz = np.argmax(np.abs(np.fft.rfft(heard * np.hanning(len(heard)), bins)))
    assert abs(1200 * np.log2(peak_hz * SAMPLE_RATE / bins / 440)) < 1.0


def test_render_repeats_a_loop(stem_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "loop.flac"
    words = ["render", "--stems-dir", str(stem_folder), "-o", str(out)]
    assert main([*words, "--loop", "0:01-1.5", "--repeat", "4"]) == 0
    assert len(read(out)) == 4 * SAMPLE_RATE // 2


def test_render_of_a_song_without_its_drums(make_song: MakeSong, tmp_path: Path) -> None:
    path, out, stems = make_song(seconds=3.0), tmp_path / "out.wav", tmp_path / "stems"
    assert main(["render", str(path), "-o", str(out), "--mute", "drums"]) == 0
    assert main(["separate", str(path), "-o", str(stems)]) == 0
    drums = read(stems / "song" / "drums.wav")
    np.testing.assert_allclose(read(out), music(3.0) - drums, atol=1e-5)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--loop", "2-9"], "3.000 s long"),
        (["--loop", "1-1.000001"], "3.000 s long"),
        (["--mute", "kazoo"], "no stem “kazoo”"),
        (["-o", "out.doc"], ".wav"),
        (["-o", "/nowhere/out.wav"], "no folder “/nowhere”"),
    ],
)
def test_render_says_what_is_wrong(
    stem_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    says: str,
) -> None:
    default = ["render", "--stems-dir", str(stem_folder), "-o", str(tmp_path / "out.wav")]
    assert main([*default, *words]) == 1
    error = capsys.readouterr().err
    assert says in error
    assert len(error.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--tempo", "10"],
        ["--pitch", "13"],
        ["--loop", "5-2"],
        ["--gain", "bass=loud"],
        ["--gain", "bass=nan"],
        ["--loop", "0-inf"],
        ["--tempo", "nan"],
        ["--pan", "bass=2"],
        ["--repeat", "0"],
    ],
)
def test_numbers_out_of_range_are_refused(words: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["render", "song.wav", "-o", str(tmp_path / "out.wav"), *words])
    assert stopped.value.code == 2


def test_evaluate_scores_and_skips_the_silent(
    stem_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    soundfile.write(stem_folder / "bass.wav", np.zeros((3 * SAMPLE_RATE, 2)), SAMPLE_RATE)
    assert main(["evaluate", str(stem_folder), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)["folders"][str(stem_folder)]
    assert set(result["scores"]) == {"vocals", "drums", "other"}
    assert result["silent_stems"] == ["bass"]


def test_evaluate_prints_a_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    score = StemScore("drums", Sdr(6.0, 5.0), Sdr(-1.0, -2.0))
    print_table("a song", Evaluation((score,), ("bass",)))
    table = capsys.readouterr().out
    assert "drums         6.00 /  5.00     -1.00 / -2.00" in table
    assert "bass       silent" in table


def test_ready_stems_are_not_separated(
    stem_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["separate", str(stem_folder), "-o", str(tmp_path / "out")]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_a_device_that_is_not_there_is_told_at_once(
    make_song: MakeSong, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_song(seconds=1.0)
    words = ["separate", str(path), "-o", str(tmp_path / "out"), "--device", "mps"]
    if "mps" in available_devices():
        pytest.skip("this computer has what the test needs to be missing")
    assert main(words) == 1
    assert "cannot compute on “mps”" in capsys.readouterr().err


def test_evaluate_needs_all_stems(stem_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stem_folder / "drums.wav").unlink()
    assert main(["evaluate", str(stem_folder)]) == 1
    assert "drums" in capsys.readouterr().err


def test_doctor_names_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    printed = capsys.readouterr().out
    for word in ("Python", "torch", "cpu", "compact", "Cache"):
        assert word in printed


def test_without_a_display_the_song_is_separated_all_the_same(
    make_song: MakeSong, tmp_path: Path
) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("this system always has a display")
    path = make_song(seconds=1.0)
    without = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in without}
    environment["HOME"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "app", str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    first, *_, last = done.stdout.strip().splitlines()
    assert first.startswith("There is no display")
    folder = Path(last.rpartition(" in ")[2])
    assert {file.stem for file in folder.iterdir()} == set(STEMS)
    assert read_all(folder / "bass.wav")[0].shape == (SAMPLE_RATE, 2)
