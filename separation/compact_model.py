"""The compact model at work: weights from disk, spectrum in, masks on the spectrum, stems out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load as load_safetensors
from torch import Tensor

from separation.cancellation import CancelPoints
from separation.compact_network import BINS, CompactNetwork
from separation.device import is_out_of_memory
from separation.errors import NotEnoughMemoryError, WeightsDamagedError, WeightsMissingError
from separation.mix_level import MixLevel
from separation.models import STEMS

_FFT_FRAMES = 4096
_HOP_FRAMES = 1024
_WINDOW_MEAN_SQUARE = 0.375  # of a Hann window: what it leaves of a signal's power
_QUIETEST = 1e-5
_COMPRESSION = 0.3


class CompactModel:
    """A `StemModel`: the compact network with its weights, on one device.

    Weights are float16 on disk and float32 in memory. stems: those that are wanted, in their order.

    Raises: WeightsMissingError, WeightsDamagedError.
    """

    def __init__(
        self, weights: Path, sha256: str, stems: Sequence[str], device: torch.device
    ) -> None:
        self.stems = tuple(stems)
        self.device = device.type
        self._order = [STEMS.index(stem) for stem in stems]
        self.network = _load_network(weights, sha256).to(device)
        self._cancel_points = CancelPoints(self.network)
        self._window = torch.hann_window(_FFT_FRAMES, device=device)

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment: see `StemModel`."""
        loudness = level.rms * _WINDOW_MEAN_SQUARE**0.5
        try:
            with torch.inference_mode(), self._cancel_points.watching(cancelled):
                # A copy, not a view: the caller's array stays as it is, and torch's own memory is
                # always aligned alike, so that the same input gives the same bits.
                samples = torch.tensor(mix, device=self.device)
                return self._separate(samples, 1 / (loudness + _QUIETEST)).cpu().numpy()
        except (MemoryError, RuntimeError) as error:
            if is_out_of_memory(error):
                raise NotEnoughMemoryError(self.device) from error
            raise

    def _separate(self, mix: Tensor, gain: float) -> Tensor:
        spectrum = torch.stft(
            mix, _FFT_FRAMES, _HOP_FRAMES, window=self._window, normalized=True, return_complex=True
        )
        masks = self.network(features(spectrum[None] * gain))[0].softmax(0).transpose(2, 3)
        # The network leaves the Nyquist bin out; it takes its neighbour's mask.
        masks = torch.cat([masks, masks[:, :, -1:]], dim=2)
        stems = (masks[self._order] * spectrum).flatten(0, 1)
        samples: Tensor = torch.istft(
            stems,
            _FFT_FRAMES,
            _HOP_FRAMES,
            window=self._window,
            normalized=True,
            length=mix.shape[-1],
        )
        return samples.view(-1, 2, mix.shape[-1])


def features(spectrum: Tensor) -> Tensor:
    """What the network sees: complex (batch, 2, 2049, hops) to float32 (batch, 6, hops, 2048).

    The magnitudes of mid and side, then their real and then their imaginary parts, all compressed
    by the power of 0.3. The spectrum is scaled so that the song's mean power is 1.
    """
    left, right = spectrum[:, :, :BINS].transpose(2, 3).unbind(1)
    mid_side = torch.stack([(left + right) / 2, (left - right) / 2], dim=1)
    magnitude = mid_side.abs().clamp_min(1e-6)
    compressed = mid_side * magnitude ** (_COMPRESSION - 1)
    return torch.cat([magnitude**_COMPRESSION, compressed.real, compressed.imag], dim=1)


def _load_network(path: Path, sha256: str) -> CompactNetwork:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsMissingError(path) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise WeightsDamagedError(path)
    network = CompactNetwork()
    try:
        network.load_state_dict(load_safetensors(content))
    except (SafetensorError, RuntimeError) as error:
        raise WeightsDamagedError(path) from error
    return network.float().eval()
