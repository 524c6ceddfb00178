"""The column beside the compare view, one section a file."""
