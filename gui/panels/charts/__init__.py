"""Charts of a run: losses, and small multiples of what else tells how it goes."""
