"""scipy.optimize.curve_fit (MINPACK's lmder) with a Jacobian in NumPy, covariance included."""

import numpy as np
import scipy.optimize as so


def misra1a(x, b1, b2):
    return b1 * (1 - np.exp(-b2 * x))


def slopes(x, b1, b2):
    decay = np.exp(-b2 * x)
    return np.stack([1 - decay, b1 * x * decay], axis=1)


def prepare(task):
    x, y, certified = (np.array(task[name], dtype=float) for name in ("x", "y", "certified"))

    def run():
        return so.curve_fit(misra1a, x, y, p0=task["start"], jac=slopes, method="lm")[0]

    return run, lambda: [run() / certified]
