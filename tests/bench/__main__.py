"""``make bench``: every measured claim, as ratios of two things timed in turn in one run."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import ssd_core  # sets the OpenMP wait policy before torch is imported

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

BENCHES = (
    "network",
    "select",
    "loss",
    "training",
    "data",
    "evaluation",
    "paint",
    "charts",
    "window",
    "train_window",
    "lessons",
)


def main(names: list[str]) -> int:
    import torch

    torch.set_num_threads(2)
    print(f"ssd_core {ssd_core.__version__}, torch {torch.__version__}, 2 threads\n")
    for name in names or BENCHES:
        for row in import_module(f"bench.bench_{name}").run():
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
