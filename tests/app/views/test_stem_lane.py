"""A lane shows its stem where it is finished, and the mix below a hatching where it is not."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, stem_colour
from app.views.stem_lane import StemLane
from app.views.time_axis import TimeAxis

from .conftest import SAMPLE_RATE, ConstantPeaks, Pixels, rgb

BACKGROUND = np.array(rgb(DARK.background))


@pytest.fixture
def lane(qtbot: QtBot, axis: TimeAxis) -> StemLane:
    """20 s are visible on 400 px: 20 px are a second."""
    made = StemLane("bass", axis, DARK, SAMPLE_RATE, None)
    qtbot.addWidget(made)
    made.resize(400, 100)
    made.show()
    return made


def colour_share(part: NDArray[np.uint8]) -> float:
    """How much of a part is painted in the full colour of the bass."""
    colour = rgb(stem_colour(DARK, "bass"))
    return float((part == colour).all(axis=2).mean())


def test_a_finished_stem_is_painted_in_its_colour(
    lane: StemLane, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    lane.set_peaks(full_swing)
    lane.set_finished(((0.0, 100.0),))
    assert colour_share(pixels(lane)[10:90]) == 1.0


def test_a_stem_that_cannot_be_heard_is_faded(
    lane: StemLane, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    lane.set_peaks(full_swing)
    lane.set_finished(((0.0, 100.0),))
    heard = pixels(lane)[50, 200].astype(int)
    lane.set_audible(False)
    faded = pixels(lane)[50, 200].astype(int)
    assert colour_share(pixels(lane)) == 0.0
    assert 0.2 < np.abs(faded - BACKGROUND).sum() / np.abs(heard - BACKGROUND).sum() < 0.5


def test_only_what_is_finished_is_painted_as_finished(
    lane: StemLane, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    lane.set_peaks(full_swing)
    lane.set_finished(((5.0, 20.0), (28.0, 29.0)))
    image = pixels(lane)[10:90]
    assert colour_share(image[:, :200]) == 1.0
    assert colour_share(image[:, 200:360]) == 0.0
    assert colour_share(image[:, 360:380]) == 1.0
    assert colour_share(image[:, 380:]) == 0.0


def test_what_is_unfinished_is_hatched(lane: StemLane, pixels: Pixels) -> None:
    lane.set_finished(((0.0, 20.0),))
    image = pixels(lane)[5:40]
    assert (image[:, :200] == BACKGROUND).all()
    hatched = (image[:, 200:] != BACKGROUND).any(axis=2)
    assert 0.05 < hatched.mean() < 0.5
    # Every row is crossed, each at another place than the row above: lines at a slant.
    assert hatched.any(axis=1).all()
    assert all((one != other).any() for one, other in pairwise(hatched))


def test_below_the_hatching_the_mix_is_faintly_seen(
    lane: StemLane, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    before = pixels(lane)[20:80].astype(int)
    lane.set_mix_peaks(full_swing)
    after = pixels(lane)[20:80].astype(int)
    green = 1  # the bass is green
    assert (after[..., green] > before[..., green]).mean() > 0.95
    assert after[..., green].mean() < stem_colour(DARK, "bass").green() / 2


def test_what_finishes_fills_in(lane: StemLane, full_swing: ConstantPeaks, pixels: Pixels) -> None:
    lane.set_peaks(full_swing)
    shares = []
    for stop_s in (10.0, 15.0, 20.0, 30.0):
        lane.set_finished(((0.0, stop_s),))
        shares.append(colour_share(pixels(lane)[10:90]))
    assert shares == [0.0, 0.25, 0.5, 1.0]


def test_the_waveform_stands_where_the_axis_says(
    lane: StemLane, axis: TimeAxis, pixels: Pixels
) -> None:
    class OneSecond(ConstantPeaks):
        """Sound from 15 s to 16 s."""

        def min_max(
            self, start_frame: int, stop_frame: int, columns: int
        ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
            times_s = np.linspace(start_frame, stop_frame, columns, endpoint=False) / SAMPLE_RATE
            swing = ((times_s >= 15.0) & (times_s < 16.0)).astype(np.float32)
            return -swing, swing

    lane.set_peaks(OneSecond(1.0))
    lane.set_finished(((0.0, 100.0),))

    def sounding() -> tuple[int, int]:
        row = (pixels(lane)[20] == rgb(stem_colour(DARK, "bass"))).all(axis=1)
        columns = np.flatnonzero(row)
        return int(columns[0]), int(columns[-1])

    assert sounding() == (100, 119)
    axis.show(14.0, 18.0)  # 100 px are a second
    assert sounding() == (100, 199)


def test_a_lane_takes_another_theme(lane: StemLane, pixels: Pixels) -> None:
    lane.set_finished(((0.0, 100.0),))
    lane.set_theme(LIGHT)
    assert tuple(pixels(lane)[20, 200]) == rgb(LIGHT.background)
