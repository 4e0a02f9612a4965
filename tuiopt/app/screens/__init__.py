"""The screens of the shell; labs make theirs of them."""
