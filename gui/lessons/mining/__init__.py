"""Lesson 4: whose mistakes count. The loss of every DBox, and the two sorts that choose among them.

``shown`` is the one frozen value that all parts read: ``canvas`` with its ``dots``, ``panel`` with
the ``sort_table`` and the ``loss_plots``; ``asking`` makes questions of it; ``lesson`` holds them.
"""
