"""Separates an open song in this process, for the command line: there is no playback to disturb."""

from __future__ import annotations

from collections.abc import Callable

from app.cached_songs import make_room
from app.song_cache import mark_used
from app.song_loading import MIX_TRACK, Song
from player.errors import IsAFolderError
from separation.errors import FULL_DISK, StoreWriteError
from separation.events import News
from separation.lanes import Lanes
from separation.mapped_wav import WavReader
from separation.mix_level import MixLevel
from separation.recipe import Recipe
from separation.separator import separate
from separation.stem_store import StemStore, StoreIdentity
from separation.stem_store_writer import StemStoreWriter


def separate_song(
    song: Song, recipe: Recipe, device: str, on_event: Callable[[News], None]
) -> StemStore:
    """The finished stems of a song: those in the cache, or made now and kept there.

    Where the disk is full, songs that were not used for the longest time make room.

    Raises: SeparationError; IsAFolderError for ready stems.
    """
    if song.is_multitrack:
        raise IsAFolderError(song.path)
    if device != "auto":
        # Said at once, also where nothing is left to compute.
        from separation.device import resolve_device

        resolve_device(device)
    mix = WavReader(song.folder.track(MIX_TRACK))
    identity = StoreIdentity.of(recipe, mix.frames, MixLevel.of(mix))

    folder = song.folder.stem_store(recipe.key)
    while True:
        try:
            with StemStoreWriter(folder, identity) as store:
                if store.unfinished_segments:
                    _fill(store, mix, recipe, device, on_event)
        except StoreWriteError as error:
            if error.cause.errno not in FULL_DISK or not make_room(
                len(recipe.stems) * song.track_bytes
            ):
                raise
        else:
            mark_used(folder)
            return StemStore.open(folder)


def _fill(
    store: StemStoreWriter,
    mix: WavReader,
    recipe: Recipe,
    device: str,
    on_event: Callable[[News], None],
) -> None:
    # Imported late: a song that is complete does not wait for torch.
    from separation.model_loading import load_model

    model = load_model(recipe, device, on_event)

    def lanes() -> Lanes:
        return Lanes.for_device(model.device)

    lanes().take_threads()
    separate(mix, store, model, lanes=lanes, on_event=on_event)
