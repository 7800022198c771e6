"""The contender PyTorch, on the CPU, trained by the usual loop. Arguments: FOLDER THREADS [bag].

With `bag`, a first dense layer over a bag of words, or an embedding with its mean, becomes an EmbeddingBag, PyTorch's own
layer for this purpose.
"""

import os
import sys

THREADS = int(sys.argv[2])
BAG = sys.argv[3:] == ["bag"]
os.environ.update(OMP_NUM_THREADS=sys.argv[2], CUDA_VISIBLE_DEVICES="")

import torch  # noqa: E402
from torch import nn  # noqa: E402

from serve import serve  # noqa: E402

torch.set_num_threads(THREADS)
torch.set_num_interop_threads(THREADS)


class Recurrent(nn.Module):
    """A recurrent layer that returns its last state."""

    def __init__(self, kind, inputs, units):
        super().__init__()
        self.layer = kind(inputs, units, batch_first=True)

    def forward(self, x):
        return self.layer(x)[0][:, -1]


class Mean(nn.Module):
    def forward(self, x):
        return x.mean(1)


class Bag(nn.Module):
    """The sum of rows of an embedding, plus a bias: a dense layer over a bag of words."""

    def __init__(self, words, units):
        super().__init__()
        self.rows = nn.EmbeddingBag(words, units, mode="sum")
        self.bias = nn.Parameter(torch.zeros(units))

    def forward(self, x):
        columns, starts = x
        return self.rows(columns, starts) + self.bias


def modules(network):
    """The network's modules; the last activation is part of the loss."""
    *shape, width = network.shape
    for i, (name, options) in enumerate(network.layers):
        if name == "dense":
            units = options["units"]
            yield Bag(width, units) if BAG and i == 0 else nn.Linear(width, units)
            width = units
            if options["activation"] == "relu":
                yield nn.ReLU()
        elif name == "dropout":
            yield nn.Dropout(options["rate"])
        elif name == "conv2d":
            kernel = options["kernelSize"]
            yield nn.Conv2d(width, options["filters"], kernel)
            yield nn.ReLU()
            width, shape = options["filters"], [extent - kernel + 1 for extent in shape]
        elif name == "maxPooling2d":
            yield nn.MaxPool2d(options["poolSize"])
            shape = [extent // options["poolSize"] for extent in shape]
        elif name == "flatten":
            yield nn.Flatten()
            width = width * shape[0] * shape[1]
        elif name == "embedding":
            width = options["outputDim"]
            yield nn.EmbeddingBag(options["inputDim"], width, mode="mean") if BAG else nn.Embedding(options["inputDim"], width)
        elif name == "globalAveragePooling1d":
            if not BAG:
                yield Mean()
        else:
            units = options["units"]
            yield Recurrent(nn.LSTM if name == "lstm" else nn.RNN, width, units)
            width = units


class ContenderModel:
    def __init__(self, network):
        self.network = network
        self.model = nn.Sequential(*modules(network))
        # PyTorch's fastest implementation of Adam.
        self.optimizer = torch.optim.Adam(self.model.parameters(), fused=True)
        self.loss = nn.BCEWithLogitsLoss() if network.classes == 2 else nn.CrossEntropyLoss()

    def take(self, x, y):
        if isinstance(x, tuple):
            self.starts, self.columns = (torch.from_numpy(part).long() for part in x)
            self.x = None
        else:
            x = torch.from_numpy(x)
            self.x = x.permute(0, 3, 1, 2) if x.ndim == 4 else x
        y = torch.from_numpy(y)
        self.y = y.float().unsqueeze(1) if self.network.classes == 2 else y.long()

    def rows(self, indices):
        if self.x is not None:
            return self.x[indices]
        starts, ends = self.starts[indices], self.starts[indices + 1]
        lengths = ends - starts
        offsets = lengths.cumsum(0) - lengths
        positions = torch.arange(int(lengths.sum())) + torch.repeat_interleave(starts - offsets, lengths)
        return self.columns[positions], offsets

    def train(self):
        self.model.train()
        losses, right = torch.zeros(()), torch.zeros((), dtype=torch.long)
        for indices in torch.randperm(len(self.y)).split(self.network.batch_size):
            y = self.y[indices]
            self.optimizer.zero_grad()
            output = self.model(self.rows(indices))
            loss = self.loss(output, y)
            loss.backward()
            self.optimizer.step()
            losses += loss.detach() * len(y)
            guess = output > 0 if self.network.classes == 2 else output.argmax(1)
            right += (guess == y).sum()
        assert 0 <= int(right) <= len(self.y)
        return losses.item() / len(self.y)


serve(ContenderModel, dense=not BAG)
