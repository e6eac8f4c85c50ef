"""What becomes of more than two channels."""

from __future__ import annotations

import numpy as np
import pytest

from player.stereo_downmix import can_downmix, names_by_count, to_stereo

_SURROUND = ("FL", "FR", "FC", "LFE", "SL", "SR")


def _one_channel(names: tuple[str, ...], name: str) -> np.ndarray:
    samples = np.zeros((3, len(names)), np.float32)
    samples[:, names.index(name)] = 1.0
    return to_stereo(samples, names)[0]


def test_coefficients_of_bs_775() -> None:
    left = _one_channel(_SURROUND, "FL")
    assert left[1] == 0.0
    for name, gains in {
        "FR": (0.0, 1.0),
        "FC": (0.7071, 0.7071),
        "SL": (0.7071, 0.0),
        "SR": (0.0, 0.7071),
        "LFE": (0.0, 0.0),
    }.items():
        np.testing.assert_allclose(_one_channel(_SURROUND, name) / left[0], gains, atol=1e-4)


@pytest.mark.parametrize("channels", range(3, 9))
def test_full_scale_everywhere_is_full_scale(channels: int) -> None:
    names = names_by_count(channels)
    stereo = to_stereo(np.ones((10, channels), np.float32), names)
    np.testing.assert_allclose(stereo, 1.0, rtol=1e-6)
    assert stereo.dtype == np.float32


def test_one_and_two_channels_keep_their_level() -> None:
    mono = np.linspace(-1, 1, 7, dtype=np.float32)[:, None]
    np.testing.assert_array_equal(to_stereo(mono, ("FC",)), np.hstack([mono, mono]))
    stereo = np.hstack([mono, -mono])
    assert to_stereo(stereo, ("FL", "FR")) is stereo


def test_channels_without_a_place() -> None:
    assert can_downmix(_SURROUND)
    assert not can_downmix(("FL", "FR", "NONE"))
    assert names_by_count(9) == ()
