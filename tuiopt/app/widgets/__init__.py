"""The parts of the screens. Each draws what is bound to it, and computes nothing."""
