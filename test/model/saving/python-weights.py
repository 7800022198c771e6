"""Writes python-weights/: weights as Keras' and PyTorch's users save them, with the predictions of their models (made with keras 3.15.1 on jax, torch 2.15.0 and safetensors 0.8).

    KERAS_BACKEND=jax python python-weights.py
"""
import json
import os
import keras
import numpy as np
import torch
from safetensors.numpy import save_file
from safetensors.torch import save_file as save_torch

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "python-weights")
os.makedirs(FOLDER, exist_ok=True)
random = np.random.default_rng(3)
PICTURES = random.normal(size=(2, 6, 5, 2)).round(3).astype("float32")
ROWS = random.normal(size=(3, 4)).round(3).astype("float32")
WORDS = random.integers(0, 9, (2, 5))
predictions = {"PICTURES": PICTURES.tolist(), "ROWS": ROWS.tolist(), "WORDS": WORDS.tolist()}
rounded = lambda values: np.asarray(values).round(6).tolist()


def shaken(model):
    """Weights away from their initial values, so that a forgotten one shows."""
    for weight in model.weights:
        values = weight.numpy()
        weight.assign(np.abs(values) + random.random(values.shape) * 0.3 if "variance" in weight.name else values + random.normal(size=values.shape) * 0.2)
    return model


layers = keras.layers
pictures = shaken(keras.Sequential([
    layers.Input((6, 5, 2)), layers.Conv2D(3, 3, activation="relu"), layers.BatchNormalization(), layers.Conv2D(3, 1),
    layers.Flatten(), layers.Dense(4, activation="tanh"), layers.Dense(4, activation="tanh"), layers.Dense(2),
]))
save_file({weight.path: weight.numpy() for weight in pictures.weights}, f"{FOLDER}/keras-pictures.safetensors")
predictions["keras-pictures"] = rounded(pictures(PICTURES))

words = shaken(keras.Sequential([
    layers.Input((5,)), layers.Embedding(9, 3), layers.LSTM(4, return_sequences=True), layers.SimpleRNN(3), layers.Dense(1),
]))
save_file({weight.path: weight.numpy().astype("float16") for weight in words.weights}, f"{FOLDER}/keras-words-half.safetensors")
predictions["keras-words-half"] = rounded(words(WORDS))


def torch_shaken(model):
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                value += torch.tensor(random.random(tuple(value.shape)) * 0.2, dtype=value.dtype)
    return model.eval()


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        nn = torch.nn
        self.conv1, self.bn1 = nn.Conv2d(2, 3, (3, 2)), nn.BatchNorm2d(3, eps=1e-3)
        self.fc1, self.fc2, self.fc3 = nn.Linear(3 * 4 * 4, 4), nn.Linear(4, 4), nn.Linear(4, 4)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        return self.fc3(torch.tanh(self.fc2(torch.tanh(self.fc1(x.flatten(1))))))


net = torch_shaken(Net())
save_torch(net.state_dict(), f"{FOLDER}/torch-pictures.safetensors")
with torch.no_grad():
    predictions["torch-pictures"] = rounded(net(torch.tensor(PICTURES).permute(0, 3, 1, 2)))

chain = torch_shaken(torch.nn.Sequential(*(layer for _ in range(6) for layer in (torch.nn.Linear(4, 4), torch.nn.Tanh()))))
save_torch({name: value.bfloat16() for name, value in chain.state_dict().items()}, f"{FOLDER}/torch-chain-bfloat16.safetensors")
with torch.no_grad():
    predictions["torch-chain-bfloat16"] = rounded(chain(torch.tensor(ROWS)))

save_torch({
    "f64": torch.tensor([1 / 3, -2.5e100], dtype=torch.float64), "f16": torch.tensor([1.5, -65504, 6e-8]).half(),
    "bf16": torch.tensor([1.5, -3e38]).bfloat16(), "i64": torch.tensor([1, -2, 2**31 - 1]), "far": torch.tensor([2**40]),
    "i16": torch.tensor([-300, 5], dtype=torch.int16), "i8": torch.tensor([-3], dtype=torch.int8),
    "u8": torch.tensor([200], dtype=torch.uint8), "bool": torch.tensor([True, False]), "i32": torch.tensor([7], dtype=torch.int32),
    "scalar": torch.tensor(3.5), "empty": torch.zeros((0, 2)),
}, f"{FOLDER}/torch-types.safetensors")
save_torch({"beyond": torch.tensor([2**62 + 1])}, f"{FOLDER}/torch-beyond.safetensors")

with open(f"{FOLDER}/predictions.json", "w") as file:
    json.dump(predictions, file)
