"""SymPy: deriving a text, and evaluating f, its gradient or its Hessian at many points through lambdify and NumPy."""

import re

import numpy as np
import sympy as sp


def prepare(task):
    return {"derive": derive, "evaluate": evaluate}[task["what"]](task)


def parsed(text, names):
    symbols = {name: sp.Symbol(name, real=True) for name in names}
    return sp.parse_expr(text.replace("^", "**"), symbols), list(symbols.values())


def derive(task):
    """Names are new in every run, and what was remembered is forgotten."""
    count = len(task["point"])
    runs = 0

    def gradient():
        nonlocal runs
        runs += 1
        sp.core.cache.clear_cache()
        fresh = lambda found: f"x{runs}_{found[1]}"
        names = [f"x{runs}_{i}" for i in range(count)]
        f, symbols = parsed(re.sub(r"\bx(\d+)\b", fresh, task["text"]), names)
        return [sp.diff(f, symbol) for symbol in symbols], symbols

    def answer():
        parts, symbols = gradient()
        return [[float(part.subs(dict(zip(symbols, task["point"])))) for part in parts]]

    return gradient, answer


def evaluate(task):
    n = len(task["columns"])
    # lambdify calls common subexpressions x0, x1, …, and would take them for variables of these names
    f, symbols = parsed(re.sub(r"\bx(\d+)\b", r"v\1", task["text"]), [f"v{i}" for i in range(n)])
    quantities = {
        "value": lambda: [f],
        "gradient": lambda: [sp.diff(f, symbol) for symbol in symbols],
        "hessian": lambda: list(sp.hessian(f, symbols)),
    }
    parts = quantities[task["quantity"]]()
    compiled = sp.lambdify(symbols, parts, "numpy", cse=True)
    columns = task["columns"]
    count = len(columns[0])

    def answer():
        rows = np.array([np.broadcast_to(part, count) for part in compiled(*columns)])
        return [rows.T if task["quantity"] == "hessian" else rows]

    return lambda: compiled(*columns), answer
