"""LAPACK through NumPy, or SciPy where that asks less of it."""

import numpy as np
import scipy.linalg as sl


def complex_parts(values, vectors):
    return [values.real, values.imag, vectors.real, vectors.imag]


OPERATIONS = {
    "solve": (lambda A, b: np.linalg.solve(A, b), lambda x: [x]),
    "cholesky": (lambda A, b: np.linalg.cholesky(A), lambda L: [L]),
    "inverse": (lambda A, b: np.linalg.inv(A), lambda X: [X]),
    "qr": (lambda A, b: np.linalg.qr(A), lambda found: list(found)),
    "eigh": (lambda A, b: sl.eigh(A, driver="evd", check_finite=False), lambda found: list(found)),
    "svd": (lambda A, b: np.linalg.svd(A, full_matrices=False), lambda found: list(found)),
    "eig": (lambda A, b: sl.eig(A, check_finite=False), lambda found: complex_parts(*found)),
}


def prepare(task):
    A = task["a"].reshape(task["n"], task["n"])
    b = task["b"]
    compute, parts = OPERATIONS[task["operation"]]
    return lambda: compute(A, b), lambda: parts(compute(A, b))
