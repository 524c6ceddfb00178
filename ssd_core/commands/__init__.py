"""The jobs of the command line, one a file. torch is imported only by the job that needs it."""

from ssd_core.commands import detect, evaluate, explain, preflight, train

__all__ = ["detect", "evaluate", "explain", "preflight", "train"]
