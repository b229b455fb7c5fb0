"""scipy.optimize.minimize, with f and its gradient in NumPy, until no entry of the gradient exceeds 1e-5."""

import numpy as np
import scipy.optimize as so


# L-BFGS-B also stops by the decrease of f unless told otherwise, three digits earlier than everyone else here.
OPTIONS = {"BFGS": {"gtol": 1e-5}, "L-BFGS-B": {"gtol": 1e-5, "ftol": 0}}


def rosenbrock(task):
    def value_and_gradient(x):
        bend = x[1:] - x[:-1] ** 2
        rest = 1 - x[:-1]
        gradient = np.zeros_like(x)
        gradient[:-1] = -400 * bend * x[:-1] - 2 * rest
        gradient[1:] += 200 * bend
        return 100 * bend @ bend + rest @ rest, gradient

    return value_and_gradient


def logistic(task):
    y = task["y"]
    X = task["X"].reshape(len(y), -1)

    def value_and_gradient(w):
        margin = y * (X @ w)
        power = np.exp(-np.abs(margin))
        value = np.mean(np.log1p(power) + np.maximum(-margin, 0)) + 0.005 * w @ w
        weight = -y * np.where(margin > 0, power, 1) / (1 + power) / len(y)
        return value, X.T @ weight + 0.01 * w

    return value_and_gradient


def prepare(task):
    objective = {"rosenbrock": rosenbrock, "logistic": logistic}[task["name"]](task)
    start = np.array(task["start"], dtype=float)
    last = None

    def run():
        nonlocal last
        last = so.minimize(objective, start, jac=True, method=task["method"], options=OPTIONS[task["method"]])
        return last

    def answer():
        value, gradient = objective(run().x)
        return [value, np.linalg.norm(gradient)]

    return run, answer, lambda: last.nfev
