"""`woodshed models`, called as the shell calls it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.command_line import main
from separation.models import MODELS
from separation.models_here import is_here
from separation.speed_records import ComputingPlace, NetworkSpeed, SpeedRecords, keep_speeds
from separation.weights_folder import unfinished_folder, weights_path
from tests.app.conftest import MakeSong
from tests.app.small_model import SmallModel, small_model
from tests.separation.weights_server import dropped_after, stalled_after

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallModel]:
    with small_model(tmp_path, monkeypatch) as model:
        yield model


def know_speed(model: SmallModel, cost: float) -> None:
    place = ComputingPlace.on("cpu")
    keep_speeds(SpeedRecords(("cpu",)).with_speed(model.info.files, place, NetworkSpeed(cost)))


def test_list_is_a_table_of_everything(capsys: Captured) -> None:
    assert main(["models", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[2:-1]] == list(MODELS)[1:]
    assert lines[1].split()[:2] == ["*", "compact"]
    assert lines[-1] == "* auto takes Compact: no other model is here yet."
    htdemucs = next(line for line in lines if line.split()[0] == "htdemucs")
    for word in ("8.8", "84 MB", "MIT", "not here"):
        assert word in htdemucs


def test_info_says_where_it_comes_from(capsys: Captured) -> None:
    assert main(["models", "info", "htdemucs"]) == 0
    printed = capsys.readouterr().out
    for word in ("Rouard", "955717e8-8726e21a.th: not here; from https://", "8726e21a993978c7"):
        assert word in printed


def test_joined_names_have_the_files_of_both(capsys: Captured) -> None:
    assert main(["models", "info", "htdemucs+hdemucs_mmi"]) == 0
    printed = capsys.readouterr().out
    assert "955717e8-8726e21a.th" in printed
    assert "75fc33f5-1941ce65.th" in printed


def test_a_name_nobody_knows_is_refused(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["models", "info", "kazoo"])
    assert stopped.value.code == 2
    assert "no model called “kazoo”" in capsys.readouterr().err


def test_download_use_and_remove(
    small: SmallModel, make_song: MakeSong, tmp_path: Path, capsys: Captured
) -> None:
    small.server.answers.append(dropped_after(100_000))
    assert main(["models", "download", "small"]) == 0
    assert is_here(small.info)
    assert main(["models", "download", "small"]) == 0
    assert "here already" in capsys.readouterr().out
    know_speed(small, 0.2)
    assert main(["models", "list"]) == 0
    assert "* auto takes Small: the best one here" in capsys.readouterr().out
    out = tmp_path / "out"
    assert main(["separate", str(make_song(seconds=2.0)), "-o", str(out)]) == 0
    assert capsys.readouterr().err.startswith("Small: the best one here")
    assert len(list((out / "song").iterdir())) == 4
    assert list((tmp_path / "cache" / "songs").glob("*/stems-small"))
    assert main(["models", "remove", "small"]) == 0
    assert "1 MB are free again" in capsys.readouterr().out
    assert not weights_path(small.info.files[0]).exists()
    assert main(["models", "remove", "small"]) == 0
    assert capsys.readouterr().out.strip() == "Small is not here."
    assert main(["models", "measure", "small"]) == 1
    assert "“woodshed models download small” gets it" in capsys.readouterr().err


def test_ctrl_c_keeps_what_came(small: SmallModel) -> None:
    if sys.platform == "win32":
        pytest.skip("Ctrl+C is sent to the whole console there")
    small.server.answers.append(stalled_after(300_000))
    command = [sys.executable, "-P", "-m", "app", "models", "download", "small"]

    def hear_ctrl_c() -> None:
        # What is started in the background of a shell is deaf to it, and so are its children.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
    ) as child:
        part = unfinished_folder() / f"{small.info.files[0].name}.part"
        deadline_s = time.monotonic() + 30
        while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline_s:
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=10)
    assert child.returncode == 130
    assert said.strip() == "Stopped. What is done is kept."
    assert part.stat().st_size > 0
    assert main(["models", "download", "small"]) == 0
    assert small.server.asked[-1].span is not None


def test_a_model_too_slow_is_not_taken(small: SmallModel, capsys: Captured) -> None:
    main(["models", "import", str(small.checkpoint)])
    assert "Small" in capsys.readouterr().out
    know_speed(small, 3.0)
    main(["models", "list"])
    assert "auto takes Compact: Small would take 4 s per second" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["separate", "render"])
def test_a_model_that_is_not_here_says_how_to_get_it(
    make_song: MakeSong, tmp_path: Path, capsys: Captured, command: str
) -> None:
    words = [command, str(make_song(seconds=1.0)), "-o", str(tmp_path / "out.wav")]
    mute = ["--mute", "vocals"] if command == "render" else []
    assert main([*words, *mute, "--model", "htdemucs"]) == 1
    printed = capsys.readouterr()
    assert printed.err.strip() == (
        "The model htdemucs is not on this computer yet: "
        "“woodshed models download htdemucs” gets it (84 MB)."
    )


def test_an_unknown_checkpoint_needs_an_architecture(small: SmallModel, capsys: Captured) -> None:
    MODELS.pop("small")
    assert main(["models", "import", str(small.checkpoint)]) == 1
    assert "--architecture" in capsys.readouterr().err
    own = ["models", "import", str(small.checkpoint), "--architecture"]
    assert main([*own, "HDemucs"]) == 1
    assert "the architecture HTDemucs" in capsys.readouterr().err
    assert main([*own, "HTDemucs", "--name", "mine"]) == 0
    assert main(["models", "list"]) == 0
    assert "mine" in capsys.readouterr().out


def test_the_embedded_one_stays(capsys: Captured) -> None:
    assert main(["models", "remove", "compact"]) == 1
    assert "comes with Woodshed" in capsys.readouterr().err


@pytest.mark.slow
def test_measure_and_measuring_before_auto(
    small: SmallModel, make_song: MakeSong, tmp_path: Path, capsys: Captured
) -> None:
    main(["models", "import", str(small.checkpoint)])
    assert main(["models", "measure", "small"]) == 0
    assert "s per second" in capsys.readouterr().out
    keep_speeds(SpeedRecords())
    song = str(make_song(seconds=1.0))
    assert main(["separate", song, "-o", str(tmp_path / "out")]) == 0
    assert "Measuring how quick Small is here" in capsys.readouterr().err


def test_doctor_says_what_is_here(small: SmallModel, capsys: Captured) -> None:
    main(["models", "import", str(small.checkpoint)])
    capsys.readouterr()
    assert main(["doctor"]) == 0
    printed = capsys.readouterr().out
    assert "models here: compact, small" in printed
    assert "auto takes Compact: how quick this computer is with Small" in printed
