"""What is between Textual and the terminal."""
