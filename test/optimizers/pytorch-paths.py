"""Writes pytorch-paths.json: the weights after each of 20 steps of PyTorch's optimizers (made with torch 2.2.2, in double precision).

    python pytorch-paths.py > pytorch-paths.json
"""
import json
import torch

torch.set_default_dtype(torch.float64)

INPUTS = torch.tensor([[1, 2, -1], [0.5, -1, 2], [-2, 0.3, 1], [1.5, 1, 0.5]])
TARGETS = torch.tensor([[1.0, 0], [0, 2], [-1, 1], [2, -2]])


def path(make, clip=None):
    w = torch.tensor([[0.5, -1.2], [2, 0.1], [-0.7, 1.5]], requires_grad=True)
    b = torch.tensor([0.3, -0.4], requires_grad=True)
    optimizer = make([w, b])
    steps = []
    for _ in range(20):
        optimizer.zero_grad()
        ((torch.tanh(INPUTS @ w + b) * 2 - TARGETS) ** 2).mean().backward()
        if clip is not None:
            clip([w, b])
        optimizer.step()
        steps.append([round(value, 9) for value in torch.cat([w.flatten(), b]).tolist()])
    return steps


optim = torch.optim
print(json.dumps({
    "sgd": path(lambda p: optim.SGD(p, lr=0.1)),
    "momentum": path(lambda p: optim.SGD(p, lr=0.05, momentum=0.9)),
    "nesterov": path(lambda p: optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
    "adagrad": path(lambda p: optim.Adagrad(p, lr=0.1, initial_accumulator_value=0.2, eps=0)),
    "adam": path(lambda p: optim.Adam(p, lr=0.05, eps=1e-7)),
    "adamW": path(lambda p: optim.AdamW(p, lr=0.05, eps=1e-7, weight_decay=0.1)),
    "clipValue": path(lambda p: optim.SGD(p, lr=0.1), lambda p: torch.nn.utils.clip_grad_value_(p, 0.05)),
    "globalClipNorm": path(lambda p: optim.SGD(p, lr=0.1), lambda p: torch.nn.utils.clip_grad_norm_(p, 0.2)),
}))
