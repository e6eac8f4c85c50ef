"""The network's shapes and size, and that it hears what it should."""

from __future__ import annotations

import torch

from separation.two_window_network import TwoWindowNetwork, band_edges
from separation.two_window_spectrum import HIGH, HIGH_FEATURES, HIGH_HOPS, LOW, LOW_FEATURES

HOPS = 21


def heard(batch: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(5)
    return (
        torch.rand(batch, HOPS, LOW_FEATURES, LOW.bins),
        torch.rand(batch, HOPS, HIGH_HOPS * HIGH_FEATURES, HIGH.bins),
    )


def stirred_network() -> TwoWindowNetwork:
    """One whose residual steps do something, as after training."""
    torch.manual_seed(3)
    network = TwoWindowNetwork().eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += 0.05 * torch.randn_like(parameter)
    return network


def test_bands_cover_the_spectrum_and_are_never_too_narrow() -> None:
    edges = band_edges(20, 980, narrowest=10, curve=2.6)
    widths = edges[1:] - edges[:-1]
    assert (edges[0], edges[-1], len(edges)) == (0, 980, 21)
    assert widths.min() >= 10
    assert widths[-1] > 4 * widths[0]


def test_its_weights_fit_into_16_megabytes() -> None:
    parameters = sum(tensor.numel() for tensor in TwoWindowNetwork().state_dict().values())
    assert 4e6 < parameters < 8e6


def test_every_bin_gets_a_mask_and_an_untrained_one_prefers_no_stem() -> None:
    with torch.inference_mode():
        low, high = TwoWindowNetwork()(*heard(2))
    assert low.shape == (2, HOPS, 4, 2, LOW.bins)
    assert high.shape == (2, HIGH_HOPS * HOPS, 4, 2, HIGH.bins)
    assert low.softmax(2).sub(0.25).abs().max() < 0.1


def test_songs_of_a_batch_do_not_hear_each_other() -> None:
    network = stirred_network()
    low, high = heard(2)
    with torch.inference_mode():
        together = network(low, high)
        alone = network(low[1:], high[1:])
    for one, two in zip(together, alone, strict=True):
        torch.testing.assert_close(one[1:], two, atol=1e-4, rtol=1e-4)


def test_every_band_is_heard_in_every_mask_before_and_after() -> None:
    network = stirred_network()
    low, high = heard()
    high.requires_grad_()
    low_logits, _ = network(low, high)
    low_logits[0, 10, 0, 0, 5].backward()
    assert high.grad is not None
    by_hop = high.grad[0].abs().amax(dim=(1, 2))
    assert by_hop.min() > 0
    assert by_hop.argmax() in range(8, 13)
