"""NumPy's matrix product with OpenBLAS."""

import numpy as np


def prepare(task):
    m, n, k = task["m"], task["n"], task["k"]
    A = task["a"].reshape(k, m).T if task["transposeA"] else task["a"].reshape(m, k)
    B = task["b"].reshape(n, k).T if task["transposeB"] else task["b"].reshape(k, n)
    return lambda: np.matmul(A, B), lambda: [np.matmul(A, B)]
