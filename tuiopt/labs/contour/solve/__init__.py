"""A race in, a trace out, and what can be told from the trace."""
