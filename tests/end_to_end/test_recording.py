"""The recording the other end-to-end tests rely on: what is played is heard, sample for sample."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.end_to_end.servers import REQUIRED, give_up
from tests.end_to_end.sound_card import SAMPLE_RATE, SoundCard

pytestmark = pytest.mark.end_to_end

_PLAY = """
import sys, numpy, sounddevice
samples = numpy.load(sys.argv[1])
with sounddevice.OutputStream(44100, device=sys.argv[2], channels=2, latency=0.2) as stream:
    stream.write(samples)
"""


@pytest.mark.parametrize("device", ["pulse", "default"])
def test_a_sine_is_recorded_sample_for_sample(
    pulse_sink: SoundCard, tmp_path: Path, device: str
) -> None:
    time_s = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    left, right = np.sin(2 * np.pi * 440 * time_s), np.cos(2 * np.pi * 659.25 * time_s)
    played = (0.5 * np.stack([left, right], axis=1)).astype(np.float32)
    silence = np.zeros((SAMPLE_RATE // 2, 2), np.float32)
    np.save(tmp_path / "sine.npy", np.concatenate([silence, played, silence]))

    with pulse_sink.recording() as heard:
        _play(pulse_sink, tmp_path / "sine.npy", device)
    samples = heard.samples

    start = int(np.argmax(np.abs(samples).max(axis=1) > 0))
    recorded = samples[start : start + len(played)]
    assert recorded.shape == played.shape
    np.testing.assert_array_equal(recorded, played)
    assert not samples[start + len(played) :].any()


def test_silence_is_recorded_as_silence(pulse_sink: SoundCard) -> None:
    samples = pulse_sink.record(0.3)
    assert len(samples) >= 0.3 * SAMPLE_RATE
    assert not samples.any()


def test_the_user_s_sound_settings_are_not_touched(pulse_sink: SoundCard) -> None:
    inside = str(pulse_sink.folder)
    for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_COOKIE", "ALSA_CONFIG_PATH"):
        assert pulse_sink.environment[name].startswith(inside)


def test_windows_can_be_opened_on_the_display(display: str) -> None:
    code = (
        "from PySide6.QtGui import QGuiApplication, QWindow\n"
        "app = QGuiApplication([]); window = QWindow(); window.show(); app.processEvents()\n"
        "print(app.platformName(), window.screen().size().width())\n"
    )
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60
    )
    assert answer.stdout.split() == ["xcb", "1600"], answer.stderr


@pytest.mark.parametrize(
    ("required", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)]
)
def test_what_is_missing_skips_with_its_name_or_fails_where_it_must_not(
    monkeypatch: pytest.MonkeyPatch, required: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv(REQUIRED, required)
    with pytest.raises(outcome, match="not installed: a sound card"):
        give_up("not installed: a sound card")


def _play(card: SoundCard, path: Path, device: str) -> None:
    subprocess.run(
        [sys.executable, "-c", _PLAY, str(path), device],
        env=card.environment,
        check=True,
        timeout=60,
    )
