"""The lessons of Learn: each a thin view on its step builder in ``ssd_core.lessons``.

How a lesson plugs in
---------------------
1. ``ssd_core/lessons/<name>.py``: pure functions from frozen values to frozen values, no Qt.
2. ``resources/lessons/<nn>-<key>.en.toml`` and ``.ko.toml``: all it says (keys as in
   ``01-default-boxes.en.toml``: ``title``, ``subtitle``, ``paper``, ``book``, ``[panel]``,
   ``[steps]``, ``[questions]``, ``[[learners]]``); read as ``self.words("panel.intro", k=3)``.
3. ``gui/lessons/<name>.py``, or a package: a subclass of ``frame.lesson.Lesson``, whose docstring
   says what to set and what to override.
4. One line in ``gui/lessons/registry.py``.
5. For its drags: a function in ``tests/bench/bench_lessons.py``.

The frame (``frame/``) brings lesson list, head, transport, question card, code tab, texts, scenes,
saving and presentation; the canvas (``canvas/``) brings a base widget and strokes for pictures;
``parts/`` what panels are made of. Lessons never import workspaces or workers: what takes long is a
``Job`` (``ssd_core.lessons.lab``) that is sent by ``asked`` and answered by ``take``.
"""
