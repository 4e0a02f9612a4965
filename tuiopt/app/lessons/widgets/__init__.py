"""The parts of the list of lessons."""
