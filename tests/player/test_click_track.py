"""Clicks stand where beats are heard: to the frame, at every tempo, over loops and seeks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from player.beat_grid import BeatGrid
from player.click import Click, ClickSound
from player.click_sound import Strength, click_sound
from player.click_track import ClickTrack, ticks_of
from player.count_in import count_in
from player.engine import Engine
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.playback import anchor_at
from player.render import render
from player.stem_stream import Anchor
from player.transport import (
    LoopRegion,
    Message,
    Pause,
    Play,
    Seek,
    SetClick,
    SetLoop,
    SetMixer,
    SetMultitrack,
    SetOutputRate,
    SetPitch,
    SetReadAhead,
    SetTempo,
)
from tests.player.grid_ticks import ticks_between

pytestmark = pytest.mark.usefixtures("work_clock")

ON = StemMix()
_DEVICE_FRAMES = 441


def drifting_grid(beats: int = 40, metre: int = 4, first: int = 3_000) -> BeatGrid:
    """Beats that come sooner and sooner, in bars."""
    steps = np.linspace(24_000, 15_000, beats - 1).round().astype(int)
    frames = np.concatenate([[first], first + np.cumsum(steps)])
    return BeatGrid(tuple(map(int, frames)), tuple(range(0, beats, metre)))


def silent_song(seconds: float = 20.0) -> Multitrack:
    """Nothing but what is laid over it."""
    frames = round(seconds * SAMPLE_RATE)
    return Multitrack(("stem",), (np.zeros((frames, 2), np.float32),), frames)


class Listener:
    """An engine whose fill thread is this one, and all that a device has taken from it."""

    def __init__(self, click: Click, song: Multitrack | None = None) -> None:
        self.engine = Engine()
        self.song = silent_song() if song is None else song
        self.blocks: list[Samples] = []
        self.anchors: dict[float, Anchor] = {}
        self.post(SetMultitrack(self.song), SetReadAhead(0.3), SetClick(click))

    def post(self, *messages: Message) -> None:
        """Ask for all of it at once."""
        for message in messages:
            self.engine.post(message)
        self._step()

    def _step(self) -> None:
        wishes = self.engine._take_messages(0.0)
        assert wishes is not None
        self.engine._act(wishes)

    def listen(self, seconds: float) -> None:
        """Take so much, as a device does, filling meanwhile, and note what is heard where."""
        rate = self.engine.ring.sample_rate
        for _ in range(round(seconds * rate / _DEVICE_FRAMES)):
            for _ in range(40):
                if self.engine.ring.lead_frames > 6_000:
                    break
                self._step()
            block = np.full((_DEVICE_FRAMES, 2), np.nan, np.float32)
            self.engine.ring.take(block)
            self.blocks.append(block)
            heard = self.engine.ring.heard
            anchors = self.engine.playback().anchors
            self.anchors |= {at.output_frame: at for at in anchors if at.output_frame < heard}
            self._step()

    def beats(self, grid: BeatGrid) -> list[float]:
        """Which beat every click that was heard is, to a fraction of one."""
        late, anchors = first_heard(), list(self.anchors.values())
        starts = [onset - late for onset in self.onsets()]
        return [
            grid.position(anchor_at(anchors, start + 1).song_frame_at(start)) for start in starts
        ]

    @property
    def heard(self) -> Samples:
        """All of it: float32 (frames, 2)."""
        return np.concatenate(self.blocks)

    def onsets(self) -> list[int]:
        """The frames at which clicks begin."""
        return onsets(self.heard[:, 0])


def onsets(sound: Samples) -> list[int]:
    """Where something is heard after at least 20 ms of silence: a song must be silent for it."""
    loud = np.flatnonzero(np.abs(sound) > 1e-4)
    starts = np.flatnonzero(np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 50)
    return [int(loud[start]) for start in starts]


def first_heard(sound: ClickSound = ClickSound.WOOD, rate: int = SAMPLE_RATE) -> int:
    """How many frames after its beginning a click passes the threshold of `onsets`."""
    click = click_sound(sound, Strength.BEAT, rate)
    return int(np.argmax(np.abs(click) > 1e-4))


def expected(grid: BeatGrid, ratio: float, start: int, stop: int) -> list[int]:
    """Where beats of the song from `start` until before `stop` are heard."""
    late = first_heard()
    return [round((tick.frame - start) / ratio) + late for tick in ticks_between(grid, start, stop)]


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
@pytest.mark.parametrize("downbeats", [(), (0,), (1, 5, 8, 12), (2, 5)])
def test_all_ticks_are_those_of_the_grid(parts: int, downbeats: tuple[int, ...]) -> None:
    grid = BeatGrid(tuple(5_000 + 9_000 * beat + 11 * beat**2 for beat in range(14)), downbeats)
    song_frames = 300_000
    ticks = ticks_of(grid, song_frames, parts, is_accented=True)
    among = (ticks.frames >= 0) & (ticks.frames < song_frames)
    wanted = ticks_between(grid, 0, song_frames, parts)
    np.testing.assert_allclose(ticks.frames[among], [tick.frame for tick in wanted], atol=1e-6)
    strengths = [
        Strength.PART
        if tick.part
        else Strength.DOWNBEAT
        if tick.place == 0 and downbeats
        else Strength.BEAT
        for tick in wanted
    ]
    assert ticks.strengths[among].tolist() == strengths


@pytest.mark.parametrize("percent", [60, 100, 130])
def test_clicks_follow_a_drifting_grid_at_every_tempo(percent: int) -> None:
    grid, ratio = drifting_grid(), percent / 100
    listener = Listener(Click(grid, ON))
    listener.post(SetTempo(ratio), Play())
    listener.listen(5.0)
    found = listener.onsets()
    wanted = expected(grid, ratio, 0, round(5.0 * SAMPLE_RATE * ratio) - 9)
    assert len(wanted) > 5
    np.testing.assert_allclose(found[: len(wanted)], wanted, atol=1)


def test_clicks_are_not_stretched_and_no_higher_with_the_pitch() -> None:
    grid = drifting_grid()
    listener = Listener(Click(grid, ON, is_accented=False))
    listener.post(SetTempo(0.6), SetPitch(3.0), Play())
    listener.listen(2.0)
    at = listener.onsets()[1] - first_heard()
    click = click_sound(ClickSound.WOOD, Strength.BEAT, SAMPLE_RATE)
    np.testing.assert_allclose(listener.heard[at : at + len(click), 0], click, atol=1e-6)


def test_at_another_rate_of_the_device_clicks_are_on_time_too() -> None:
    grid = drifting_grid()
    listener = Listener(Click(grid, ON))
    listener.post(SetOutputRate(48_000))
    listener.post(SetTempo(0.8), Play())
    listener.listen(3.0)
    ratio = 0.8 * SAMPLE_RATE / 48_000
    late = first_heard(rate=48_000)
    wanted = [
        round(tick.frame / ratio) + late for tick in ticks_between(grid, 0, 2.9 * 48_000 * ratio)
    ]
    np.testing.assert_allclose(listener.onsets()[: len(wanted)], wanted, atol=1)


@pytest.mark.parametrize("ratio", [1.0, 0.75])
def test_a_loop_s_head_clicks_once_in_each_round(ratio: float) -> None:
    grid = BeatGrid(tuple(range(0, 400_000, 10_000)), tuple(range(0, 40, 4)))
    loop = LoopRegion(40_000, 80_000)
    listener = Listener(Click(grid, ON))
    listener.post(SetTempo(ratio), SetLoop(loop), Seek(40_000), Play())
    listener.listen(4.5)
    found = listener.onsets()
    wanted = [round(10_000 * beat / ratio) + first_heard() for beat in range(len(found))]
    np.testing.assert_allclose(found, wanted, atol=1)
    strong = np.abs(listener.heard[:, 0])
    peaks = [strong[at : at + 2_000].max() for at in found[:-1]]
    accents = [peak > 0.5 for peak in peaks]
    assert accents == [beat % 4 == 0 for beat in range(len(peaks))]


def test_a_loop_that_is_not_quite_on_the_beat_has_no_double_click() -> None:
    grid = BeatGrid(tuple(range(0, 400_000, 10_000)))
    loop = LoopRegion(20_000 - 150, 60_000 + 150)
    listener = Listener(Click(grid, ON))
    listener.post(SetLoop(loop), Seek(loop.start_frame), Play())
    listener.listen(4.5)
    assert np.diff(listener.onsets()).min() > 9_000


def test_a_seek_drops_what_is_not_heard_and_clicks_where_it_goes() -> None:
    grid = drifting_grid()
    listener = Listener(Click(grid, ON))
    listener.post(Play())
    listener.listen(1.0)
    listener.post(Seek(400_000))
    listener.listen(2.0)
    playback = listener.engine.playback()
    landed = next(anchor for anchor in playback.anchors if anchor.song_frame == 400_000)
    late = first_heard()
    wanted = [
        round(landed.output_frame + tick.frame - 400_000) + late
        for tick in ticks_between(grid, 400_000, 400_000 + SAMPLE_RATE)
    ]
    found = [at for at in listener.onsets() if at > landed.output_frame]
    assert len(wanted) > 1
    np.testing.assert_allclose(found[: len(wanted)], wanted, atol=1)


def test_a_click_that_is_cut_off_fades() -> None:
    grid = BeatGrid((0, 22_050), ())
    listener = Listener(Click(grid, ON, sound=ClickSound.BEEP))
    listener.post(Play())
    listener.listen(0.01)
    listener.post(Seek(10_000))
    listener.listen(0.2)
    sound = listener.heard[:, 0]
    steps = np.abs(np.diff(sound))
    whole = click_sound(ClickSound.BEEP, Strength.BEAT, SAMPLE_RATE)
    assert steps.max() <= 1.05 * np.abs(np.diff(whole)).max()


def test_every_beat_clicks_once_whatever_happens_to_the_tempo() -> None:
    grid = BeatGrid(tuple(range(4_000, 800_000, 11_025)))
    listener = Listener(Click(grid, ON, is_accented=False))
    listener.post(Play())
    rng = np.random.default_rng(3)
    for _ in range(25):
        listener.post(SetTempo(float(rng.choice([0.6, 0.8, 1.0, 1.3]))))
        listener.listen(float(rng.uniform(0.05, 0.6)))
    beats = listener.beats(grid)
    assert len(beats) > 15
    assert [round(beat) for beat in beats] == list(range(len(beats)))
    # Where the tempo changes up to 10 ms of the song are left out to stay in phase.
    np.testing.assert_allclose(beats, np.arange(len(beats)), atol=0.012 * SAMPLE_RATE / 11_025)
    # None is heard twice over itself, and none is cut short.
    whole = click_sound(ClickSound.WOOD, Strength.BEAT, SAMPLE_RATE)
    sound = listener.heard[:, 0]
    for onset in listener.onsets()[:-1]:
        begins = onset - first_heard()
        heard = sound[begins : begins + len(whole)]
        np.testing.assert_allclose(heard, whole * ON.gains()[0], atol=1e-6)


def test_mute_gain_and_pan_are_heard_as_soon_as_those_of_a_stem() -> None:
    grid = BeatGrid(tuple(range(0, 800_000, 5_000)))
    click = Click(grid, ON, is_accented=False)
    listener = Listener(click)
    listener.post(Play())
    listener.listen(1.0)
    asked = len(listener.heard)
    listener.post(SetClick(replace(click, mix=StemMix(gain_db=-6.0, pan=1.0))))
    listener.listen(0.5)
    turned = len(listener.heard)
    listener.post(SetClick(replace(click, mix=StemMix(muted=True))))
    listener.listen(0.5)
    soon = round(0.05 * SAMPLE_RATE)
    heard = np.abs(listener.heard)
    assert heard[asked + soon : turned, 0].max() == 0.0
    loudest = heard[asked + soon : turned, 1].max()
    assert loudest == pytest.approx(heard[:asked, 1].max() * 10 ** (-6 / 20), rel=1e-3)
    assert heard[turned + soon :].max() == 0.0


def test_the_master_s_fader_takes_the_click_along() -> None:
    grid = BeatGrid(tuple(range(0, 800_000, 5_000)))
    listener = Listener(Click(grid, ON))
    listener.post(SetMixer(MixerState((), master_gain_db=-60.0)), Play())
    listener.listen(0.5)
    assert not listener.heard.any()


def test_parts_are_softer_than_beats_and_beats_softer_than_downbeats() -> None:
    grid = BeatGrid(tuple(range(0, 800_000, 20_000)), tuple(range(0, 40, 3)))
    listener = Listener(Click(grid, ON, parts=2))
    listener.post(Play())
    listener.listen(3.0)
    sound = np.abs(listener.heard[:, 0])
    peaks = [float(sound[at : at + 2_000].max()) for at in listener.onsets()[:6]]
    downbeat, part, beat = peaks[0], peaks[1], peaks[2]
    assert part < beat < downbeat
    assert peaks == pytest.approx([downbeat, part, beat, part, beat, part], rel=0.02)


def test_what_plays_is_to_the_bit_the_song_where_no_click_sounds() -> None:
    song = Multitrack(
        ("ramp",), (np.linspace(-1, 1, 60_000, dtype=np.float32)[:, None].repeat(2, 1),), 60_000
    )
    listener = Listener(Click(drifting_grid()), song)
    listener.post(Play())
    listener.listen(1.0)
    np.testing.assert_array_equal(listener.heard[:40_000], song.stems[0][:40_000])


# Counting in.


@pytest.mark.parametrize("percent", [60, 100, 130])
@pytest.mark.parametrize("bars", [1, 2])
def test_a_count_in_leads_to_the_song_at_the_practised_tempo(percent: int, bars: int) -> None:
    grid, ratio = drifting_grid(first=0), percent / 100
    listener = Listener(Click(grid, StemMix(muted=True), count_in_bars=bars))
    listener.post(SetTempo(ratio), Play())
    beat_frames = (grid.beats[1] - grid.beats[0]) / ratio
    listener.listen(bars * 4 * beat_frames / SAMPLE_RATE + 0.5)
    wanted = [beat * beat_frames + first_heard() for beat in range(4 * bars)]
    np.testing.assert_allclose(listener.onsets(), wanted, atol=2)
    playing_from = listener.engine.playback().anchors[-1]
    assert playing_from.song_frame == 0
    assert playing_from.output_frame == pytest.approx(4 * bars * beat_frames, abs=2)


def test_the_playhead_waits_while_it_is_counted_in() -> None:
    grid = drifting_grid(first=0)
    listener = Listener(Click(grid, ON, count_in_bars=1))
    listener.post(Seek(grid.beats[4]), Play())
    listener.listen(0.5)
    assert listener.engine.playback().playing
    assert listener.engine.position_frame() == grid.beats[4]


def test_pausing_while_it_is_counted_in_stays_where_it_was_going_to_play() -> None:
    grid = drifting_grid(first=0)
    listener = Listener(Click(grid, ON, count_in_bars=1))
    listener.post(Seek(grid.beats[4]), Play())
    listener.listen(0.5)
    listener.post(Pause())
    listener.listen(0.1)
    assert listener.engine.position_frame() == grid.beats[4]
    assert not listener.heard[-2_000:].any()


def test_going_elsewhere_while_it_is_counted_in_counts_in_there() -> None:
    grid = BeatGrid(tuple(range(0, 800_000, 10_000)), tuple(range(0, 80, 4)))
    listener = Listener(Click(grid, StemMix(muted=True), count_in_bars=1))
    listener.post(Play())
    listener.listen(0.3)
    listener.post(Seek(400_000))
    listener.listen(1.5)
    found = listener.onsets()
    assert np.diff(found[-4:]).tolist() == pytest.approx([10_000] * 3, abs=1)
    assert listener.engine.position_frame() > 400_000


def test_another_tempo_while_it_is_counted_in_counts_on_at_that() -> None:
    grid = BeatGrid(tuple(range(0, 800_000, 10_000)), tuple(range(0, 80, 4)))
    listener = Listener(Click(grid, StemMix(muted=True), count_in_bars=1))
    listener.post(Play())
    listener.listen(0.55)
    listener.post(SetTempo(0.5))
    listener.listen(2.0)
    found = listener.onsets()
    assert len(found) == 4
    begins = listener.engine.playback().anchors[-1].output_frame
    assert begins - found[3] == pytest.approx(10_000 / 0.5, abs=20)


def test_without_a_count_in_any_more_it_plays() -> None:
    grid = BeatGrid(tuple(range(0, 800_000, 10_000)), tuple(range(0, 80, 4)))
    click = Click(grid, StemMix(muted=True), count_in_bars=2)
    listener = Listener(click)
    listener.post(Play())
    listener.listen(0.3)
    listener.post(SetClick(replace(click, count_in_bars=0)))
    listener.listen(0.3)
    assert listener.engine.position_frame() > 5_000


@pytest.mark.parametrize("ratio", [1.0, 0.75])
@pytest.mark.parametrize("pause_s", [0.0, 0.5])
def test_each_round_is_counted_in_after_the_pause(ratio: float, pause_s: float) -> None:
    grid = BeatGrid(tuple(range(0, 800_000, 10_000)), tuple(range(0, 80, 4)))
    loop = LoopRegion(40_000, 80_000)
    click = Click(grid, StemMix(muted=True), count_in_bars=1, counts_in_rounds=True)
    listener = Listener(click)
    listener.post(SetTempo(ratio), SetLoop(loop, pause_s), Seek(40_000), Play())
    listener.listen(3 * 80_000 / ratio / SAMPLE_RATE + 2 * pause_s)
    beat, round_frames = 10_000 / ratio, 80_000 / ratio + pause_s * SAMPLE_RATE
    wanted = [
        number * round_frames + place * beat + first_heard()
        for number in range(3)
        for place in range(4)
    ]
    # The first count-in has no pause before it.
    np.testing.assert_allclose(listener.onsets()[: len(wanted)], wanted, atol=2)


@pytest.fixture
def in_the_pause() -> Listener:
    """Four beats counted, four beats looped, and 0.4 s of a pause of three seconds."""
    grid = BeatGrid(tuple(range(0, 800_000, 10_000)), tuple(range(0, 80, 4)))
    click = Click(grid, StemMix(muted=True), count_in_bars=1, counts_in_rounds=True)
    listener = Listener(click)
    listener.post(SetLoop(LoopRegion(40_000, 80_000), 3.0), Seek(40_000), Play())
    listener.listen(2.2)
    return listener


def test_at_another_tempo_the_pause_lasts_as_long_and_is_counted_at_that(
    in_the_pause: Listener,
) -> None:
    in_the_pause.post(SetTempo(0.5))
    in_the_pause.listen(5.0)
    paused_until = 80_000 + 3 * SAMPLE_RATE
    wanted = [paused_until + beat * 20_000 + first_heard() for beat in range(4)]
    np.testing.assert_allclose(in_the_pause.onsets()[4:8], wanted, atol=25)
    begins = in_the_pause.engine.playback().anchors[-1].output_frame
    assert begins == pytest.approx(paused_until + 80_000, abs=25)


def test_where_nothing_is_counted_any_more_the_pause_goes_on(in_the_pause: Listener) -> None:
    in_the_pause.post(SetClick(Click()))
    in_the_pause.listen(3.2)
    assert len(in_the_pause.onsets()) == 4
    begins = in_the_pause.engine.playback().anchors[-1].output_frame
    assert begins == pytest.approx(80_000 + 3 * SAMPLE_RATE, abs=25)


def test_a_pause_between_rounds_is_not_counted_where_only_the_beginning_is() -> None:
    grid = BeatGrid(tuple(range(0, 800_000, 10_000)), tuple(range(0, 80, 4)))
    loop = LoopRegion(40_000, 80_000)
    listener = Listener(Click(grid, StemMix(muted=True), count_in_bars=1))
    listener.post(SetLoop(loop, 1.0), Seek(40_000), Play())
    listener.listen(3.0)
    assert len(listener.onsets()) == 4


def test_a_render_has_the_click_and_is_longer_by_what_is_counted_in() -> None:
    grid, ratio = drifting_grid(first=0), 0.75
    song = silent_song(4.0)
    click = Click(grid, ON, count_in_bars=1)
    plain = np.concatenate(list(render(song, MixerState(), tempo_ratio=ratio)))
    sound = np.concatenate(list(render(song, MixerState(), tempo_ratio=ratio, click=click)))
    counted = count_in(grid, 0, 1).frames / ratio
    assert len(sound) == pytest.approx(len(plain) + counted, abs=2)
    counted_beats = [beat.frame / ratio for beat in count_in(grid, 0, 1).beats]
    played = [counted + tick.frame / ratio for tick in ticks_between(grid, 0, song.frames)]
    wanted = [at + first_heard() for at in (*counted_beats, *played)]
    np.testing.assert_allclose(onsets(sound[:, 0]), wanted, atol=2)


@pytest.mark.parametrize("ratio", [1.0, 0.75])
def test_a_click_at_the_end_of_a_song_is_faded(ratio: float) -> None:
    grid = BeatGrid((0, 43_700))
    song = silent_song(1.0)
    click = Click(grid, ON)
    for sound in (
        np.concatenate(list(render(song, MixerState(), tempo_ratio=ratio, click=click))),
        heard_at_the_end(click, song, ratio),
    ):
        assert np.abs(sound[-600:]).max() > 0.1
        assert np.abs(sound[-3:]).max() < 0.01


def heard_at_the_end(click: Click, song: Multitrack, ratio: float) -> Samples:
    """What a device gets of a song, to its end, after going to shortly before its last click."""
    listener = Listener(click, song)
    listener.post(SetTempo(ratio), Seek(43_300), Play())
    listener.listen(0.2)
    assert not listener.engine.playback().playing
    last = int(np.flatnonzero(listener.heard[:, 0])[-1])
    return listener.heard[: last + 1]


def test_onsets_of_a_stretch_are_on_the_nearest_frame() -> None:
    grid = BeatGrid((100, 10_101), ())
    track = ClickTrack(Click(grid, ON), 50_000, SAMPLE_RATE)
    anchors = (Anchor(0.0, 0.0, 0.6),)
    found = [at for at, _ in track.onsets(anchors, 0, 40_000)]
    assert found == [round(tick.frame / 0.6) for tick in ticks_between(grid, 0, 40_000 * 0.6)]
