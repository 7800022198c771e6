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


class Attention(nn.Module):
    """Attention with several heads; queries are the first input, keys and values the second."""

    def __init__(self, width, heads):
        super().__init__()
        self.layer = nn.MultiheadAttention(width, heads, batch_first=True)

    def forward(self, queries, keys):
        return self.layer(queries, keys, keys, need_weights=False)[0]


class Bag(nn.Module):
    """The sum of rows of an embedding, plus a bias: a dense layer over a bag of words."""

    def __init__(self, words, units):
        super().__init__()
        self.rows = nn.EmbeddingBag(words, units, mode="sum")
        self.bias = nn.Parameter(torch.zeros(units))

    def forward(self, x):
        columns, starts = x
        return self.rows(columns, starts) + self.bias


def activation(name):
    """The module of an activation; none for one that is part of the loss, or that changes nothing."""
    return {"relu": [nn.ReLU()], "sigmoid": [nn.Sigmoid()]}.get(name, [])


def module(name, options, shapes, is_last):
    """The module of a layer and the shape of its output, channels last; the last activation of a classifier is part of the loss."""
    shape, *_ = shapes
    *extents, width = shape
    after = [] if is_last else activation(options.get("activation"))
    if name == "dense":
        units = options["units"]
        return nn.Sequential(Bag(width, units) if BAG and options["first"] else nn.Linear(width, units), *after), [units]
    if name == "dropout":
        return nn.Dropout(options["rate"]), shape
    if name == "activation":
        return nn.Sequential(*after), shape
    if name == "batchNormalization":
        return (nn.BatchNorm2d if extents else nn.BatchNorm1d)(width), shape
    if name == "prelu":
        return nn.PReLU(), shape
    if name == "layerNormalization":
        return nn.LayerNorm(width), shape
    if name == "multiHeadAttention":
        return Attention(width, options["numHeads"]), shape
    if name == "conv1d":
        return nn.Conv1d(width, options["filters"], options["kernelSize"], padding="same"), [*extents, options["filters"]]
    if name in ("depthwiseConv2d", "separableConv2d"):
        made = nn.Conv2d(width, width, options["kernelSize"], padding="same", groups=width)
        if name == "depthwiseConv2d":
            return made, shape
        return nn.Sequential(made, nn.Conv2d(width, options["filters"], 1)), [*extents, options["filters"]]
    if name in ("conv2d", "conv2dTranspose"):
        kernel, strides, filters = options["kernelSize"], options.get("strides", 1), options["filters"]
        dilation = options.get("dilationRate", 1)
        same = options.get("padding") == "same"
        padding = dilation * (kernel - 1) // 2 if same else 0
        if name == "conv2d":
            made = nn.Conv2d(width, filters, kernel, strides, padding, dilation)
            extents = [-(-extent // strides) if same else (extent - kernel) // strides + 1 for extent in extents]
        else:
            made = nn.ConvTranspose2d(width, filters, kernel, strides, padding, output_padding=strides - 1)
            extents = [extent * strides for extent in extents]
        return nn.Sequential(made, *after), [*extents, filters]
    if name in ("maxPooling1d", "maxPooling2d", "averagePooling2d"):
        pool = {"maxPooling1d": nn.MaxPool1d, "maxPooling2d": nn.MaxPool2d, "averagePooling2d": nn.AvgPool2d}[name]
        return pool(options["poolSize"]), [*(extent // options["poolSize"] for extent in extents), width]
    if name == "upSampling2d":
        return nn.Upsample(scale_factor=options["size"]), [*(extent * options["size"] for extent in extents), width]
    if name == "globalAveragePooling2d":
        return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()), [width]
    if name == "flatten":
        return nn.Flatten(), [width * extents[0] * extents[1]]
    if name == "embedding":
        width = options["outputDim"]
        return (nn.EmbeddingBag(options["inputDim"], width, mode="mean") if BAG else nn.Embedding(options["inputDim"], width)), [*shape, width]
    if name == "globalAveragePooling1d":
        return nn.Identity() if BAG else Mean(), [width]
    if name == "add":
        return Add(), shape
    if name == "concatenate":
        return Concatenate(), [*extents, sum(each[-1] for each in shapes)]
    units = options["units"]
    return Recurrent({"lstm": nn.LSTM, "gru": nn.GRU, "simpleRNN": nn.RNN}[name], width, units), [units]


class Add(nn.Module):
    def forward(self, a, b):
        return a + b


class Concatenate(nn.Module):
    """Joins along the channels, which are the second axis."""

    def forward(self, *parts):
        return torch.cat(parts, 1)


class Graph(nn.Module):
    """Layers each of which reads the one before, or those at the places that it names: 1 is the first layer, 0 the input, -1 the second input."""

    def __init__(self, layers, shape, ends_in_loss):
        super().__init__()
        shapes = [shape]
        self.reads = []
        self.made = nn.ModuleList()
        for i, (name, options, *reads) in enumerate(layers):
            reads = reads[0] if reads else [i]
            is_last = ends_in_loss and i == len(layers) - 1
            made, result = module(name, {**options, "first": i == 0}, [shapes[max(0, place)] for place in reads], is_last)
            self.reads.append(reads)
            self.made.append(made)
            shapes.append(result)

    def forward(self, x, second=None):
        values = [x]
        for reads, made in zip(self.reads, self.made):
            values.append(made(*(second if place < 0 else values[place] for place in reads)))
        return values[-1]


def adam(*models):
    """PyTorch's fastest implementation of Adam."""
    return torch.optim.Adam([parameter for model in models for parameter in model.parameters()], fused=True)


class ContenderModel:
    def __init__(self, network):
        self.network = network
        self.model = Graph(network.layers, network.shape, ends_in_loss=network.classes > 0)
        self.optimizer = adam(self.model)
        self.convolves_sequences = any(name in ("conv1d", "maxPooling1d") for name, *_ in network.layers)
        self.loss = {0: nn.MSELoss, 2: nn.BCEWithLogitsLoss}.get(network.classes, nn.CrossEntropyLoss)()

    def take(self, x, y):
        if isinstance(x, tuple):
            self.starts, self.columns = (torch.from_numpy(part).long() for part in x)
            self.x = None
        else:
            x = torch.from_numpy(x)
            channels_first = [0, x.ndim - 1, *range(1, x.ndim - 1)]
            self.x = x.permute(channels_first) if x.ndim == 4 or self.convolves_sequences else x
        if self.network.target == "zeros":
            self.y = torch.zeros(len(y), *self.model(self.x[:1]).shape[1:])
            return
        y = torch.from_numpy(y)
        self.y = self.x if self.network.classes == 0 else y.float().unsqueeze(1) if self.network.classes == 2 else y.long()

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
            x = self.rows(indices)
            output = self.model(x) if self.network.inputs == 1 else self.model(x, x)
            loss = self.loss(output, y)
            loss.backward()
            self.optimizer.step()
            losses += loss.detach() * len(y)
            if self.network.classes > 0:
                guess = output > 0 if self.network.classes == 2 else output.argmax(1)
                right += (guess == y).sum()
        assert 0 <= int(right) <= len(self.y)
        return losses.item() / len(self.y)


class Generative:
    """A generative network: the judge sees real examples and made ones, then the generator learns from the judge."""

    NOISE = 64

    def __init__(self, network):
        self.network = network
        self.generator = Graph(network.layers, [self.NOISE], ends_in_loss=False)
        self.judge = Graph(network.judge, network.shape, ends_in_loss=True)
        self.of_generator, self.of_judge = adam(self.generator), adam(self.judge)
        self.loss = nn.BCEWithLogitsLoss()

    def take(self, x, y):
        self.x = torch.from_numpy(x)

    def step(self, optimizer, x, target):
        optimizer.zero_grad()
        loss = self.loss(self.judge(x), torch.full((len(x), 1), target))
        loss.backward()
        optimizer.step()
        return loss.detach()

    def train(self):
        total, size = torch.zeros(()), self.network.batch_size
        batches = self.x.split(size)
        for real in batches:
            noise = torch.randn(size, self.NOISE)
            self.step(self.of_judge, real, 1.0)
            with torch.no_grad():
                made = self.generator(noise)
            self.step(self.of_judge, made, 0.0)
            total += self.step(self.of_generator, self.generator(noise), 1.0)
        return total.item() / len(batches)


serve(lambda network: Generative(network) if network.judge else ContenderModel(network), dense=not BAG)
