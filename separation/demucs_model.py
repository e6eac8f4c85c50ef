"""A network of the Demucs family at work: a mix in, the stems it was trained for out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from separation.cancellation import CancelPoints
from separation.device import is_out_of_memory
from separation.errors import NotEnoughMemoryError
from separation.mix_level import MixLevel

_QUIETEST = 1e-8
_HALF_PRECISION = {"cuda": torch.float16}
_FAITHFUL_DB = 40.0


class DemucsModel:
    """A `StemModel`: one network of the Demucs family, on one device.

    network: float32 (1, 2, frames) to (1, sources, 2, frames), with its `sources` in its order.
    stems: those that are wanted, in the order in which they are. one_at_a_time: the network is on
    the device only while it works.

    A graphics card computes in half precision if what then comes out of noise stays 40 dB above its
    difference from float32. Noise, and not the song, so that it does not matter what comes first.
    """

    def __init__(
        self,
        network: nn.Module,
        stems: Sequence[str],
        device: torch.device,
        *,
        one_at_a_time: bool = False,
    ) -> None:
        self.stems = tuple(stems)
        self.device = device.type
        self.network = network.eval()
        self._cancel_points = CancelPoints(self.network)
        self._one_at_a_time = one_at_a_time
        if not one_at_a_time:
            self.network.to(device)
        sources = list(network.sources)  # type: ignore[arg-type]
        self._order = [sources.index(stem) for stem in stems]
        self._half = _HALF_PRECISION.get(self.device)
        self._half_is_faithful: bool | None = None

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment: see `StemModel`.

        The song is brought to a mean of 0 and a deviation of 1, as the networks were trained.
        """
        scale = level.mono_std + _QUIETEST
        try:
            with torch.inference_mode(), self._cancel_points.watching(cancelled):
                if self._one_at_a_time:
                    self.network.to(self.device)
                samples = torch.tensor(mix, device=self.device)
                normal = (samples - level.mono_mean) / scale
                estimates = self._estimate(normal[None])[0, self._order]
                return (estimates * scale + level.mono_mean).cpu().numpy()
        except (MemoryError, RuntimeError) as error:
            if is_out_of_memory(error):
                raise NotEnoughMemoryError(self.device) from error
            raise
        finally:
            if self._one_at_a_time:
                self.network.to("cpu")

    def _estimate(self, normal: Tensor) -> Tensor:
        if self._half is None:
            return self._run(normal)
        if self._half_is_faithful is None:
            noise = np.random.default_rng(0).standard_normal(normal.shape, np.float32)
            probe = torch.tensor(noise, device=normal.device)
            half, full = self._run_in_half(probe, self._half), self._run(probe)
            self._half_is_faithful = agreement_db(full, half) >= _FAITHFUL_DB
        if self._half_is_faithful:
            half = self._run_in_half(normal, self._half)
            if bool(torch.isfinite(half).all()):
                return half
        return self._run(normal)

    def _run_in_half(self, normal: Tensor, dtype: torch.dtype) -> Tensor:
        with torch.autocast(self.device, dtype):
            return self._run(normal).float()

    def _run(self, normal: Tensor) -> Tensor:
        estimates: Tensor = self.network(normal)
        return estimates


def agreement_db(reference: Tensor, other: Tensor) -> float:
    """The energy of `reference` over that of its difference from `other`, in dB.

    Minus infinity if `other` holds anything that is not a number.
    """
    difference = float((reference.double() - other.double()).square().sum())
    if not math.isfinite(difference):
        return -math.inf
    energy = float(reference.double().square().sum())
    if difference == 0:
        return math.inf
    return 10 * math.log10(energy / difference) if energy else -math.inf
