"""Lesson 2: which DBoxes must learn which object."""
