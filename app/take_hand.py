"""Takes under the hand: from the page and the bar to the session's takes, and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from app.error_messages import sentence
from app.file_names import safe_name
from app.shortcuts import Shortcuts
from app.take_text import dropout_words
from app.takes import Take
from app.translation import decimal
from app.views.time_text import duration_words
from player.audio_input import InputChoice
from player.round_trip import RoundTrip

if TYPE_CHECKING:
    from app.main_window import MainWindow

_DEVICE, _HOST_API = "takes/device", "takes/host_api"
_CHANNEL, _STEREO = "takes/channel", "takes/stereo"
_ROUND_TRIPS = "takes/round_trips"
_LOOK_MS = 50
# Long enough to be read, for what lasts a thousandth of a second.
_CLIP_SHOWN_LOOKS = 40


class TakeHand(QObject):
    """Ties them together, and keeps in the settings from what is recorded, and how late that is.

    `too_loud()`: what comes in begins to be cut off.
    """

    too_loud = Signal()

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        session, page, bar = window.session, window.song_page, window.transport_bar
        self._session = session
        self._window = window
        self._desk = desk = session.takes
        self._area = area = page.take_area
        self._bar = bar
        self._news = window.news
        self._settings = settings
        self._clip_left = 0
        # The output is closed while it is measured, and has no name then.
        self._measured_pair = ""
        self._record_action: QAction | None = None
        desk.input.choice = _stored(settings)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        bar.record.clicked.connect(desk.set_armed)
        area.best_toggled.connect(desk.set_best)
        area.mute_toggled.connect(desk.set_muted)
        area.solo_toggled.connect(desk.set_soloed)
        area.gain_db_changed.connect(desk.set_gain)
        area.renamed.connect(desk.rename)
        area.delete_clicked.connect(desk.delete)
        area.export_clicked.connect(self._export)
        area.header.input_chosen.connect(self._on_input_chosen)
        area.header.monitor_toggled.connect(self._on_monitor_toggled)
        area.header.calibrate_clicked.connect(self.calibrate)
        area.header.look_again_clicked.connect(lambda: session.output.open())
        desk.changed.connect(lambda _: self._show_takes())
        session.desk.changed.connect(lambda _: self._show_takes())
        desk.armed_changed.connect(self._on_armed)
        desk.taken.connect(self._on_taken)
        desk.input.changed.connect(self._show_input)
        desk.input.calibrated.connect(self._on_calibrated)
        session.output.changed.connect(self._show_input)
        self._show_input()

    def fill_menu(self, menu: QMenu, shortcuts: Shortcuts) -> list[QAction]:
        """Offer recording; returns what needs a song."""
        text = self.tr("&Record takes")
        record = shortcuts.add(menu, "takes.record", text, lambda: None, "R")
        record.setCheckable(True)
        record.triggered.connect(self._desk.set_armed)
        self._record_action = record
        text = self.tr("&Input to record from …")
        choose = shortcuts.add(menu, "takes.input", text, self._open_inputs, "Shift+R")
        text = self.tr("Measure the &delay of input and output …")
        measure = shortcuts.add(menu, "takes.calibrate", text, self.calibrate, "Ctrl+Shift+R")
        return [record, choose, measure]

    def calibrate(self) -> None:
        """Play clicks, and find out how late they come in."""
        if self._desk.input.is_calibrating:
            return
        self._measured_pair = self._pair()
        self._session.transport.set_playing(False)
        text = self.tr(
            "Clicks are played a few times, and listened for: turn the loudspeaker up, or hold the "
            "headphones to the microphone."
        )
        self._news.say(text, "info")
        self._desk.input.measure_round_trip()

    def _open_inputs(self) -> None:
        self._desk.set_armed(True)
        self._area.header.open_choices()

    def _on_input_chosen(self, choice: InputChoice) -> None:
        self._settings.setValue(_DEVICE, choice.device_name)
        self._settings.setValue(_HOST_API, choice.host_api)
        self._settings.setValue(_CHANNEL, choice.channel)
        self._settings.setValue(_STEREO, "stereo" if choice.is_stereo else "mono")
        self._desk.set_armed(True, choice)

    def _on_monitor_toggled(self, monitored: bool) -> None:
        # Not kept: who starts anew with loudspeakers is not to be met by a howl.
        choice = replace(self._desk.input.choice, is_monitored=monitored)
        self._desk.set_armed(True, choice)

    def _on_armed(self, armed: bool) -> None:
        self._bar.set_record(armed)
        if self._record_action is not None:
            self._record_action.setChecked(armed)
        self._area.set_armed(armed)
        if armed:
            self._looking.start()
        else:
            self._looking.stop()
            self._area.header.set_level((), clipped=False)
            self._area.header.set_lost("")
            self._area.header.say("")

    def _on_taken(self, takes: int) -> None:
        if not takes:
            self._news.say(self.tr("That was too short for a take."), "info")
            return
        self._news.say(self.tr("%n takes recorded", "", takes), "info")
        lost = [take for take in self._desk.state.all[-takes:] if take.dropouts]
        if lost:
            text = self.tr("The input lost sound in %n takes; it is marked on them.", "", len(lost))
            self._news.say(text, "warning")

    def _on_calibrated(self, result: RoundTrip | Exception) -> None:
        if isinstance(result, Exception):
            self._news.say(sentence(result), "warning")
        else:
            self._settings.setValue(f"{_ROUND_TRIPS}/{self._measured_pair}", result.delay_s)
            spread_key = f"{_ROUND_TRIPS}_spread/{self._measured_pair}"
            self._settings.setValue(spread_key, result.spread_s)
            words = self.tr("The delay is {delay} ms beyond what the devices say (± {spread} ms).")
            text = words.format(
                delay=decimal(result.delay_s * 1000, 1), spread=decimal(result.spread_s * 500, 1)
            )
            self._news.say(text, "info")
        self._show_input()

    def _pair(self) -> str:
        """What the settings call the two devices: a name of theirs may not have a slash."""
        names = (self._session.output.device_name, self._desk.input.choice.device_name)
        return safe_name(" ".join(name or "default" for name in names)).replace("/", "-")

    def _show_input(self) -> None:
        desk, header = self._desk, self._area.header
        source = desk.input
        known = self._settings.value(f"{_ROUND_TRIPS}/{self._pair()}")
        desk.round_trip_s = float(str(known)) if known is not None else 0.0
        choice = source.choice
        devices = [(replace(choice, device_name="", host_api=""), self.tr("System default"))]
        devices += [
            (replace(choice, device_name=each.name, host_api=each.host_api), each.name)
            for each in source.devices
            if each.name != "default"
        ]
        names = {each.name: each for each in source.devices}
        open_device = names.get(source.device_name)
        count = 1 if open_device is None else min(16, open_device.channels)
        channels = [
            (
                replace(choice, channel=channel, is_stereo=False),
                self.tr("Channel {number}").format(number=channel + 1),
            )
            for channel in range(count)
        ]
        channels += [
            (
                replace(choice, channel=channel, is_stereo=True),
                self.tr("Channels {number} and {next}, stereo").format(
                    number=channel + 1, next=channel + 2
                ),
            )
            for channel in range(0, count - 1, 2)
        ]
        words = self.tr("Delay not measured: takes may be some ms off")
        if known is not None:
            words = self.tr("Measured delay: {delay} ms").format(
                delay=decimal(desk.round_trip_s * 1000, 1)
            )
        header.set_input(devices, choice, channels, choice, words, monitored=choice.is_monitored)

    def _show_takes(self) -> None:
        desk = self._desk
        audible = {take.id: self._session.desk.is_audible(take.bus) for take in desk.state.all}
        heard = {take.id: not take.mix.muted and audible[take.id] for take in desk.state.all}
        self._area.set_takes(desk.state, desk.peaks, heard)
        self._show_growing()

    def _show_growing(self) -> None:
        growing = self._desk.growing()
        recorded = self.tr("recorded") if self._desk.is_recording else self.tr("in a moment …")
        words = [recorded] * len(growing)
        if growing and self._desk.is_recording:
            words[-1] = self.tr("being recorded")
        self._area.set_growing(
            [(take, peaks, says) for (take, peaks), says in zip(growing, words, strict=True)]
        )

    def _look(self) -> None:
        """The meter, and what is being recorded."""
        source, header = self._desk.input, self._area.header
        levels = source.levels()
        if levels.clipped:
            if not self._clip_left:
                self.too_loud.emit()
            self._clip_left = _CLIP_SHOWN_LOOKS
        self._clip_left = max(0, self._clip_left - 1)
        header.set_level(levels.peaks, clipped=self._clip_left > 0)
        header.set_lost(dropout_words(levels.dropouts) if levels.dropouts else "")
        if source.is_calibrating:
            text = self.tr("measuring the delay …")
        elif not source.is_open:
            text = self.tr("opening the input …")
        elif not self._desk.is_recording:
            text = self.tr("ready: press Play")
        else:
            text = self.tr("recording {time}").format(time=duration_words(levels.recorded_s))
        header.say(text)
        self._show_growing()

    def _export(self, take: Take) -> None:
        song = self._session.song
        title = "" if song is None else f"{song.title} - "
        name = safe_name(f"{title}{take.name}") + ".wav"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export {take}").format(take=take.name),
            str(Path.home() / name),
            self.tr("WAV files (*.wav)"),
        )
        if chosen:
            self._desk.export(take, Path(chosen))


def _stored(settings: QSettings) -> InputChoice:
    channel = str(settings.value(_CHANNEL, "0"))
    return InputChoice(
        device_name=str(settings.value(_DEVICE, "")),
        host_api=str(settings.value(_HOST_API, "")),
        channel=int(channel) if channel.isdecimal() else 0,
        is_stereo=settings.value(_STEREO) == "stereo",
    )
