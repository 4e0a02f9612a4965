"""A scenario of networks in, a trace out, and what can be told from the trace."""
