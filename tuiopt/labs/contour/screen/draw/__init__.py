"""What the screen of a race draws besides what the shell can draw."""
