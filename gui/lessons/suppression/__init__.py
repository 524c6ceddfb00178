"""Lesson 6: non-maximum suppression, step by step, on boxes that can be moved."""
