"""What the status line says when several things want to be said."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.stems_in_progress import Activity
from app.views.status_line import MessageKind, StatusLine
from app.views.time_text import duration_words

_MESSAGE_MS = 9000
_MENTION_MS = 3000


class StatusNews(QObject):
    """Shows a message long enough to be read, then what is being done, then what is being
    downloaded, then what the sound lacks, then nothing.

    An error, or what has a button, stays until there is something newer to say; what is only
    mentioned covers anything else for a moment.

    `said(text, kind)`: a message, or what begins to be done, once.
    """

    said = Signal(str, str)

    def __init__(self, line: StatusLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._activity: Activity | None = None
        self._download: Activity | None = None
        self._loop_ready = False
        self._light_stretch = False
        self._message: tuple[str, MessageKind, str] | None = None
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_MESSAGE_MS)
        self._reading.timeout.connect(self._on_read)
        self._mentioned = ""
        self._mentioning = QTimer(self)
        self._mentioning.setSingleShot(True)
        self._mentioning.setInterval(_MENTION_MS)
        self._mentioning.timeout.connect(self._on_mentioned)

    def say(self, text: str, kind: MessageKind, action: str = "") -> None:
        """Show a message now, with a button if there is something to do about it."""
        self._message = (text, kind, action)
        self._reading.start()
        self._show()
        self.said.emit(text, kind)

    def mention(self, text: str) -> None:
        """Say in passing what a hand has just done; it never hides an error."""
        self._mentioned = text
        self._mentioning.start()
        self._show()

    def set_activity(self, activity: Activity | None) -> None:
        """What is being done; None when nothing is."""
        if self._message is not None and self._message[2] and activity is not None:
            # What the button offered is being done.
            self._message = None
        begins = activity is not None and (
            self._activity is None or activity.text != self._activity.text
        )
        self._activity = activity
        self._show()
        if activity is not None and begins:
            self.said.emit(activity.text, "info")

    def set_download(self, download: Activity | None) -> None:
        """What is being downloaded; None when nothing is."""
        self._download = download
        self._show()

    def set_loop_ready(self, ready: bool) -> None:
        """Whether the loop that is on is separated already."""
        if ready != self._loop_ready:
            self._loop_ready = ready
            self._show()

    def set_light_stretch(self, light: bool) -> None:
        """Whether tempo and pitch run in a lighter quality."""
        self._light_stretch = light
        self._show()

    def clear(self) -> None:
        """Forget what was said."""
        self._reading.stop()
        self._mentioning.stop()
        self._message = None
        self._mentioned = ""
        self._show()

    def _on_mentioned(self) -> None:
        self._mentioned = ""
        self._show()

    def _on_read(self) -> None:
        if self._message is not None and (self._activity is not None or not _stays(self._message)):
            self._message = None
        self._show()

    def _show(self) -> None:
        if self._mentioned and not (self._message is not None and _stays(self._message)):
            self._line.set_message(self._mentioned, "info")
        elif self._message is not None:
            self._line.set_message(*self._message)
        elif self._activity is not None:
            activity = self._activity
            self._line.set_activity(
                activity.text, activity.fraction or 0.0, self._progress_words(activity)
            )
        elif self._download is not None:
            download = self._download
            fraction = download.fraction or 0.0
            self._line.set_activity(download.text, fraction, _percent(fraction))
        elif self._light_stretch:
            text = self.tr("This computer is busy: tempo and pitch run in a lighter quality.")
            self._line.set_message(text, "info")
        else:
            self._line.set_message("")

    def _progress_words(self, activity: Activity) -> str:
        words = []
        if activity.fraction is not None:
            words.append(_percent(activity.fraction))
        if activity.seconds_left is not None:
            words.append(
                self.tr("about {time} left").format(
                    time=duration_words(max(1.0, activity.seconds_left))
                )
            )
        if self._loop_ready:
            words.append(self.tr("loop is ready"))
        if self._light_stretch:
            words.append(self.tr("lighter quality"))
        return " · ".join(words)


def _percent(fraction: float) -> str:
    return f"{fraction:.0%}".replace("%", " %")


def _stays(message: tuple[str, MessageKind, str]) -> bool:
    _, kind, action = message
    return kind == "error" or bool(action)
