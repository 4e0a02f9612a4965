"""How plain functions become machine code: the only modules that know Numba and LLVM."""
