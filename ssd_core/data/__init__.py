"""Where annotated pictures come from."""
