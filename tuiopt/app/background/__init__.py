"""Work behind the screen: jobs, and where their kernels come from."""
