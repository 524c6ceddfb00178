"""Lesson 9: famous mistakes, each a pure patch of one stage beside the real one."""
