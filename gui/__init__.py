"""The window of SSD Viewer: PySide6 around ``ssd_core``, which never imports it."""
