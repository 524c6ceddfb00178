"""The panels around the canvas. They take plain values and know nothing of one another."""
