"""`woodshed doctor`: what this installation has to work with."""

from __future__ import annotations

import argparse
import platform
from importlib.metadata import PackageNotFoundError, version

from app.cached_songs import report_cache
from app.commands.cache import fullness
from app.commands.models import here_words
from app.error_messages import sentence
from app.model_words import automatic_words
from app.song_cache import cache_root
from player.audio_output import output_devices
from player.errors import OutputError
from player.portaudio import portaudio_version
from separation.automatic import choose_here
from separation.device import available_devices
from separation.speed_records import read_speeds

_PACKAGES = (
    "woodshed",
    "PySide6-Essentials",
    "numpy",
    "torch",
    "sounddevice",
    "soundfile",
    "av",
    "soxr",
    "pylibrb",
)


def run(_arguments: argparse.Namespace) -> int:
    """Print it."""
    print(f"Python {platform.python_version()} on {platform.platform()}")
    for package in _PACKAGES:
        try:
            print(f"  {package} {version(package)}")
        except PackageNotFoundError:
            print(f"  {package} is missing: install Woodshed again")
    print("Sound")
    try:
        print(f"  {portaudio_version()}")
        devices = output_devices()
        for device in devices:
            mark = "*" if device.is_default else " "
            print(f"  {mark} {device.name} ({device.host_api})")
        if not devices:
            print("  no output device")
    except OutputError as error:
        print(f"  {sentence(error)}")
    print("Separation")
    print(f"  computes on: {', '.join(available_devices())}")
    print(f"  models here: {here_words()}")
    print(f"  auto takes {automatic_words(choose_here(read_speeds()))}")
    print("Cache")
    print(f"  {cache_root()}: {fullness(report_cache())}")
    return 0
