"""What surrounds a lesson: the same for all of them."""
