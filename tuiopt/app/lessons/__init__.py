"""The list of lessons, and what it shows of the one that is chosen."""
