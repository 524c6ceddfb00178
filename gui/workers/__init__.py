"""Threads beside the window. They deliver immutable values and are stopped by a flag and a wait."""
