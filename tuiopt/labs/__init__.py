"""Headless and pure: a scenario in, an immutable trace out."""
