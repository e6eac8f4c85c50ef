"""Which sound output and latency there are to choose from, what was chosen, and what plays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import QObject, QSettings

from app.sound_output import SoundOutput
from app.views.status_line import StatusLine
from app.views.transport_bar import TransportBar
from player.audio_output import Latency, OutputChoice, OutputDevice

_DEVICE, _HOST_API, _LATENCY = "sound/device", "sound/host_api", "sound/latency"


class SoundChoices(QObject):
    """Ties the menu of sound outputs to the output, and keeps what was chosen in the settings.

    A chosen device that is not there is kept: it plays again when it is back.
    """

    def __init__(
        self,
        output: SoundOutput,
        bar: TransportBar,
        status_line: StatusLine,
        settings: QSettings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._output = output
        self._bar = bar
        self._status_line = status_line
        self._settings = settings
        output.choice = _stored(settings)
        output.changed.connect(self._show)
        bar.output.output_chosen.connect(self._on_chosen)
        bar.output.look_again_clicked.connect(lambda: output.open())

    def _on_chosen(self, choice: OutputChoice) -> None:
        self._output.open(choice)
        self._settings.setValue(_DEVICE, choice.device_name)
        self._settings.setValue(_HOST_API, choice.host_api)
        self._settings.setValue(_LATENCY, choice.latency.value)

    def _show(self) -> None:
        output, device = self._output, self._output.device
        system = replace(output.choice, device_name="", host_api="")
        devices = [(system, self.tr("System default"))]
        # ALSA and others have a device of this name, and it is the same.
        named = [each for each in output.devices if each.name != "default"]
        namesakes = Counter(each.name for each in named)
        for each in named:
            choice = replace(output.choice, device_name=each.name, host_api=each.host_api)
            label = each.name if namesakes[each.name] == 1 else f"{each.name} · {each.host_api}"
            devices.append((choice, label))
        current = None
        text = self.tr("No sound output")
        if device is not None:
            offered = dict(devices)
            plays = output.choice in offered and output.choice.names(device)
            current = output.choice if plays else system
            text = f"{offered[current]} · {output.latency_s * 1000:.0f} ms"
        self._bar.output.set_outputs(devices, current, self._latencies(device), output.choice)
        self._status_line.set_device(text)

    def _latencies(self, device: OutputDevice | None) -> list[tuple[OutputChoice, str]]:
        words = {
            Latency.SHORT: self.tr("Short"),
            Latency.NORMAL: self.tr("Normal"),
            Latency.SAFE: self.tr("Safe"),
        }
        labels = dict(words)
        if device is not None:
            for latency, word in words.items():
                labels[latency] = f"{word} · {device.latency_s(latency) * 1000:.0f} ms"
        labels[Latency.SAFE] = self.tr("{safe}, if the sound stutters").format(
            safe=labels[Latency.SAFE]
        )
        choice = self._output.choice
        return [(replace(choice, latency=latency), label) for latency, label in labels.items()]


def _stored(settings: QSettings) -> OutputChoice:
    known = {each.value: each for each in Latency}
    return OutputChoice(
        device_name=str(settings.value(_DEVICE, "")),
        host_api=str(settings.value(_HOST_API, "")),
        latency=known.get(str(settings.value(_LATENCY, "")), Latency.NORMAL),
    )
