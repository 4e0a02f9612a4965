from tuiopt_kernels.spec import Optimizer


def rule(g, x, alpha, hyper, k, slots):
    sign = 1.0 if g > 0.0 else -1.0 if g < 0.0 else 0.0
    return -alpha * sign, (), ()


SPEC = Optimizer("sign-descent", "Sign descent", rule)
