"""Writes keras-losses.json: losses of Keras with their options, one value for each example (made with keras 3.15.1 on jax).

    KERAS_BACKEND=jax python keras-losses.py > keras-losses.json
"""
import json
import keras
import numpy as np

PROBABILITIES = [[0.2, 0.5, 0.3], [0.05, 0.05, 0.9], [0.6, 0.1, 0.3]]
LOGITS = [[2.5, -1.0, 0.3], [-4.0, 0.1, 7.0], [0.2, 0.2, -0.5]]
NUMBERS = [[0.3, -1.7, 2.4], [1.1, 0.2, -0.6], [5.0, 0.01, 0.4]]
POSITIVE = [[0.3, 1.7, 2.4], [1.1, 0.2, 0.6], [5.0, 0.2, 0.4]]
ONE_HOT = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
LABELS = [[1, 0, 1], [0, 0, 1], [1, 1, 0]]
TARGETS = [[0.5, 1, 1], [3, 1, 0.5], [0.1, 4, 2]]
COUNTS = [[2, 0, 1], [1, 0, 3], [4, 2, 0]]
SIGNS = [[1, -1, 1], [-1, -1, 1], [1, 1, -1]]
CLASSES = [1, 2, 0]

losses = keras.losses
CASES = [
    ("binaryCrossentropy", {"labelSmoothing": 0.1}, losses.BinaryCrossentropy(label_smoothing=0.1), LABELS, PROBABILITIES),
    ("binaryCrossentropy", {"fromLogits": True}, losses.BinaryCrossentropy(from_logits=True), LABELS, LOGITS),
    ("binaryCrossentropy", {"labelSmoothing": 0.2, "fromLogits": True}, losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.2), LABELS, LOGITS),
    ("categoricalCrossentropy", {"labelSmoothing": 0.1}, losses.CategoricalCrossentropy(label_smoothing=0.1), ONE_HOT, PROBABILITIES),
    ("categoricalCrossentropy", {"fromLogits": True}, losses.CategoricalCrossentropy(from_logits=True), ONE_HOT, LOGITS),
    ("categoricalCrossentropy", {"labelSmoothing": 0.3, "fromLogits": True}, losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.3), ONE_HOT, LOGITS),
    ("sparseCategoricalCrossentropy", {"fromLogits": True}, losses.SparseCategoricalCrossentropy(from_logits=True), CLASSES, LOGITS),
    ("huber", {"delta": 0.5}, losses.Huber(delta=0.5), TARGETS, NUMBERS),
    ("huber", {"delta": 3}, losses.Huber(delta=3), TARGETS, NUMBERS),
    ("meanAbsolutePercentageError", {}, losses.MeanAbsolutePercentageError(), TARGETS, NUMBERS),
    ("meanSquaredLogarithmicError", {}, losses.MeanSquaredLogarithmicError(), TARGETS, NUMBERS),
    ("logcosh", {}, losses.LogCosh(), TARGETS, NUMBERS),
    ("squaredHinge", {}, losses.SquaredHinge(), SIGNS, NUMBERS),
    ("categoricalHinge", {}, losses.CategoricalHinge(), ONE_HOT, NUMBERS),
    ("kullbackLeiblerDivergence", {}, losses.KLDivergence(), [[0.1, 0.6, 0.3], [0.2, 0.7, 0.1], [1, 0, 0]], PROBABILITIES),
    ("poisson", {}, losses.Poisson(), COUNTS, POSITIVE),
    ("cosineSimilarity", {}, losses.CosineSimilarity(), TARGETS, NUMBERS),
]


def values(loss, y, p):
    loss.reduction = None
    return [round(float(value), 6) for value in loss(np.array(y), np.array(p))]


print(json.dumps([
    {"name": name, "options": options, "y": y, "p": p, "values": values(loss, y, p)}
    for name, options, loss, y, p in CASES
]))
