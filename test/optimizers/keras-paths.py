"""Writes keras-paths.json: the weights after each of 20 steps of Keras' optimizers, and the rates of its schedules (made with keras 3.15.1 on jax, in double precision).

    KERAS_BACKEND=jax JAX_ENABLE_X64=1 python keras-paths.py > keras-paths.json
"""
import json
import jax
import jax.numpy as np
import keras

keras.config.set_floatx("float64")

INPUTS = np.array([[1, 2, -1], [0.5, -1, 2], [-2, 0.3, 1], [1.5, 1, 0.5]])
TARGETS = np.array([[1.0, 0], [0, 2], [-1, 1], [2, -2]])


def loss(w, b):
    return ((np.tanh(INPUTS @ w + b) * 2 - TARGETS) ** 2).mean()


def path(optimizer):
    w = keras.Variable([[0.5, -1.2], [2, 0.1], [-0.7, 1.5]])
    b = keras.Variable([0.3, -0.4])
    steps = []
    for _ in range(20):
        optimizer.apply(jax.grad(loss, (0, 1))(w.value, b.value), [w, b])
        steps.append([round(float(value), 9) for value in np.concatenate([w.value.flatten(), b.value])])
    return steps


schedules = keras.optimizers.schedules
SCHEDULES = [
    ("polynomialDecay", {"initialLearningRate": 0.1, "decaySteps": 10},
     schedules.PolynomialDecay(0.1, 10)),
    ("polynomialDecay", {"initialLearningRate": 0.1, "decaySteps": 10, "endLearningRate": 0.02, "power": 2},
     schedules.PolynomialDecay(0.1, 10, 0.02, 2)),
    ("polynomialDecay", {"initialLearningRate": 0.1, "decaySteps": 7, "endLearningRate": 0.01, "power": 0.5, "cycle": True},
     schedules.PolynomialDecay(0.1, 7, 0.01, 0.5, True)),
    ("cosineDecay", {"initialLearningRate": 0.1, "decaySteps": 12, "alpha": 0.1},
     schedules.CosineDecay(0.1, 12, 0.1)),
    ("cosineDecay", {"initialLearningRate": 0.01, "decaySteps": 12, "alpha": 0.2, "warmupTarget": 0.1, "warmupSteps": 5},
     schedules.CosineDecay(0.01, 12, 0.2, warmup_target=0.1, warmup_steps=5)),
    ("cosineDecayRestarts", {"initialLearningRate": 0.1, "firstDecaySteps": 4},
     schedules.CosineDecayRestarts(0.1, 4)),
    ("cosineDecayRestarts", {"initialLearningRate": 0.1, "firstDecaySteps": 5, "tMul": 1, "mMul": 0.8, "alpha": 0.1},
     schedules.CosineDecayRestarts(0.1, 5, 1.0, 0.8, 0.1)),
    ("cosineDecayRestarts", {"initialLearningRate": 0.1, "firstDecaySteps": 3, "tMul": 1.5, "mMul": 0.5},
     schedules.CosineDecayRestarts(0.1, 3, 1.5, 0.5)),
    ("exponentialDecay", {"initialLearningRate": 0.1, "decaySteps": 6, "decayRate": 0.5},
     schedules.ExponentialDecay(0.1, 6, 0.5)),
    ("inverseTimeDecay", {"initialLearningRate": 0.1, "decaySteps": 6, "decayRate": 0.5, "staircase": True},
     schedules.InverseTimeDecay(0.1, 6, 0.5, True)),
    ("piecewiseConstantDecay", {"boundaries": [3, 8], "values": [0.1, 0.05, 0.01]},
     schedules.PiecewiseConstantDecay([3, 8], [0.1, 0.05, 0.01])),
]

optimizers = keras.optimizers
print(json.dumps({
    "paths": {
        "adadelta": path(optimizers.Adadelta(learning_rate=1.0)),
        "adadelta, other means": path(optimizers.Adadelta(learning_rate=2.0, rho=0.8, epsilon=1e-4)),
        "adamax": path(optimizers.Adamax(learning_rate=0.05)),
        "adamax, other means": path(optimizers.Adamax(learning_rate=0.05, beta_1=0.7, beta_2=0.9, epsilon=1e-4)),
    },
    "schedules": [
        {"name": name, "options": options, "rates": [round(float(schedule(step)), 8) for step in range(31)]}
        for name, options, schedule in SCHEDULES
    ],
}))
