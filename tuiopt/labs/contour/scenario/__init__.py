"""The tables of a race, and what becomes of them."""
