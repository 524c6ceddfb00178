"""Weights files: reading them without running anything inside, and writing our own."""

from ssd_core.weights.reading import WeightsFile, read_start, read_weights
from ssd_core.weights.writing import write_weights

__all__ = ["WeightsFile", "read_start", "read_weights", "write_weights"]
