"""Pictures in lessons: where they lie, how things are drawn on them, how boxes are dragged."""
