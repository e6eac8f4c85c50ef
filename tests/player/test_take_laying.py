"""A recording on the song's axis: in place, at the song's tempo and pitch, silent in its gaps."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from player import take_laying
from player.multitrack import SAMPLE_RATE, Samples
from player.recording_file import RecordingFile, read_recording
from player.stream_clock import StreamGap
from player.take_laying import lay
from player.take_timeline import TakePart


def part(
    *points: tuple[float, float], ratio: float = 1.0, pitch_semitones: float = 0.0
) -> TakePart:
    return TakePart(points, ratio, pitch_semitones)


def sine(seconds: float, hz: float = 441.0, rate: int = SAMPLE_RATE) -> Samples:
    time_s = np.arange(round(seconds * rate)) / rate
    return (0.5 * np.sin(2 * np.pi * hz * time_s)).astype(np.float32)[:, None]


def laid(recorded: Samples, rate: int, part: TakePart) -> Samples:
    return np.concatenate(list(lay(recorded, rate, part, part.track_start_frame)))


def inside(track: Samples, margin: int = 2000) -> Samples:
    return track[margin:-margin]


def test_at_the_song_s_own_tempo_it_is_only_moved() -> None:
    recorded = np.random.default_rng(0).standard_normal((SAMPLE_RATE, 2)).astype(np.float32) * 0.1
    track = laid(recorded, SAMPLE_RATE, part((500.0, 90_500.0), (40_500.0, 130_500.0)))
    assert len(track) == 40_000
    np.testing.assert_allclose(inside(track), inside(recorded[500:40_500]), atol=1e-5)


def test_half_a_frame_is_half_a_frame() -> None:
    recorded = sine(2.0)
    track = laid(recorded, SAMPLE_RATE, part((1000.5, 0.0), (61_000.5, 60_000.0)))
    time_s = (np.arange(len(track)) + 1000.5) / SAMPLE_RATE
    expected = 0.5 * np.sin(2 * np.pi * 441 * time_s)
    np.testing.assert_allclose(inside(track)[:, 0], inside(expected), atol=1e-4)
    np.testing.assert_array_equal(track[:, 0], track[:, 1])


def test_a_device_at_another_rate() -> None:
    recorded = sine(3.0, rate=48_000)
    track = laid(recorded, 48_000, part((4800.0, 0.0), (4800.0 + 96_000, 2.0 * SAMPLE_RATE)))
    time_s = np.arange(len(track)) / SAMPLE_RATE + 0.1
    expected = 0.5 * np.sin(2 * np.pi * 441 * time_s)
    np.testing.assert_allclose(inside(track)[:, 0], inside(expected), atol=1e-3)


@pytest.mark.parametrize("ratio", [0.6, 1.3])
def test_what_was_played_slower_or_faster_is_as_long_as_the_song(ratio: float) -> None:
    recorded = np.zeros((6 * SAMPLE_RATE, 1), np.float32)
    # A hit every half second of what was heard.
    for hit in range(1, 11):
        recorded[hit * SAMPLE_RATE // 2 :][:60] = 0.5
    frames = 5 * SAMPLE_RATE * ratio
    track = laid(recorded, SAMPLE_RATE, part((0.0, 0.0), (5.0 * SAMPLE_RATE, frames), ratio=ratio))
    assert len(track) == round(frames)
    for hit in range(1, 9):
        at = round(hit * SAMPLE_RATE / 2 * ratio)
        window = np.abs(track[at - 1500 : at + 1500, 0])
        # In real time, by when it becomes half as loud as it gets.
        late_ms = (int(np.argmax(window > window.max() / 2)) - 1500) / SAMPLE_RATE / ratio * 1000
        assert abs(late_ms) < 4


def test_what_was_played_to_a_higher_song_goes_down_with_it() -> None:
    recorded = sine(4.0, 880.0)
    points = ((0.0, 0.0), (4.0 * SAMPLE_RATE, 4.0 * SAMPLE_RATE))
    track = laid(recorded, SAMPLE_RATE, part(*points, pitch_semitones=12.0))
    sound = track[SAMPLE_RATE : 3 * SAMPLE_RATE, 0] * np.hanning(2 * SAMPLE_RATE)
    assert np.argmax(np.abs(np.fft.rfft(sound))) / 2 == pytest.approx(440, abs=1)


def test_a_dropout_is_silent_and_what_follows_is_in_place() -> None:
    recorded = sine(3.0)
    gap = 0.2 * SAMPLE_RATE
    middle = 1.5 * SAMPLE_RATE
    points = (
        (0.0, 0.0),
        (middle - 1e-3, middle),
        (middle, middle + gap),
        (100_000.0, 100_000.0 + gap),
    )
    taken = TakePart(points, 1.0, 0.0, (StreamGap(middle, 0.2),))
    track = laid(recorded, SAMPLE_RATE, taken)
    assert not track[round(middle) + 10 : round(middle + gap) - 10].any()
    behind = slice(round(middle + gap) + 100, 100_000)
    expected = recorded[round(middle) + 100 : 100_000 - round(gap), 0]
    np.testing.assert_allclose(track[behind, 0], expected, atol=1e-3)


def test_a_track_may_begin_later_than_its_part() -> None:
    recorded, taken = sine(1.0), part((500.0, 90_500.0), (40_500.0, 130_500.0))
    later = np.concatenate(list(lay(recorded, SAMPLE_RATE, taken, 91_500)))
    np.testing.assert_array_equal(inside(later), inside(laid(recorded, SAMPLE_RATE, taken)[1000:]))


def test_it_begins_and_ends_without_a_click() -> None:
    track = laid(
        np.full((SAMPLE_RATE, 1), 0.5, np.float32), SAMPLE_RATE, part((100.0, 0.0), (40_100.0, 4e4))
    )
    assert np.abs(np.diff(track[:, 0])).max() < 0.01
    assert abs(track[0, 0]) < 0.01
    assert abs(track[-1, 0]) < 0.01


@pytest.mark.parametrize(
    ("rate", "ratio", "pitch_semitones"),
    [(SAMPLE_RATE, 1.0, 0.0), (48_000, 1.0, 0.0), (SAMPLE_RATE, 0.6, 0.0), (96_000, 1.3, -2.0)],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_laid_piece_by_piece_it_is_what_it_is_at_once(
    monkeypatch: pytest.MonkeyPatch,
    rate: int,
    ratio: float,
    pitch_semitones: float,
    channels: int,
) -> None:
    sound = np.random.default_rng(0).standard_normal((3 * rate, channels)).astype(np.float32)
    points = ((0.1 * rate, 5000.0), (2.9 * rate, 5000.0 + 2.8 * SAMPLE_RATE * ratio))
    taken = part(*points, ratio=ratio, pitch_semitones=pitch_semitones)
    pieces = {}
    for frames in (1000, 1 << 20):
        monkeypatch.setattr(take_laying, "_PIECE_FRAMES", frames)
        pieces[frames] = laid(sound, rate, taken)
    np.testing.assert_array_equal(pieces[1000], pieces[1 << 20])
    assert np.abs(inside(pieces[1000])).max() > 0.5


def test_a_recording_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    frames = 100 * SAMPLE_RATE
    with RecordingFile(tmp_path / "long.wav", 1, SAMPLE_RATE) as file:
        file.append(np.zeros((frames, 1), np.float32))
    recorded, rate = read_recording(tmp_path / "long.wav")
    tracemalloc.start()
    try:
        count = sum(
            len(block) for block in lay(recorded, rate, part((0.0, 0.0), (float(frames),) * 2), 0)
        )
        most_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == frames
    # Less than one channel of it.
    assert most_bytes < recorded.nbytes
