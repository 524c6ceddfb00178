"""The networks: VGG or slim backbone, extras, L2Norm, heads, and the SSD that joins them."""

from ssd_core.network.ssd import SSD, Sources, build_network

__all__ = ["SSD", "Sources", "build_network"]
