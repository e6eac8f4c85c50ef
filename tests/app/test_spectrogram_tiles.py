"""Which tiles are computed, in which order, and that none is computed twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import spectrogram_tiles
from app.background import Pool
from app.spectrogram_tiles import SpectrogramTiles
from player.multitrack import SAMPLE_RATE, Samples
from player.spectrogram_tile import ZOOMS, SpectrogramTile
from tests.app.conftest import delete_now

FRAMES = 60 * SAMPLE_RATE
ZOOM = 1
TILE_FRAMES = ZOOMS[ZOOM].tile_frames
LIMIT_MS = 30_000

Place = tuple[str, int, int]


def silence(start_frame: int, stop_frame: int) -> Samples:
    return np.zeros((stop_frame - start_frame, 2), np.float32)


@pytest.fixture
def tiles(qtbot: QtBot) -> Iterator[SpectrogramTiles]:
    pool = Pool(1)
    made = SpectrogramTiles(pool)
    made.begin_song(FRAMES)
    for source in ("bass", "drums"):
        made.set_source(source, silence)
    yield made
    made.close()
    pool.close()
    for each in (made, pool):
        delete_now(each)


@pytest.fixture
def told(tiles: SpectrogramTiles) -> list[Place]:
    """Which tiles were told, in their order."""
    places: list[Place] = []
    tiles.tile_ready.connect(lambda tile: places.append((tile.source, tile.zoom, tile.index)))
    return places


def test_a_coarse_tile_comes_first_and_neighbours_last(
    qtbot: QtBot, tiles: SpectrogramTiles, told: list[Place]
) -> None:
    tiles.want(("bass",), ZOOM, 2 * TILE_FRAMES, 3 * TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: len(told) == 4, timeout=LIMIT_MS)
    assert told[:2] == [("bass", ZOOM + 1, 0), ("bass", ZOOM, 2)]
    assert set(told[2:]) == {("bass", ZOOM, 1), ("bass", ZOOM, 3)}


def test_what_is_known_is_told_at_once_and_not_computed_again(
    qtbot: QtBot,
    tiles: SpectrogramTiles,
    told: list[Place],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tiles.want(("bass",), ZOOM, 0, TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=LIMIT_MS)
    told.clear()
    computed: list[Place] = []
    compute_tile = spectrogram_tiles.compute_tile

    def counted(samples: Samples, zoom: int, index: int, rate: int, source: str) -> SpectrogramTile:
        computed.append((source, zoom, index))
        return compute_tile(samples, zoom, index, rate, source)

    monkeypatch.setattr(spectrogram_tiles, "compute_tile", counted)
    tiles.want(("bass",), ZOOM, 0, TILE_FRAMES - 1)
    assert told == [("bass", ZOOM + 1, 0), ("bass", ZOOM, 0)]
    tiles.want(("drums",), ZOOM, 0, TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: len(computed) == 3, timeout=LIMIT_MS)
    assert {source for source, _, _ in computed} == {"drums"}


def test_what_sounds_otherwise_is_computed_anew_at_every_zoom(
    qtbot: QtBot, tiles: SpectrogramTiles, told: list[Place]
) -> None:
    tiles.want(("bass",), ZOOM, 0, TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=LIMIT_MS)
    loud: list[SpectrogramTile] = []
    tiles.tile_ready.connect(lambda tile: loud.append(tile) if tile.steps.max() > 100 else None)
    tiles.set_source("bass", lambda start, stop: np.ones((stop - start, 2), np.float32))
    tiles.outdate("bass", 0, FRAMES)
    tiles.want(("bass",), ZOOM, 0, TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: {tile.zoom for tile in loud} >= {ZOOM}, timeout=LIMIT_MS)
    tiles.want(("bass",), ZOOM + 1, 0, TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: {tile.zoom for tile in loud} >= {ZOOM, ZOOM + 1}, timeout=LIMIT_MS)


def test_the_whole_song_takes_few_tiles(
    qtbot: QtBot, tiles: SpectrogramTiles, told: list[Place]
) -> None:
    coarsest = len(ZOOMS) - 1
    tiles.want(("bass",), coarsest, 0, FRAMES)
    qtbot.waitUntil(lambda: bool(told), timeout=LIMIT_MS)
    assert told == [("bass", coarsest, 0)]
    assert ZOOMS[coarsest].tile_frames > 2 * 60 * SAMPLE_RATE


def test_a_coarse_tile_stands_in_where_one_zooms_far_in(
    qtbot: QtBot, tiles: SpectrogramTiles, told: list[Place]
) -> None:
    coarsest = len(ZOOMS) - 1
    tiles.want(("bass",), coarsest, 0, FRAMES)
    qtbot.waitUntil(lambda: bool(told), timeout=LIMIT_MS)
    told.clear()
    tiles.want(("bass",), 0, TILE_FRAMES, 2 * TILE_FRAMES)
    assert told == [("bass", coarsest, 0)]


def test_the_least_recently_seen_go_first(
    qtbot: QtBot, tiles: SpectrogramTiles, told: list[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spectrogram_tiles, "_TILES_KEPT", 3)
    tiles.want(("bass",), ZOOM, 0, TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=LIMIT_MS)
    tiles.want(("drums",), ZOOM, 0, TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: len(told) == 6, timeout=LIMIT_MS)
    told.clear()
    tiles.want(("bass",), ZOOM, 0, TILE_FRAMES - 1)
    assert told == []
    qtbot.waitUntil(lambda: len(told) >= 2, timeout=LIMIT_MS)


def test_an_unreadable_source_does_not_stop_the_others(
    qtbot: QtBot, tiles: SpectrogramTiles, told: list[Place]
) -> None:
    def broken(start_frame: int, stop_frame: int) -> Samples:
        raise OSError("gone")

    tiles.set_source("bass", broken)
    tiles.want(("bass", "drums"), ZOOM, 0, TILE_FRAMES - 1)
    qtbot.waitUntil(lambda: ("drums", ZOOM, 0) in told, timeout=LIMIT_MS)
    assert all(source == "drums" for source, _, _ in told)
