"""HTDemucs run by OpenVINO, quicker on a CPU than torch. Needs the extra `openvino`."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import queue
import sys
import warnings
from typing import Any

import numpy as np
import torch
from demucs.htdemucs import HTDemucs
from torch import Tensor, nn
from torch.nn import functional

from separation.converted_networks import converted_path, keep_converted
from separation.demucs_model import agreement_db
from separation.demucs_spectrum import mix_spectrum, stem_samples
from separation.lanes import Lanes
from separation.openvino_graph import HTDemucsGraph

# OpenVINO reports to its makers that it was imported and what it converts. Where this package is
# missing it does without, and nothing may leave the musician's machine.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]

import openvino  # noqa: E402
from openvino.frontend import FrontEndManager  # noqa: E402
from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder  # noqa: E402

_POLL_MS = 50
_FAITHFUL_DB = 60.0


class OpenVinoUnusableError(Exception):
    """OpenVINO cannot take this network over, or says something else than torch. The text says."""


class OpenVinoDemucs(nn.Module):
    """An HTDemucs that OpenVINO computes in float32, for several threads at once.

    digest: tells the weights apart. lanes: how many segments are computed at once, each with how
    many threads. The first time it is converted, which takes as long as a few segments; the result
    is kept in the user's cache.

    Raises: OpenVinoUnusableError.
    """

    def __init__(self, network: HTDemucs, digest: str, lanes: Lanes) -> None:
        super().__init__()
        self.sources: list[str] = list(network.sources)
        self._frames = int(network.segment * network.samplerate)
        core = openvino.Core()
        settings = {
            "INFERENCE_PRECISION_HINT": "f32",
            "NUM_STREAMS": lanes.count,
            "INFERENCE_NUM_THREADS": lanes.count * lanes.threads,
            "ENABLE_CPU_PINNING": False,  # playback needs a core at any moment
        }
        try:
            compiled = _compiled(core, settings, network, digest, self._frames)
        # A network of a shape that nobody has published makes it raise almost anything.
        except Exception as error:
            raise OpenVinoUnusableError(str(error)) from error
        self._idle: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for _ in range(lanes.count):
            self._idle.put(compiled.create_infer_request())
        # What asks whether the pass should still run, as layers do elsewhere.
        self.waiting = nn.Identity()

    def forward(self, mix: Tensor) -> Tensor:
        """float32 (batch, 2, frames) to (batch, stems, 2, frames), no longer than trained on."""
        return torch.cat([self._one(song) for song in torch.split(mix, 1)])

    def _one(self, mix: Tensor) -> Tensor:
        frames = mix.shape[-1]
        whole = functional.pad(mix, (0, self._frames - frames))
        request = self._idle.get()
        try:
            spectra, waveforms = self._infer(request, mix_spectrum(whole), whole)
            return (stem_samples(spectra, self._frames) + waveforms)[..., :frames]
        finally:
            self._idle.put(request)

    def _infer(self, request: Any, *inputs: Tensor) -> list[Tensor]:
        request.start_async([each.contiguous().numpy() for each in inputs])
        try:
            while not request.wait_for(_POLL_MS):
                self.waiting(inputs[0])
        except BaseException:
            request.cancel()
            with contextlib.suppress(RuntimeError):
                request.wait()
            raise
        # Views: the request is not used again before they are.
        return [torch.from_numpy(request.get_output_tensor(index).data) for index in range(2)]


def openvino_network(network: nn.Module, digest: str, lanes: Lanes) -> nn.Module | None:
    """`network` run by OpenVINO, or None where that cannot be: a log says why."""
    if not isinstance(network, HTDemucs):
        return None
    try:
        return OpenVinoDemucs(network, digest, lanes)
    except OpenVinoUnusableError as error:
        logging.getLogger(__name__).warning("OpenVINO is of no use here, torch is: %s", error)
        return None


def _compiled(
    core: Any, settings: dict[str, Any], network: HTDemucs, digest: str, frames: int
) -> Any:
    # What another processor or another release made is of no use.
    made_by = f"{openvino.get_version()} {core.get_property('CPU', 'FULL_DEVICE_NAME')} {frames}"
    path = converted_path(digest, hashlib.sha256(made_by.encode()).hexdigest()[:16])
    with contextlib.suppress(OSError, RuntimeError):
        return core.import_model(path.read_bytes(), "CPU", settings)
    compiled = core.compile_model(_converted(network, frames), "CPU", settings)
    _check(compiled, network, frames)
    with contextlib.suppress(OSError):
        keep_converted(path, compiled.export_model().getvalue())
    return compiled


def _converted(network: HTDemucs, frames: int) -> Any:
    mix = _noise(frames)
    inputs = (mix_spectrum(mix), mix)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that shapes become constants is meant
        traced = torch.jit.trace(  # type: ignore[no-untyped-call]
            HTDemucsGraph(network), inputs, check_trace=False
        )
        frontend = FrontEndManager().load_by_framework("pytorch")
        decoder = TorchScriptPythonDecoder(traced)  # has to live until all is converted
        model = frontend.convert(frontend.load(decoder))
    model.reshape({model.input(index): each.shape for index, each in enumerate(inputs)})
    return model


def _check(compiled: Any, network: HTDemucs, frames: int) -> None:
    """Compare it with torch on noise.

    Raises: OpenVinoUnusableError if they differ by more than -60 dB.
    """
    mix = _noise(frames)
    said = compiled([mix_spectrum(mix).numpy(), mix.numpy()])
    stems = stem_samples(torch.from_numpy(said[0]), frames) + torch.from_numpy(said[1])
    with torch.inference_mode():
        agreement = agreement_db(network(mix), stems)
    if agreement < _FAITHFUL_DB:
        raise OpenVinoUnusableError(f"its output is only {agreement:.0f} dB from torch's")


def _noise(frames: int) -> Tensor:
    samples = np.random.default_rng(0).standard_normal((1, 2, frames), np.float32)
    return torch.from_numpy(samples)
