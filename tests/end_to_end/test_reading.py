"""The demo song read by the program as it is started: chords, sections, notes and lyrics, looped,
corrected and heard by real keys and a real mouse.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.song_cache import SongFolder
from player.multitrack import SAMPLE_RATE, Samples
from player.pitch_names import midi_to_frequency
from player.reading.chord_symbol import parse_chord
from player.reading.chord_voicing import voiced
from resources import DEMO_SONG
from separation.stem_store import StemStore
from tests.benchmarks.tone_frequency import tone_frequency
from tests.end_to_end.real_hand import RealHand
from tests.end_to_end.sound_card import SoundCard
from tests.end_to_end.test_app import position_of, summed
from tests.end_to_end.test_listening import sounding
from tests.end_to_end.test_three_uses import STEMS, Sitting, started

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(300)]

LINES = ((8.5, "Down in the woodshed"), (10.5, "counting to four"), (13.0, "slow is a friend"))
LRC = "".join(f"[00:{at_s:05.2f}]{text}\n" for at_s, text in LINES)
SEAM_FRAMES = round(0.0075 * SAMPLE_RATE)
# The last note of the bass, which rings for a bar.
LAST_BASS_MIDI = 36


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Empty at first; what has been separated and read need not be again."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """The demo song, with lyrics beside it."""
    song = tmp_path / f"demo{DEMO_SONG.suffix}"
    shutil.copyfile(DEMO_SONG, song)
    song.with_suffix(".lrc").write_text(LRC, "utf-8")
    return song


class Reader:
    """Starts the program with the song, as often as wished."""

    def __init__(self, hand: RealHand, environment: dict[str, str], song: Path) -> None:
        self._hand, self._environment, self._song = hand, environment, song

    def start(self) -> AbstractContextManager[Sitting]:
        """The program, once it has read the song."""
        return contextmanager(self._start)()

    def _start(self) -> Iterator[Sitting]:
        for sitting in started(self._hand, self._environment, self._song):
            sitting.app.wait_until(lambda state: bool(state["output"] and state["read"]), 150)
            yield sitting


@pytest.fixture
def reader(
    environment: dict[str, str], display: str, cache: Path, song: Path, tmp_path: Path
) -> Reader:
    own = {"WOODSHED_CACHE_DIR": str(cache), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    return Reader(RealHand(display), environment | own | {"LANG": "C.UTF-8"}, song)


def go_to(sitting: Sitting, time_s: float) -> float:
    """Click there in the overview; returns where the playhead is then, in seconds."""
    left, top, width, height = sitting.place("Overview of the whole song")
    song_s = sitting.app.ask("said")["song_s"]
    sitting.hand.click(left + width * time_s / song_s, top + height / 2)
    near = song_s / width + 0.01
    state = sitting.app.wait_until(lambda state: abs(state["position_s"] - time_s) < near, 10)
    return float(state["position_s"])


def chord_at(said: dict[str, Any], frame: int) -> str | None:
    chord: str | None = next(
        chord for start, stop, chord in said["chords"] if start <= frame < stop
    )
    return chord


def test_the_section_under_the_playhead_is_looped_by_a_key(
    reader: Reader, pulse_sink: SoundCard, song: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader.start() as sitting:
        said = sitting.app.ask("said")
        # Seen without anybody having asked for them.
        for name in ("Chords of the song", "Sections"):
            assert min(sitting.place(name)[2:]) > 8
        sitting.hand.key("alt+Next")
        sitting.app.wait_until(lambda state: state["position_s"] > 0, 5)
        sitting.hand.key("F9")
        loop = sitting.app.wait_until(lambda state: bool(state["loop"]), 5)["loop"]
        assert loop == said["sections"][1]
        start, stop = loop
        go_to(sitting, stop / SAMPLE_RATE - 2)
        with pulse_sink.recording() as heard:
            time.sleep(0.5)
            sitting.play("keyboard")
            again_s = start / SAMPLE_RATE + 1
            sitting.app.wait_until(lambda state: 0 < state["position_s"] - again_s < 2, 20)
            time.sleep(0.5)
    monkeypatch.setenv("WOODSHED_CACHE_DIR", str(cache))
    store = StemStore.open(SongFolder.of_song(song).stem_store("compact"))
    everything = summed({stem: np.array(store.array(stem)) for stem in STEMS}, STEMS)
    half = SAMPLE_RATE // 2
    again = position_of(everything[stop - half : stop - half + 4096], heard.samples) + half
    np.testing.assert_array_equal(
        heard.samples[again + SEAM_FRAMES : again + SAMPLE_RATE],
        everything[start + SEAM_FRAMES : start + SAMPLE_RATE],
    )


def assert_holds(sound: Samples, notes_hz: list[float]) -> None:
    """It has these notes, (frames,), in tune, and between the lowest and the highest nothing but
    them and their harmonics.
    """
    size = 1 << 19
    level = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size))
    hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    level_db = 20 * np.log10(level / level.max() + 1e-9)
    other = (hz > 0.95 * min(notes_hz)) & (hz < 1.05 * max(notes_hz))
    for note_hz in notes_hz:
        near = np.flatnonzero(np.abs(hz / note_hz - 1) < 0.02)
        peak = near[np.argmax(level[near])]
        assert level_db[peak] > -30
        assert abs(1200 * np.log2(hz[peak] / note_hz)) < 3
        for harmonic in range(1, 5):
            other &= np.abs(hz - harmonic * note_hz) > 8
    assert level_db[other].max() < -40


def test_a_chord_that_is_typed_over_is_heard_and_is_there_after_a_restart(
    reader: Reader, pulse_sink: SoundCard
) -> None:
    with reader.start() as sitting:
        said = sitting.app.ask("said")
        assert len({chord for _, _, chord in said["chords"]}) > 5
        begin_s, end_s = sitting.app.ask("state")["visible_s"]
        frame = sum(said["chords"][2][:2]) // 2
        left, top, width, height = sitting.place("Chords of the song")
        x = left + width * (frame / SAMPLE_RATE - begin_s) / (end_s - begin_s)
        sitting.hand.double_click(x, top + height / 2)
        sitting.place("Chord")
        sitting.hand.write("F#m7/C#")
        sitting.hand.key("Return")
        sitting.app.wait_until(lambda state: state["corrected"], 5)
        corrected = sitting.app.ask("said")["chords"]
        assert chord_at({"chords": corrected}, frame) == "F♯m7/C♯"
        time.sleep(2.0)  # what is typed is heard, too
        with pulse_sink.recording() as heard:
            time.sleep(0.5)
            sitting.hand.click(x, top + height / 2)
            time.sleep(2.0)
    notes_hz = [midi_to_frequency(midi) for midi in voiced(parse_chord("F#m7/C#"))]
    assert_holds(sounding(heard.samples), notes_hz)
    with reader.start() as sitting:
        sitting.app.wait_until(lambda state: state["corrected"], 10)
        assert sitting.app.ask("said")["chords"] == corrected


def test_lyrics_beside_the_song_are_shown_and_a_click_on_a_line_goes_there(reader: Reader) -> None:
    with reader.start() as sitting:
        sitting.hand.key("ctrl+F7")
        sitting.app.wait_until(lambda state: state["page"] == "lyrics", 5)
        lines = sitting.app.ask("said")["lines"]
        assert [text for _, text in lines] == [text for _, text in LINES]
        time.sleep(0.5)
        left, top, width, height = sitting.app.ask("line", line=1)["place"]
        sitting.hand.click(left + width / 4, top + height / 2)
        state = sitting.app.wait_until(lambda state: state["position_s"] > 0, 5)
        assert state["position_s"] == pytest.approx(LINES[1][0], abs=0.001)


def test_the_notes_of_the_bass_are_heard_at_their_pitch(
    reader: Reader, pulse_sink: SoundCard
) -> None:
    with reader.start() as sitting:
        start, stop, midi = sitting.app.ask("said")["notes"]["bass"][-1]
        assert midi == pytest.approx(LAST_BASS_MIDI, abs=0.3)
        for stem in STEMS:
            sitting.hand.key(stem[0])
        sitting.hand.key("shift+x")
        sitting.app.wait_until(lambda state: state["hears_notes"], 20)
        go_to(sitting, (start + 0.2 * (stop - start)) / SAMPLE_RATE)
        with pulse_sink.recording() as heard:
            time.sleep(0.5)
            sitting.play("keyboard")
            time.sleep(1.0)
            sitting.hand.key("space")
            sitting.app.wait_until(lambda state: not state["playing"], 5)
            time.sleep(0.3)
    note = sounding(heard.samples)[: round(0.5 * (stop - start))]
    assert len(note) > SAMPLE_RATE // 4
    frequency_hz = midi_to_frequency(LAST_BASS_MIDI)
    assert abs(1200 * np.log2(tone_frequency(note, frequency_hz) / frequency_hz)) < 20
