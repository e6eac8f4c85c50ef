"""`woodshed render`: what the engine would play, as a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.cached_songs import keep_within_limit
from app.commands.progress_bar import ProgressBar
from app.commands.recipe_arguments import recipe_of, settle_model
from app.commands.separate import EXIT_FAILED, EXIT_UNREADABLE
from app.error_messages import sentence
from app.errors import AppError, LoopOutsideError, UnknownStemsError
from app.song_loading import open_song
from app.song_separation import separate_song
from player.errors import AudioFileError
from player.mixer import MixerState
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.render import render
from player.transport import LoopRegion
from separation.encoded_file import EncodedFile
from separation.errors import SeparationError

_SUBTYPES = {".wav": "FLOAT", ".flac": "PCM_24", ".ogg": "VORBIS", ".mp3": "MPEG_LAYER_III"}


def run(arguments: argparse.Namespace) -> int:
    """Render one song or one folder of stems."""
    if arguments.output.suffix.lower() not in _SUBTYPES:
        formats = ", ".join(sorted(_SUBTYPES))
        print(f"“{arguments.output.name}” has to end in one of: {formats}.", file=sys.stderr)
        return EXIT_FAILED
    try:
        multitrack = _multitrack(arguments)
        mixer = _mixer(arguments, multitrack)
        blocks = render(
            multitrack,
            mixer,
            tempo_ratio=arguments.tempo / 100,
            pitch_semitones=arguments.pitch,
            loop=_loop(arguments, multitrack),
            repeats=arguments.repeat,
        )
        _write(blocks, arguments.output)
        keep_within_limit()
    except AudioFileError as error:
        print(sentence(error), file=sys.stderr)
        return EXIT_UNREADABLE
    except (SeparationError, AppError, OSError) as error:
        print(sentence(error), file=sys.stderr)
        return EXIT_FAILED
    print(arguments.output)
    return 0


def _multitrack(arguments: argparse.Namespace) -> Multitrack:
    *_, song = open_song(arguments.stems_dir or arguments.song)
    names_stems = arguments.mute or arguments.solo or arguments.gain or arguments.pan
    if song.is_multitrack or not names_stems:
        # Untouched stems sum to the song: nothing needs to be separated for that.
        return song.multitrack()
    settle_model(arguments)
    with ProgressBar(song.path.name) as bar:
        store = separate_song(song, recipe_of(arguments), arguments.device, bar.show)
    stems: tuple[Samples, ...] = tuple(store.array(stem) for stem in store.stems)
    return Multitrack(store.stems, stems, song.frames)


def _mixer(arguments: argparse.Namespace, multitrack: Multitrack) -> MixerState:
    gains, pans = dict(arguments.gain), dict(arguments.pan)
    named = (*arguments.mute, *arguments.solo, *gains, *pans)
    UnknownStemsError.check(named, multitrack.names)
    mixer = MixerState.for_stems(multitrack.names)
    for name in multitrack.names:
        strip = replace(
            mixer.strip_of(name),
            muted=name in arguments.mute,
            soloed=name in arguments.solo,
            gain_db=gains.get(name, 0.0),
            pan=pans.get(name, 0.0),
        )
        mixer = mixer.with_strip(name, strip)
    return mixer


def _loop(arguments: argparse.Namespace, multitrack: Multitrack) -> LoopRegion | None:
    if arguments.loop is None:
        return None
    start, end = (round(seconds * SAMPLE_RATE) for seconds in arguments.loop)
    if not start < end <= multitrack.frames:
        raise LoopOutsideError(multitrack.frames / SAMPLE_RATE)
    return LoopRegion(start, end)


def _write(blocks: Iterator[Samples], path: Path) -> None:
    """Write blocks to a temporary name and move them into place when all are there."""
    part = path.with_name(f".{path.name}.part")
    suffix = path.suffix.lower()
    try:
        with EncodedFile(part, suffix[1:], _SUBTYPES[suffix], SAMPLE_RATE, 2) as file:
            for block in blocks:
                file.write(block)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
