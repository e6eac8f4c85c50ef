"""What becomes of the faders when a song gets other stems."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.mixing_desk import MixingDesk
from player.engine import Engine
from tests.app.conftest import delete_now

FOUR = ("vocals", "drums", "bass", "other")
SIX = ("vocals", "drums", "bass", "guitar", "piano", "other")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[MixingDesk]:
    desk = MixingDesk(Engine())
    desk.reset(FOUR)
    yield desk
    delete_now(desk)


def test_stems_of_the_same_name_stay_as_they_are(qtbot: QtBot, desk: MixingDesk) -> None:
    desk.set_gain("bass", -6.0)
    desk.set_muted("vocals", True)
    desk.set_master_gain(-3.0)
    with qtbot.waitSignals([desk.groups_changed, desk.changed]):
        desk.set_stems(SIX)
    assert tuple(name for name, _ in desk.state.strips) == SIX
    assert desk.state.strip_of("bass").gain_db == -6.0
    assert desk.state.strip_of("vocals").muted
    assert desk.state.strip_of("guitar").gain_db == 0.0
    assert desk.state.master_gain_db == -3.0


def test_the_same_stems_are_no_news(qtbot: QtBot, desk: MixingDesk) -> None:
    desk.set_gain("bass", -6.0)
    with qtbot.assertNotEmitted(desk.groups_changed):
        desk.set_stems(FOUR)
    assert desk.state.strip_of("bass").gain_db == -6.0


def test_one_beside_everything_else_stays_so(desk: MixingDesk) -> None:
    desk.wanted_alone = "bass"
    desk.set_alone("bass")
    desk.set_gain("bass", -6.0)
    desk.set_stems(SIX)
    assert desk.groups.alone == "bass"
    assert len(desk.groups.members) == 5
    assert desk.state.strip_of("bass").gain_db == -6.0
    desk.set_stems(("bass", "rest"))
    assert desk.groups.alone is None
    assert desk.groups.strips == ("bass", "rest")
