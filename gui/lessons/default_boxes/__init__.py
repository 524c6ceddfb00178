"""Lesson 1: where the 8,732 default boxes come from."""
