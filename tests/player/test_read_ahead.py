"""Which frames are read: straight on, around loops, and how the seam sounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.multitrack import SAMPLE_RATE, Multitrack
from player.read_ahead import ReadAhead, correlation, crossfade_gains, song_path
from player.transport import LoopRegion
from tests.player.songs import sine_song


def counting_song(frames: int) -> Multitrack:
    """A song whose samples are their own frame numbers."""
    numbers = np.arange(frames, dtype=np.float32)
    return Multitrack(("count",), (np.stack([numbers, -numbers], axis=1),), frames)


@given(
    start=st.integers(0, 9_000),
    loop_start=st.integers(0, 5_000),
    loop_frames=st.integers(700, 4_000),
    blocks=st.lists(st.integers(1, 3_000), min_size=1, max_size=12),
)
@settings(max_examples=60)
def test_reads_what_a_plain_model_says(
    start: int, loop_start: int, loop_frames: int, blocks: list[int]
) -> None:
    song = counting_song(9_000)
    loop = LoopRegion(loop_start, loop_start + loop_frames)
    reader = ReadAhead(song, start, loop)
    expected: list[int] = []
    frame = start
    read = np.concatenate([reader.read(count)[0][0] for count in blocks])
    while len(expected) < len(read):
        if frame == loop.end_frame:
            frame = loop.start_frame
        expected.append(frame)
        frame += 1
    fade = min(round(0.0075 * SAMPLE_RATE), loop.frames // 2)
    outside_seams = np.ones(len(read), bool)
    for at in range(1, len(expected)):
        if expected[at] != expected[at - 1] + 1:
            outside_seams[at : at + fade] = False
    np.testing.assert_array_equal(read[outside_seams], np.array(expected)[outside_seams])
    # Behind the loop the song ends; before and inside it there is always more.
    reachable = sum(blocks) if start <= loop.end_frame else min(sum(blocks), 9_000 - start)
    assert len(read) == reachable
    path = song_path(start, len(read), loop, song.frames)
    starts = [(piece.start_frame, piece.start_frame + piece.frames) for piece in path]
    assert [frame for piece in starts for frame in range(*piece)] == expected


def test_jumps_are_logged_where_they_happen() -> None:
    reader = ReadAhead(counting_song(5_000), 900, LoopRegion(500, 1_500))
    _, jumps = reader.read(2_000)
    assert [(jump.input_frame, jump.song_frame) for jump in jumps] == [(600, 500), (1_600, 500)]


def test_loop_up_to_the_last_frame_goes_round() -> None:
    reader = ReadAhead(counting_song(5_000), 4_000, LoopRegion(4_000, 5_000))
    block, _ = reader.read(3_500)
    assert block.shape == (2, 3_500)
    assert not reader.at_end


def test_a_pause_stands_between_two_rounds() -> None:
    song, loop = counting_song(9_000), LoopRegion(1_000, 5_000)
    reader = ReadAhead(song, 4_000, loop, pause_frames=2_000)
    heard, jumps = reader.read(9_000)
    end, again = 1_000, 3_000
    assert [(jump.input_frame, jump.song_frame, jump.waits) for jump in jumps] == [
        (end, 1_000, True),
        (again, 1_000, False),
        (again + 4_000, 1_000, True),
        (again + 6_000, 1_000, False),
    ]
    np.testing.assert_array_equal(heard[0][:end], np.arange(4_000, 5_000))
    # The tail fades into the pause, and the next round begins with its first hit.
    fade = round(0.0075 * SAMPLE_RATE)
    assert heard[0][end] > 4_990
    assert heard[0][end + fade - 1] < 50
    assert not heard[0][end + fade : again].any()
    entry = round(0.002 * SAMPLE_RATE)
    np.testing.assert_array_equal(
        heard[0][again + entry : again + 4_000], np.arange(1_000 + entry, 5_000)
    )


@given(
    pause=st.integers(0, 3_000),
    pause_left=st.integers(0, 2_000),
    blocks=st.lists(st.integers(1, 3_000), min_size=1, max_size=8),
)
@settings(max_examples=40)
def test_the_path_is_what_is_read(pause: int, pause_left: int, blocks: list[int]) -> None:
    song, loop = counting_song(9_000), LoopRegion(2_000, 4_500)
    reader = ReadAhead(song, 3_000, loop, pause_frames=pause, pause_left=pause_left)
    heard = np.concatenate([reader.read(count)[0][0] for count in blocks])
    path = song_path(
        3_000, len(heard), loop, song.frames, pause_frames=pause, pause_left=pause_left
    )
    at = 0
    for piece in path:
        part = heard[at : at + piece.frames]
        fade = round(0.0075 * SAMPLE_RATE)
        expected = np.zeros(piece.frames)
        if not piece.is_pause:
            expected = np.arange(piece.start_frame, piece.start_frame + piece.frames)
        np.testing.assert_array_equal(part[fade:], expected[fade:])
        at += piece.frames
    assert at == len(heard) == sum(blocks)


@pytest.mark.parametrize("frequency_hz", [82.4, 440.0, 1318.5])
def test_seam_of_a_sine_has_no_click(frequency_hz: float) -> None:
    # A loop that is no whole number of periods: without the cross-fade this clicks at -18 dB.
    song = sine_song(frequency_hz, 3.0, level=1.0)
    frames = round((100.37 / frequency_hz) * SAMPLE_RATE)
    loop = LoopRegion(20_000, 20_000 + frames)
    block, jumps = ReadAhead(song, 20_000, loop).read(frames * 2)
    seam = jumps[0].input_frame
    piece = block[0, seam - 2048 : seam + 2048] * np.hanning(4096)
    spectrum = np.abs(np.fft.rfft(piece))
    above = np.fft.rfftfreq(4096, 1 / SAMPLE_RATE) > max(2000.0, 3 * frequency_hz)
    assert 20 * np.log10(np.sqrt((spectrum[above] ** 2).sum() / (spectrum**2).sum())) < -60


@pytest.mark.parametrize("alike", [0.0, 0.4, 1.0])
def test_crossfade_keeps_the_power_for_its_correlation(alike: float) -> None:
    fade_out, fade_in = crossfade_gains(64, alike)
    power = fade_out**2 + fade_in**2 + 2 * alike * fade_out * fade_in
    np.testing.assert_allclose(power, 1.0, atol=1e-5)


def test_correlation_of_equal_opposed_and_silent() -> None:
    signal = np.random.default_rng(1).standard_normal((2, 500)).astype(np.float32)
    assert correlation(signal, signal) == pytest.approx(1.0)
    assert correlation(signal, -signal) == 0.0
    assert correlation(signal, np.zeros_like(signal)) == 0.0
