"""The interactive program: draws what the floors below have computed."""
