"""What disturbs the app while it is recorded does disturb it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from player.multitrack import SAMPLE_RATE
from tests.end_to_end.app_process import DrivenApp
from tests.player.songs import noise_song

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(120)]


@pytest.fixture
def app(environment: dict[str, str], tmp_path: Path) -> Iterator[DrivenApp]:
    """The app with ready stems of twelve seconds."""
    song = noise_song(12.0)
    folder = tmp_path / "stems"
    folder.mkdir()
    for name, samples in zip(song.names, song.stems, strict=True):
        soundfile.write(folder / f"{name}.wav", samples, SAMPLE_RATE, subtype="FLOAT")
    settings = f"[export]\nfolder={tmp_path / 'exports'}\n"
    (tmp_path / "settings.ini").write_text(settings)
    with DrivenApp(folder, environment, tmp_path) as app:
        app.wait_until(lambda state: bool(state["separated"] and state["output"]), 60)
        yield app
        app.ask("quit")
        assert app.process.wait(20) == 0


def test_the_restless_hand_drags_faders_and_both_edges_and_spares_one_stem(app: DrivenApp) -> None:
    start, stop = app.ask("drag", lane="bass", from_s=4.0, to_s=8.0)["loop"]
    app.ask("fiddle", spare="other")
    moved = app.wait_until(lambda state: state["gains_db"].get("vocals", 0.0) != 0.0, 20)
    assert moved["gains_db"]["other"] == 0.0
    app.wait_until(lambda state: state["loop"][1] != stop, 20)
    app.wait_until(lambda state: state["loop"][0] != start, 20)
    starts = app.ask("rest")["loop_starts"]
    assert start in starts
    assert len(starts) > 1


def test_an_export_goes_on_until_it_is_stopped(app: DrivenApp, tmp_path: Path) -> None:
    app.ask("tempo", percent=25)
    app.ask("export")
    app.wait_until(lambda state: state["exporting"] is True, 20)
    assert app.ask("rest")["was_exporting"]
    app.wait_until(lambda state: state["exporting"] is False, 20)
    assert list((tmp_path / "exports").iterdir()) == []


@pytest.mark.parametrize("scrolls", [False, True])
def test_the_storm_has_the_window_painted_and_scrolled_if_wished(
    app: DrivenApp, scrolls: bool
) -> None:
    before = app.ask("state")["visible_s"]
    app.ask("repaint", scroll=scrolls)
    if scrolls:
        app.wait_until(lambda state: state["visible_s"][0] > 0.1, 20)
    # Nothing plays: without the storm nothing would be painted.
    app.wait_until(lambda state: state["painted"] >= 10, 20)
    painted = app.ask("rest")["painted"]
    after = app.ask("state")
    assert after["painted"] == painted
    assert scrolls or after["visible_s"] == before
