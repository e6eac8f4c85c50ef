"""The two-window network at work: weights from disk, spectra in, masks on them, stems out."""

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
from separation.device import is_out_of_memory
from separation.errors import NotEnoughMemoryError, WeightsDamagedError, WeightsMissingError
from separation.mix_level import MixLevel
from separation.models import STEMS
from separation.two_window_network import TwoWindowNetwork
from separation.two_window_spectrum import (
    HIGH,
    HOP_FRAMES,
    LOW,
    high_features,
    low_features,
    split_at_crossover,
    synthesise_low,
)

_QUIETEST = 1e-5


class TwoWindowModel:
    """A `StemModel`: the network with its weights, on one device.

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

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment: see `StemModel`."""
        try:
            with torch.inference_mode(), self._cancel_points.watching(cancelled):
                # A copy, not a view: the caller's array stays as it is, and torch's own memory is
                # always aligned alike, so that the same input gives the same bits.
                samples = torch.tensor(mix, device=self.device)
                gain = 1 / (level.rms + _QUIETEST)
                return masked_stems(self.network, samples, gain, self._order).cpu().numpy()
        except (MemoryError, RuntimeError) as error:
            if is_out_of_memory(error):
                raise NotEnoughMemoryError(self.device) from error
            raise


def masked_stems(
    network: TwoWindowNetwork, mix: Tensor, gain: float, order: Sequence[int]
) -> Tensor:
    """Separate samples (2, frames): the stems at the places `order`, (stems, 2, frames).

    gain: what gives the whole song a mean power of 1. Where all four stems are wanted, the last is
    what the others leave of the mix, so that their sum is it.
    """
    frames = mix.shape[-1]
    mix = functional.pad(mix, (0, -frames % HOP_FRAMES))
    low_part, high_part = split_at_crossover(mix)
    low, high = LOW.analyse(low_part), HIGH.analyse(high_part)
    low_logits, high_logits = network(
        low_features(low[None] * gain), high_features(high[None] * gain)
    )
    low_masks, high_masks = low_logits[0].softmax(1), high_logits[0].softmax(1)
    all_wanted = len(set(order)) == low_masks.shape[1]
    stems = mix.new_empty(len(order), *mix.shape)
    # One stem after the other, so that what is worked on stays in the cache.
    for place, stem in enumerate(order[:-1] if all_wanted else order):
        stems[place] = synthesise_low(low_masks[:, stem].transpose(0, 1) * low)
        stems[place] += HIGH.synthesise(high_masks[:, stem].transpose(0, 1) * high)
    if all_wanted:
        stems[-1] = mix - stems[:-1].sum(dim=0)
    return stems[..., :frames]


def _load_network(path: Path, sha256: str) -> TwoWindowNetwork:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsMissingError(path) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise WeightsDamagedError(path)
    network = TwoWindowNetwork()
    try:
        network.load_state_dict(load_safetensors(content))
    except (SafetensorError, RuntimeError) as error:
        raise WeightsDamagedError(path) from error
    return network.float().eval()
