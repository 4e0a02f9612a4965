"""What lies on the map of a race."""
