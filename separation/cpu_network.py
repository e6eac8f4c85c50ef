"""The quickest way to run a network of the Demucs family on this machine's CPU."""

from __future__ import annotations

import logging

import torch
from demucs.hdemucs import HDemucs
from demucs.htdemucs import HTDemucs
from torch import nn

from separation.demucs_model import agreement_db
from separation.demucs_tuning import TunedDemucs
from separation.lanes import Lanes
from separation.weights_file import WeightsFile

_log = logging.getLogger(__name__)
_NOISE_S = 4
_FAITHFUL_DB = 60.0


def network_for_cpu(network: nn.Module, file: WeightsFile) -> nn.Module:
    """What says the same as `network`, sooner: OpenVINO where it is installed, or torch, tuned.

    file: where its weights come from. What nobody publishes may have a shape that nobody has tried:
    there the tuned network has to say the same on some noise, or `network` is taken as it is.
    """
    try:
        from separation.openvino_network import openvino_network
    except ImportError:  # the extra is not installed
        by_openvino = None
    else:
        by_openvino = openvino_network(network, file.sha256, Lanes.for_device("cpu"))
    if by_openvino is not None:
        return by_openvino
    if not isinstance(network, HTDemucs | HDemucs):
        return network
    return TunedDemucs(network) if file.url else _tuned_if_it_says_the_same(network)


def _tuned_if_it_says_the_same(network: nn.Module) -> nn.Module:
    noise = torch.randn(1, 2, _NOISE_S * 44100, generator=torch.Generator().manual_seed(0))
    noise = noise[..., : int(network.segment * network.samplerate)]  # type: ignore[operator]
    with torch.inference_mode():
        expected = network(noise)
        try:
            tuned = TunedDemucs(network)
            agreement = agreement_db(expected, tuned(noise))
        # Layers that do not fit together may raise almost anything.
        except Exception as error:
            _log.warning("Cannot be made quicker: %s", error)
            return network
    if agreement < _FAITHFUL_DB:
        _log.warning("Made quicker, it would be only %.0f dB from what it says", agreement)
        return network
    return tuned
