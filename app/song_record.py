"""What is remembered of a song: where it is, how everything was set, and what was seen of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.stem_groups import GroupedMix
from app.transport_controls import RECORDED_TUNING_HZ
from player.beat_grid import BeatGrid
from player.transport import LoopRegion


@dataclass(frozen=True)
class SongView:
    """What of a song was seen. start_s, stop_s: of the visible part; both 0 if it is not known.

    spectrogram_source: the chosen one, empty if it follows the solo. spectrogram_px: the height it
    was given by hand, 0 if it was not. lower_page: which page is below the lanes, "" for the
    spectrogram.
    """

    start_s: float = 0.0
    stop_s: float = 0.0
    spectrogram_source: str = ""
    spectrogram_collapsed: bool = False
    spectrogram_px: int = 0
    lower_page: str = ""


@dataclass(frozen=True)
class SongRecord:
    """One song that was opened once. Its loops and markers are kept beside it.

    path: the file, or the folder of stems. opened_at_s: seconds since 1970. position_frame: where
    the playhead was. grid: the beats that a person has set, if one did.
    """

    path: Path
    title: str
    duration_s: float
    opened_at_s: float
    mix: GroupedMix = field(default_factory=GroupedMix)
    loop: LoopRegion | None = None
    loop_enabled: bool = False
    tempo_percent: float = 100.0
    pitch_semitones: float = 0.0
    tuning_hz: float = RECORDED_TUNING_HZ
    position_frame: int = 0
    grid: BeatGrid | None = None
    view: SongView = field(default_factory=SongView)
