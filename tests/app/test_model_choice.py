"""What was chosen comes back; what makes no sense any more is as if never chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from app.model_choice import ModelChoice, store_choice, stored_choice
from separation.automatic import AUTOMATIC
from separation.models import MODELS
from separation.recipe import Quality
from separation.speed_records import SpeedRecords


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_at_first_everything_is_automatic(settings: QSettings) -> None:
    assert stored_choice(settings) == ModelChoice(AUTOMATIC, Quality.NORMAL, None, "auto")


@pytest.mark.parametrize(
    "choice",
    [
        ModelChoice("htdemucs", Quality.BETTER, "vocals", "cpu"),
        ModelChoice("htdemucs+hdemucs_mmi", Quality.FASTER),
    ],
)
def test_it_is_kept(settings: QSettings, choice: ModelChoice) -> None:
    store_choice(settings, choice)
    assert stored_choice(settings) == choice


def test_nonsense_is_not_believed(settings: QSettings) -> None:
    settings.setValue("separation/quality", "perfect")
    settings.setValue("separation/device", "abacus")
    assert stored_choice(settings) == ModelChoice()


def test_one_stem_counts_where_the_model_makes_it() -> None:
    choice = ModelChoice(one_stem="guitar")
    assert choice.recipe_of(MODELS["htdemucs_6s"]).stems == ("guitar", "rest")
    assert choice.recipe_of(MODELS["compact"]).stems == MODELS["compact"].stems
    assert choice.info(SpeedRecords()).name == "compact"
