"""Gradients by torch.autograd.grad and Hessians by torch.autograd.functional.hessian, in double precision."""

import torch

torch.set_num_threads(1)

FORMULAS = {
    "quadratic": lambda w, a: w @ (a["X"] @ w),
    "logistic": lambda w, a: torch.log(1 + torch.exp(-a["y"] * (a["X"] @ w))).sum(),
    "logsumexp": lambda w, a: torch.logsumexp(a["X"] @ w, 0),
    "factorization": lambda U, a: ((a["T"] - U @ a["V"].T) ** 2).sum(),
    "network": lambda W, a: ((torch.relu(a["X"] @ W) @ a["V"] - a["T"]) ** 2).sum() / 2,
}


def prepare(task):
    arrays = {name: torch.from_numpy(data).reshape(task["shapes"][name]) for name, data in task["arrays"].items()}
    at = arrays[task["variable"]].clone().requires_grad_(task["order"] == 1)

    def f(x):
        return FORMULAS[task["formula"]](x, arrays)

    def run():
        if task["order"] == 1:
            return torch.autograd.grad(f(at), at)[0]
        return torch.autograd.functional.hessian(f, at, vectorize=task["vectorize"])

    return run, lambda: [run().numpy()]
