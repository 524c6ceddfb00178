"""Lesson 5: from 8,732 DBoxes to a few detections, as a walk through five stations.

``walked`` is the one frozen value that all parts read: ``board`` with its ``band``, ``miniature``s,
``plot``s, ``thread_card``s and the ``thread_line`` over them; ``panel`` with its rows. ``charts``
and ``cards`` turn it into what is painted, ``asking`` into questions; ``lesson`` holds them.
"""
