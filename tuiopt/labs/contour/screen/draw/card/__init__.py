"""The step card: formulas as symbols and with numbers put in, and their rows."""
