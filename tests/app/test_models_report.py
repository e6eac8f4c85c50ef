"""What the page shows, for what is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.model_choice import ModelChoice
from app.models_report import ModelEntry, ModelsKnown, ModelsReport, report
from separation.models import MODELS, ModelInfo
from separation.recipe import EMBEDDED_RECIPE, Quality
from separation.speed_records import ComputingPlace, NetworkSpeed, SpeedRecords
from separation.weights_file import WeightsFile

HERE = ("compact", "htdemucs", "htdemucs_6s", "hdemucs_mmi")


@pytest.fixture(autouse=True)
def some_are_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(model: ModelInfo) -> tuple[WeightsFile, ...]:
        return () if model.name in HERE else model.files[1:]

    monkeypatch.setattr("app.models_report.missing_files", missing)
    for module in ("app.models_report", "separation.automatic"):
        monkeypatch.setattr(f"{module}.is_here", lambda model: not missing(model))


def speeds() -> SpeedRecords:
    known = SpeedRecords(("cpu",))
    for name, cost in (("compact", 0.1), ("htdemucs", 0.45), ("hdemucs_mmi", 0.6)):
        place = ComputingPlace.on("cpu")
        known = known.with_speed(MODELS[name].files, place, NetworkSpeed(cost))
    return known


def entry(shown: ModelsReport, name: str) -> ModelEntry:
    return next(each for each in shown.entries if each.name == name)


def test_every_model_has_a_row_and_automatic_is_first() -> None:
    shown = report(ModelsKnown(speeds=speeds()))
    assert [each.name for each in shown.entries] == ["auto", *MODELS]
    assert [each.name for each in shown.entries if each.is_used] == ["auto"]
    assert "Now HTDemucs: the best one here" in entry(shown, "auto").description


def test_what_can_be_done_with_a_model() -> None:
    shown = report(ModelsKnown(speeds=speeds(), fractions={"mdx_extra": 0.34}))
    compact, here = entry(shown, "compact"), entry(shown, "htdemucs")
    assert (compact.state, compact.can_use, compact.can_remove) == ("built in", True, False)
    assert (here.state, here.can_use, here.can_remove) == ("here", True, True)
    assert "4 min song: 2 min 24 s" in here.facts
    part = entry(shown, "htdemucs_ft")
    assert (part.state, part.can_use) == ("1 of 4 files here", False)
    assert part.download_megabytes == 3 * 84
    coming = entry(shown, "mdx_extra")
    assert (coming.state, coming.fraction) == ("downloading 34 %", 0.34)
    assert coming.download_megabytes == 0


def test_one_that_is_unusable_is_not_offered_and_not_taken() -> None:
    shown = report(ModelsKnown(speeds=speeds(), faults={"htdemucs": "It is damaged."}))
    broken = entry(shown, "htdemucs")
    assert (broken.fault, broken.can_use, broken.can_remove) == ("It is damaged.", False, True)
    assert "htdemucs" not in [option.value for option in shown.together]
    assert "HTDemucs: the best" not in entry(shown, "auto").description


def test_what_waits_to_be_measured_says_so() -> None:
    shown = report(ModelsKnown(speeds=speeds(), waiting=("htdemucs_6s",)))
    assert "being measured" in entry(shown, "htdemucs_6s").facts


def test_models_of_the_same_stems_go_together() -> None:
    shown = report(ModelsKnown(speeds=speeds()))
    assert all(option.is_enabled for option in shown.together)
    assert not shown.together_name
    shown = report(ModelsKnown(speeds=speeds(), picked=("hdemucs_mmi", "htdemucs")))
    enabled = {option.value: option.is_enabled for option in shown.together}
    assert enabled == {
        "compact": True,
        "htdemucs": True,
        "htdemucs_6s": False,
        "hdemucs_mmi": True,
    }
    assert shown.together_name == "htdemucs+hdemucs_mmi"
    assert shown.together_words == "4 min song: 5 min 36 s"
    choice = ModelChoice("htdemucs+hdemucs_mmi")
    shown = report(ModelsKnown(choice, speeds(), picked=("htdemucs", "hdemucs_mmi")))
    assert shown.together_is_used


def test_the_song_can_be_separated_again_where_the_choice_is_another() -> None:
    assert not report(ModelsKnown(speeds=speeds())).separate_with
    shown = report(ModelsKnown(speeds=speeds(), song_recipe=EMBEDDED_RECIPE))
    assert shown.separate_with == "HTDemucs"
    assert not shown.same_model
    chosen = ModelChoice("compact")
    assert not report(ModelsKnown(chosen, speeds(), song_recipe=EMBEDDED_RECIPE)).separate_with
    better = ModelChoice("compact", Quality.BETTER)
    shown = report(ModelsKnown(better, speeds(), song_recipe=EMBEDDED_RECIPE))
    assert shown.separate_with == "Compact"
    assert shown.same_model


@pytest.mark.parametrize(
    ("model", "says"),
    [("htdemucs_ft", "4 times quicker"), ("htdemucs", "as long as all of them")],
)
def test_what_one_stem_saves(model: str, says: str) -> None:
    shown = report(ModelsKnown(ModelChoice(model, one_stem="bass"), speeds()))
    assert says in shown.stems_words
    assert [option.value for option in shown.stems if option.is_chosen] == ["bass"]


@pytest.mark.parametrize(
    ("devices", "offered", "says"),
    [
        ((), ["auto", "cpu"], "being looked for"),
        (("cpu",), ["auto", "cpu"], "no graphics card"),
        (("cuda", "cpu"), ["auto", "cuda", "cpu"], "quickest: graphics card"),
    ],
)
def test_devices(devices: tuple[str, ...], offered: list[str], says: str) -> None:
    shown = report(ModelsKnown(speeds=SpeedRecords(devices)))
    assert [option.value for option in shown.devices] == offered
    assert says in shown.devices_words


def test_quality_says_what_it_costs() -> None:
    words: Callable[[Quality], str] = lambda quality: (  # noqa: E731
        report(ModelsKnown(ModelChoice("htdemucs", quality), speeds())).quality_words
    )
    assert words(Quality.NORMAL) == (
        "As the models are usually used. HTDemucs, 4 min song: 2 min 24 s."
    )
    assert words(Quality.FASTER).endswith("4 min song: 2 min.")
