"""The library itself: begun, ended, and begun again."""

from __future__ import annotations

import atexit
import sys

import pytest

from player.audio_output import AudioOutput, OutputChoice
from player.errors import SoundSystemError
from player.output_ring import OutputRing
from player.portaudio import leave_at_exit, look_again
from tests.sound_system import SoundSystem


def test_the_process_can_end_without_a_word_to_portaudio(
    sound_system: SoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[object] = []
    monkeypatch.setattr(atexit, "unregister", left.append)
    leave_at_exit()
    assert left == [sys.modules["sounddevice"]._exit_handler]


def test_after_portaudio_failed_to_start_it_is_started_again(sound_system: SoundSystem) -> None:
    sound_system.fails_to_initialize = True
    with pytest.raises(SoundSystemError):
        look_again()
    look_again()
    assert AudioOutput(OutputRing(), OutputChoice()).name == "Speakers"
