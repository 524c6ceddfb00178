"""The biography of a candidate: one file a step of its life."""
