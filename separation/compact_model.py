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
from torch.nn import functional

from separation.cancellation import CancelPoints
from separation.compact_network import CompactNetwork
from separation.compact_spectrum import HOP_FRAMES, analyse, features, synthesise
from separation.device import is_out_of_memory, is_quick_in_bfloat16
from separation.errors import NotEnoughMemoryError, WeightsDamagedError, WeightsMissingError
from separation.mix_level import MixLevel
from separation.models import STEMS

_QUIETEST = 1e-5


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
        # Its rounding lies 30 dB and more below what the stems are wrong by anyway.
        self._in_half = self.device == "cpu" and is_quick_in_bfloat16(device)

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment: see `StemModel`."""
        try:
            with (
                torch.inference_mode(),
                torch.autocast(self.device, torch.bfloat16, enabled=self._in_half),
                self._cancel_points.watching(cancelled),
            ):
                # A copy, not a view: the caller's array stays as it is, and torch's own memory is
                # always aligned alike, so that the same input gives the same bits.
                samples = torch.tensor(mix, device=self.device)
                gain = 1 / (level.rms + _QUIETEST)
                return masked_stems(self.network, samples, gain, self._order).cpu().numpy()
        except (MemoryError, RuntimeError) as error:
            if is_out_of_memory(error):
                raise NotEnoughMemoryError(self.device) from error
            raise


def masked_stems(network: CompactNetwork, mix: Tensor, gain: float, order: Sequence[int]) -> Tensor:
    """Separate samples (2, frames): the stems at the places `order`, (stems, 2, frames).

    gain: what gives the whole song a mean power of 1. Where all four stems are wanted, the last is
    what the others leave of the mix, so that their sum is it.
    """
    frames = mix.shape[-1]
    mix = functional.pad(mix, (0, -frames % HOP_FRAMES))
    spectrum = analyse(mix)
    masks = network(features(spectrum[None] * gain))[0].float().softmax(1)
    all_wanted = len(set(order)) == masks.shape[1]
    stems = mix.new_empty(len(order), *mix.shape)
    # One stem after the other, so that what is worked on stays in the cache.
    for place, stem in enumerate(order[:-1] if all_wanted else order):
        mask = masks[:, stem].transpose(0, 1)
        # The network leaves the Nyquist bin out; it takes its neighbour's mask.
        mask = functional.pad(mask, (0, 1), mode="replicate")
        stems[place] = synthesise(mask * spectrum, mix.shape[-1])
    if all_wanted:
        stems[-1] = mix - stems[:-1].sum(dim=0)
    return stems[..., :frames]


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
