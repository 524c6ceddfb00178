"""Small controls that the panels are made of; each paints itself in the current theme."""
