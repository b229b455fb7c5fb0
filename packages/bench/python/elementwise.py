"""NumPy's functions of arrays; SciPy's softmax."""

import numpy as np
from scipy.special import softmax

OPERATIONS = {
    "exp": lambda x, y: np.exp(x),
    "tanh": lambda x, y: np.tanh(x),
    "sin": lambda x, y: np.sin(x),
    "softmax": lambda x, y: softmax(x, axis=1),
    "sum": lambda x, y: np.sum(x),
    "dot": lambda x, y: np.dot(x, y),
    "gemv": lambda x, y: x @ y,
}


def prepare(task):
    rows = task["rows"]
    x = task["x"] if rows == 1 else task["x"].reshape(rows, -1)
    compute = OPERATIONS[task["operation"]]
    return lambda: compute(x, task["y"]), lambda: [compute(x, task["y"])]
