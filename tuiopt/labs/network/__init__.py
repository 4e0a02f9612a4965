"""Networks on data: their training, its trace, and what a person sees of one at a step."""
