"""The parts of the network lab's screen."""
