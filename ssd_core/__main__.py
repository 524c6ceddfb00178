"""``python -m ssd_core``: the same as ``ssd-core``."""

import sys

from ssd_core.cli import main

if __name__ == "__main__":
    sys.exit(main())
