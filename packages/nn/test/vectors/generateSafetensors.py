"""Writes torch-saved.json beside itself: files that PyTorch and safetensors wrote, in base64, and what the networks give.

Needs torch and safetensors (the file kept here: torch 1.13, safetensors 0.8); run `python3 generateSafetensors.py`.
"""
import base64
import json
import os

import torch
from safetensors.torch import save

torch.manual_seed(7)
X = torch.tensor([[0.5, -1.0, 2.0], [0.25, 0.75, -0.5]])


class Named(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = torch.nn.Linear(3, 4)
        self.fc2 = torch.nn.Linear(4, 2)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


networks = {
    "sequential": torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2)),
    "without biases": torch.nn.Sequential(
        torch.nn.Linear(3, 4, bias=False), torch.nn.ReLU(), torch.nn.Linear(4, 2, bias=False)
    ),
    "module": Named(),
    "double": torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2)).double(),
    "half": torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2)).half(),
}
records = []
for name, network in networks.items():
    file = save({key: value.contiguous() for key, value in network.state_dict().items()}, {"format": "pt"})
    output = network.double()(X.double()).tolist()
    records.append({"name": name, "file": base64.b64encode(file).decode(), "X": X.tolist(), "output": output})

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "torch-saved.json")
with open(path, "w") as out:
    out.write('{"records":[\n' + ",\n".join(json.dumps(record) for record in records) + "\n]}\n")
