"""Detections as files that other programs read: one file here a format."""
