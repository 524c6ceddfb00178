"""Lesson 8: the training transforms, one after the other, with what each of them drew."""
