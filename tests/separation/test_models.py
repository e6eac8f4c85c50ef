"""The catalogue is complete and sound: what it says of each model fits together."""

from __future__ import annotations

import re

import pytest

from separation.errors import UnknownModelError, UnlikeModelsError
from separation.models import MODELS, STEMS, Architecture, ensemble, model_info


@pytest.mark.parametrize("name", MODELS)
def test_an_entry_fits_together(name: str) -> None:
    model = MODELS[name]
    assert model.name == name
    assert model.licence
    for member in model.members:
        assert len(member.weighs) == len(model.stems)
        assert re.fullmatch(r"[0-9a-f]{8}([0-9a-f]{56})?", member.weights.sha256)
        if member.architecture is not Architecture.COMPACT:
            signature, digest = member.weights.name.removesuffix(".th").split("-")
            assert member.weights.sha256.startswith(digest)
            assert len(signature) == 8
            assert member.weights.url.startswith("https://")
            assert member.weights.url.endswith("/" + member.weights.name)
    for place in range(len(model.stems)):
        assert sum(member.weighs[place] for member in model.members) == 1.0


def test_files_and_digests_are_told_apart() -> None:
    files = [file for model in MODELS.values() for file in model.files]
    assert len({file.name for file in files}) == len(files)
    assert len({model.weights_digest for model in MODELS.values()}) == len(MODELS)
    assert MODELS["htdemucs_ft"].megabytes == 4 * 84


def test_only_the_embedded_model_is_embedded() -> None:
    assert [name for name, model in MODELS.items() if model.is_embedded] == ["compact"]


def test_an_ensemble_is_the_mean_of_its_models() -> None:
    both = model_info("htdemucs_ft + mdx_extra")
    assert both.name == "htdemucs_ft+mdx_extra"
    assert both.stems == STEMS
    assert len(both.members) == 8
    assert both.files == MODELS["htdemucs_ft"].files + MODELS["mdx_extra"].files
    for place in range(4):
        weighs = [member.weighs[place] for member in both.members]
        assert sum(weighs) == pytest.approx(1)
        assert sorted(weighs) == pytest.approx([0, 0, 0, 0.125, 0.125, 0.125, 0.125, 0.5])
    assert both.segment_frames == MODELS["htdemucs"].segment_frames, "it takes no other length"
    assert both.weights_digest != model_info("mdx_extra+htdemucs").weights_digest


def test_a_model_with_itself_is_itself() -> None:
    assert model_info("htdemucs+htdemucs") == MODELS["htdemucs"]


def test_what_has_no_mean_or_is_not_known_is_refused() -> None:
    with pytest.raises(UnlikeModelsError) as unlike:
        model_info("htdemucs+htdemucs_6s")
    assert unlike.value.names == ("htdemucs", "htdemucs_6s")
    with pytest.raises(UnknownModelError) as unknown:
        model_info("htdemucs+tomorrow")
    assert unknown.value.name == "tomorrow"
    assert ensemble([MODELS["compact"]]).members == MODELS["compact"].members
