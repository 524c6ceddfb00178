"""Lesson 3: a DBox, a target, and the four numbers that lead from one to the other.

``shown`` is the one frozen value that all parts read: ``canvas`` with its ``marks``, ``panel`` with
the ``growth_plot``, ``tools`` in the head; ``asking`` makes questions of it; ``lesson`` holds them.
"""
