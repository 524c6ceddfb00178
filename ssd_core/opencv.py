"""The one door to OpenCV: ``from ssd_core.opencv import cv2``.

OpenCV reads its settings from the environment while it is imported, and changes Qt's there.
"""

from __future__ import annotations

import os

MAX_PIXELS = 2**28
"""268 megapixels: the 200-megapixel photos of today's telephones fit, a bomb does not."""

os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(MAX_PIXELS))
# Whoever reads a picture tells the person what is wrong with it; OpenCV would say it again.
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
# Seconds until a camera that sends nothing counts as gone; ten would be a frozen picture.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "3")

import cv2  # noqa: E402

# They lead PySide6 to the Qt 5 plug-ins inside OpenCV's wheel, which it cannot load.
for _name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    os.environ.pop(_name, None)

__all__ = ["MAX_PIXELS", "cv2"]
