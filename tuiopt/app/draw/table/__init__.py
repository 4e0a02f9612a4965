"""What fits where in tables and on the timeline."""
