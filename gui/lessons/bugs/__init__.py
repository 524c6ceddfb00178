"""Lesson 9: famous mistakes beside the right way."""
