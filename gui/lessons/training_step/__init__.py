"""Lesson 10: one step of training in six stages, and a minute of it in place."""
