"""Why a box is there, or not: the lives of candidates, and what would change them."""
