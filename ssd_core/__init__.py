"""The SSD paper in code: default boxes to detections, training and evaluation. Never imports Qt."""

import os

# OpenMP threads that wait for work spin by default: a 90 ms forward takes 270-840 ms as soon as
# another thread, a window or a loader, wants a core. Read once, when torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__version__ = "0.1.0"
