"""From arrays and words to rows of cells. Pure functions; no Textual widget in here."""
