"""The parts of the screen of a race."""
