"""What fits where in the network lab."""
