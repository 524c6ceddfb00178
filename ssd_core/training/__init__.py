"""Training: a loop that yields events, and what reads them."""
