"""The picture canvas: one widget, cached layers, and the pure functions that paint them."""
