"""The jobs of the command line, one a file. torch is imported only by the job that needs it."""

from ssd_core.commands import detect, evaluate, explain, train

__all__ = ["detect", "evaluate", "explain", "train"]
