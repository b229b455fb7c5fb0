"""Writes two-layer-gradients.json, two-layer-big.json, two-layer-curves.json and deep.json beside itself, from PyTorch's autograd and optimizers.

Needs Debian's python3-torch (the files kept here: torch 1.13); run `/usr/bin/python3 generate.py`. Inputs are multiples
of 1/1024, exact in float32. Model: Y = X W1 (+ b1), Z = relu(Y), O = Z W2 (+ b2).
"""
import json
import os
import random

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
draw = random.Random(20261120)


def exact(rows, columns):
    return [[draw.randint(-1024, 1024) / 1024 for _ in range(columns)] for _ in range(rows)]


def integers(rows, columns):
    return [[float(draw.randint(-2, 2)) for _ in range(columns)] for _ in range(rows)]


def make_inputs(dims, loss, bias, fill):
    n, p, h, q = dims
    inputs = {"X": fill(n, p), "W1": fill(p, h), "W2": fill(h, q)}
    if bias:
        inputs["b1"], inputs["b2"] = fill(1, h)[0], fill(1, q)[0]
    if loss == "ce":
        inputs["labels"] = [draw.randrange(q) for _ in range(n)]
    else:
        inputs["G" if loss == "linear" else "T"] = fill(n, q)
    return inputs


def tensors(inputs, dtype):
    made = {k: torch.tensor(v, dtype=dtype) for k, v in inputs.items() if k != "labels"}
    if "labels" in inputs:
        made["labels"] = torch.tensor(inputs["labels"])
    return made


def loss_of(loss, O, t):
    if loss == "ce":
        return torch.nn.functional.cross_entropy(O, t["labels"])
    if loss == "linear":
        return (t["G"] * O).sum()
    return torch.nn.functional.mse_loss(O, t["T"], reduction="sum" if loss == "sse" else "mean")


class ReluOneAtZero(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y):
        ctx.save_for_backward(y)
        return y.clamp(min=0)

    @staticmethod
    def backward(ctx, dz):
        return dz * (ctx.saved_tensors[0] >= 0)


def passes(inputs, loss, dtype, relu=torch.relu):
    t = tensors(inputs, dtype)
    leaves = [k for k in ("X", "W1", "b1", "W2", "b2") if k in t]
    for k in leaves:
        t[k].requires_grad_(True)
    Y = t["X"] @ t["W1"] + (t["b1"] if "b1" in t else 0)
    Z = relu(Y)
    O = Z @ t["W2"] + (t["b2"] if "b2" in t else 0)
    for quantity in (Y, Z, O):
        quantity.retain_grad()
    J = loss_of(loss, O, t)
    J.backward()
    out = {"loss": J.item(), "Y": Y, "Z": Z, "O": O, "dO": O.grad, "dZ": Z.grad, "dY": Y.grad}
    out.update({"d" + k: t[k].grad for k in leaves})
    return {k: v if isinstance(v, float) else v.detach().tolist() for k, v in out.items()}


def gradients():
    records = []
    for loss in ("mse", "ce", "sse"):
        for bias in (False, True):
            inputs = make_inputs([5, 7, 6, 3], loss, bias, exact)
            records.append({
                "id": f"grad-{loss}{'-bias' if bias else ''}", "kind": "gradients", "loss": loss, "bias": bias,
                "dims": [5, 7, 6, 3], "inputs": inputs, "rtol64": 1e-12, "rtol32": 2e-5,
                "float64": passes(inputs, loss, torch.float64), "float32": passes(inputs, loss, torch.float32),
            })
    while len(records) < 9:
        inputs = make_inputs([3, 3, 4, 2], "linear", False, integers)
        zero = passes(inputs, "linear", torch.float64)
        if sum(row.count(0.0) for row in zero["Y"]) < 2:
            continue
        records.append({
            "id": f"zero-{len(records) - 5}", "kind": "relu-at-zero", "loss": "linear", "bias": False,
            "dims": [3, 3, 4, 2], "inputs": inputs, "reluPrimeAtZero0": zero,
            "reluPrimeAtZero1": passes(inputs, "linear", torch.float64, ReluOneAtZero.apply),
        })
    return records


def spread(shape, factor, modulus, scale):
    """Entry k in row-major order is scale·((factor·k² + k) mod modulus − ⌊modulus/2⌋)/1024, the same double everywhere."""
    count = shape[0] * shape[1]
    entries = [scale * ((factor * k * k + k) % modulus - modulus // 2) / 1024 for k in range(count)]
    return torch.tensor(entries, dtype=torch.float64).reshape(shape)


def checks(array):
    """What tells an array from any other, without all of its entries."""
    flat = array.detach().flatten()
    index = sorted({j * 7919 % len(flat) for j in range(8)})
    return {
        "shape": list(array.shape), "sum": flat.sum().item(), "sumAbs": flat.abs().sum().item(),
        "sumSq": (flat * flat).sum().item(), "flatIndex": index, "flatValue": [flat[j].item() for j in index],
    }


def big():
    """The course's 100-512-10 network, by formula."""
    records = []
    for batch in (1, 16, 64):
        for loss in ("mse", "ce", "sse"):
            for bias in (False, True):
                formulas = {
                    "X": ([batch, 100], 7, 2047, 1), "W1": ([100, 512], 11, 1021, 0.25), "W2": ([512, 10], 5, 509, 0.25),
                    **({"b1": ([1, 512], 3, 251, 0.5), "b2": ([1, 10], 1, 127, 0.5)} if bias else {}),
                    **({} if loss == "ce" else {"T": ([batch, 10], 9, 1019, 2)}),
                }
                inputs = {name: spread(*formula) for name, formula in formulas.items()}
                inputs.update({k: inputs[k][0] for k in ("b1", "b2") if k in inputs})
                inputs.update({"labels": [(7 * k + 3) % 10 for k in range(batch)]} if loss == "ce" else {})
                out = passes({k: v if k == "labels" else v.tolist() for k, v in inputs.items()}, loss, torch.float64)
                records.append({
                    "id": f"big-{loss}{'-bias' if bias else ''}-{batch}", "kind": "big", "loss": loss, "bias": bias,
                    "dims": [batch, 100, 512, 10], "formulas": formulas, "labels": inputs.get("labels"),
                    "loss64": out["loss"], "arrays": {k: checks(torch.tensor(v, dtype=torch.float64)) for k, v in out.items() if k != "loss"},
                })
    return records


VARIANTS = [
    ("sgd", torch.optim.SGD, {"lr": 0.1}),
    ("sgd", torch.optim.SGD, {"lr": 0.1, "weight_decay": 0.01}),
    ("momentum", torch.optim.SGD, {"lr": 0.05, "momentum": 0.9}),
    ("nesterov", torch.optim.SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    ("rmsprop", torch.optim.RMSprop, {"lr": 0.005}),
    ("rmsprop", torch.optim.RMSprop, {"lr": 0.005, "centered": True, "momentum": 0.5}),
    ("adagrad", torch.optim.Adagrad, {"lr": 0.05}),
    ("adam", torch.optim.Adam, {"lr": 0.01}),
    ("adam", torch.optim.Adam, {"lr": 0.01, "weight_decay": 0.05}),
    ("adam", torch.optim.Adam, {"lr": 0.01, "amsgrad": True}),
    ("adamw", torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.05}),
]


def curve(name, make, hyper, number):
    loss, bias, dims, steps = ("ce", "mse")[number % 2], number % 3 > 0, [6, 5, 8, 3], 50
    inputs = make_inputs(dims, loss, bias, exact)
    t = tensors(inputs, torch.float64)
    parameters = [k for k in ("W1", "b1", "W2", "b2") if k in t]
    for k in parameters:
        t[k].requires_grad_(True)
    optimizer = make([t[k] for k in parameters], **hyper)
    losses = []
    for step in range(steps + 1):
        Y = t["X"] @ t["W1"] + (t["b1"] if bias else 0)
        J = loss_of(loss, torch.relu(Y) @ t["W2"] + (t["b2"] if bias else 0), t)
        losses.append(J.item())
        if step == steps:
            break
        optimizer.zero_grad()
        J.backward()
        optimizer.step()
    return {
        "id": f"curve-{number}-{name}", "optimizer": name, "hyper": hyper, "loss": loss, "bias": bias, "dims": dims,
        "steps": steps, "inputs": inputs, "loss64": losses, "final64": {k: t[k].tolist() for k in parameters},
    }


def deep():
    """Every layer, trained for ten steps of Adam from a state_dict; outputs in evaluation mode before and after."""
    torch.manual_seed(1)
    net = torch.nn.Sequential(
        torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 6), torch.nn.GELU(), torch.nn.Linear(6, 5, bias=False),
        torch.nn.BatchNorm1d(5, eps=1e-3, momentum=0.2), torch.nn.LeakyReLU(0.1), torch.nn.Linear(5, 5), torch.nn.Tanh(),
        torch.nn.Linear(5, 4), torch.nn.Sigmoid(), torch.nn.Linear(4, 3), torch.nn.Softmax(dim=1),
    ).double()
    X, T = torch.tensor(exact(9, 4)).double() + 0.5, torch.tensor(exact(9, 3)).double()
    state = lambda: {k: v.tolist() for k, v in net.state_dict().items() if "num_batches" not in k}
    evaluate = lambda: net.eval()(X).tolist()
    record = {"id": "deep", "X": X.tolist(), "T": T.tolist(), "start": state(), "output": evaluate(), "losses": []}
    optimizer = torch.optim.Adam(net.train().parameters(), lr=0.05)
    for _ in range(10):
        optimizer.zero_grad()
        J = torch.nn.functional.mse_loss(net(X), T)
        record["losses"].append(J.item())
        J.backward()
        optimizer.step()
    return [{**record, "end": state(), "trainedOutput": evaluate()}]


def write(name, records):
    lines = ",\n".join(json.dumps(record, separators=(",", ":")) for record in records)
    with open(os.path.join(HERE, name), "w") as file:
        file.write(f'{{"source":"PyTorch {torch.__version__}, by generate.py","records":[\n{lines}\n]}}\n')


torch.use_deterministic_algorithms(True)
write("two-layer-gradients.json", gradients())
write("two-layer-big.json", big())
write("two-layer-curves.json", [curve(*variant, number) for number, variant in enumerate(VARIANTS)])
write("deep.json", deep())
