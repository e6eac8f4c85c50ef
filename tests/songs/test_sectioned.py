"""A generated song with verses and choruses is what it says of itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from player.multitrack import SAMPLE_RATE
from tests.songs.grooves import STRAIGHT
from tests.songs.sectioned import FormPlan, form_plans, form_song


def test_sections_lead_through_the_song_at_its_bars() -> None:
    plan = FormPlan(5, "VCVC", STRAIGHT, 150.0)
    song = form_song(plan)
    spans = song.sections
    assert "".join(span.name for span in spans) == "VCVC"
    assert all(one.stop == other.start for one, other in pairwise(spans))
    assert (spans[0].start, spans[-1].stop) == (0, len(song.mix))
    downbeats = {song.grid.beats[index] for index in song.grid.downbeats}
    assert {span.start for span in spans[1:]} <= downbeats
    lengths = [span.stop - span.start for span in spans]
    assert abs(lengths[1] - lengths[3] + 2 * SAMPLE_RATE) < 2 * SAMPLE_RATE, "and the ring-out"
    assert 0.5 < np.abs(song.mix).max() <= 1.0


def test_plans_are_many_and_the_same_each_time() -> None:
    plans = form_plans(3, 24)
    assert plans == form_plans(3, 24)
    assert plans != form_plans(4, 24)
    assert len({plan.form for plan in plans}) > 5
    assert not all(plan.with_drums for plan in plans)
