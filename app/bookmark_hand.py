"""The loops and markers that are kept, under the hand: from the page to the session, and back."""

from __future__ import annotations

from collections.abc import Callable

from app.practice_session import PracticeSession
from app.views.song_page import SongPage
from player.multitrack import SAMPLE_RATE


def connect_bookmarks(
    session: PracticeSession, page: SongPage, keep_loop: Callable[[], None]
) -> None:
    """Show the session's bookmarks on the page, and do with them what hands do there.

    keep_loop: keeps the loop and lets it be named.
    """
    bookmarks, lane, cell = session.bookmarks, page.bookmark_lane, page.bookmark_cell
    bookmarks.changed.connect(page.set_bookmarks)
    for view in (lane, cell, page.overview):
        view.bookmark_chosen.connect(bookmarks.go_to)
    lane.renamed.connect(bookmarks.rename)
    lane.removed.connect(bookmarks.remove)
    lane.recoloured.connect(bookmarks.recolour)
    lane.loop_update_requested.connect(bookmarks.set_to_current_loop)
    lane.marker_moved.connect(
        lambda marker, time_s: bookmarks.move_marker(marker, round(time_s * SAMPLE_RATE))
    )
    cell.keep_loop_requested.connect(keep_loop)
    cell.marker_requested.connect(bookmarks.mark_here)
