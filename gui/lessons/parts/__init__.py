"""What the panels of lessons are made of."""
