"""Maps of what networks decide."""
