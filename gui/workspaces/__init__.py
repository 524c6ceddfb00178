"""Workspaces: which parts stand where. They are wired in ``gui.app``."""
