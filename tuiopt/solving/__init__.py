"""What the labs share when they solve."""
