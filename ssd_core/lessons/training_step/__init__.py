"""Lesson 10: one optimisation step of the small preset, recorded stage by stage."""
