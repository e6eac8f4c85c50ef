"""The network's shapes and size, and that it hears what it should."""

from __future__ import annotations

import numpy as np
import torch

from separation.compact_network import CompactNetwork, band_edges
from separation.compact_spectrum import BINS, FEATURES

HOPS = 22


def heard(batch: int = 1) -> torch.Tensor:
    torch.manual_seed(5)
    return torch.rand(batch, HOPS, FEATURES, BINS)


def stirred_network() -> CompactNetwork:
    """One that prefers stems, as after training."""
    torch.manual_seed(3)
    network = CompactNetwork().eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += 0.05 * torch.randn_like(parameter)
    return network


def test_bands_cover_the_spectrum_and_are_never_too_narrow() -> None:
    edges = band_edges()
    assert (edges[0], edges[-1], len(edges)) == (0, BINS, 41)
    assert np.diff(edges).min() >= 3


def test_its_weights_fit_into_16_megabytes() -> None:
    parameters = sum(tensor.numel() for tensor in CompactNetwork().state_dict().values())
    assert 3e6 < parameters < 8e6


def test_every_bin_gets_a_mask_and_an_untrained_one_prefers_no_stem() -> None:
    with torch.inference_mode():
        logits = CompactNetwork()(heard(2))
    assert logits.shape == (2, HOPS, 4, 2, BINS)
    assert logits.softmax(2).sub(0.25).abs().max() < 0.25


def test_songs_of_a_batch_do_not_hear_each_other() -> None:
    network = stirred_network()
    inputs = heard(2)
    with torch.inference_mode():
        together, alone = network(inputs), network(inputs[1:])
    torch.testing.assert_close(together[1:], alone, atol=1e-4, rtol=1e-4)


def test_every_band_is_heard_in_every_mask_before_and_after() -> None:
    network = stirred_network()
    inputs = heard().requires_grad_()
    network(inputs)[0, 10, 0, 0, 5].backward()
    assert inputs.grad is not None
    assert inputs.grad[0].abs().amax(dim=(0, 1)).min() > 0
    by_hop = inputs.grad[0].abs().amax(dim=(1, 2))
    assert by_hop.min() > 0
    assert by_hop.argmax() in range(6, 15)
