"""Networks on data: what a person sees of one at a step."""
