"""Which beat is being counted in as it is heard."""

from __future__ import annotations

from player.click import Click
from player.count_in import CountedBeat, count_in
from player.playback import Playback


def counted_now(playback: Playback, output_frame: float, click: Click) -> CountedBeat | None:
    """The beat that was counted last at an output frame; None where nothing is counted."""
    if not playback.playing or click.grid is None or not click.count_in_bars:
        return None
    covering = [anchor for anchor in playback.anchors if anchor.output_frame <= output_frame]
    if not covering or not covering[-1].counts_in:
        return None
    ahead = playback.anchors[len(covering) :]
    goes_on = next((anchor for anchor in ahead if anchor.ratio), None)
    if goes_on is None:
        return None
    counted = count_in(click.grid, goes_on.song_frame, click.count_in_bars)
    passed = counted.frames - (goes_on.output_frame - output_frame) * goes_on.ratio
    return next((beat for beat in reversed(counted.beats) if beat.frame <= passed + 1), None)
