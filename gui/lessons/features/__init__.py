"""Lesson 7: the six feature maps, what a cell of each sees, and L2Norm."""
