"""One file a subject: its parts, and the lines between them. ``gui.app`` makes each once."""
