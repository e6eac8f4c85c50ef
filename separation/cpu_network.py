"""The quickest way to run a network of the Demucs family on this machine's CPU."""

from __future__ import annotations

from demucs.hdemucs import HDemucs
from demucs.htdemucs import HTDemucs
from torch import nn

from separation.demucs_tuning import TunedDemucs
from separation.lanes import Lanes


def network_for_cpu(network: nn.Module, digest: str) -> nn.Module:
    """What says the same as `network`, sooner: OpenVINO where it is installed, or torch, tuned.

    digest: tells its weights apart.
    """
    try:
        from separation.openvino_network import openvino_network
    except ImportError:  # the extra is not installed
        by_openvino = None
    else:
        by_openvino = openvino_network(network, digest, Lanes.for_device("cpu"))
    if by_openvino is not None:
        return by_openvino
    return TunedDemucs(network) if isinstance(network, HTDemucs | HDemucs) else network
