"""Writes keras-metrics.json: metrics of Keras over two batches (made with keras 3.15.1 on jax).

    KERAS_BACKEND=jax python keras-metrics.py > keras-metrics.json
"""
import json
import random
import keras

random.seed(7)
draw = lambda: round(random.random(), 3)
ROWS = 60
ANSWERS = [[draw()] for _ in range(ROWS)]
TRUTH = [[int(random.random() < 0.2 + 0.6 * p[0])] for p in ANSWERS]
SCORES = [[draw() for _ in range(6)] for _ in range(ROWS)]
CLASSES = [random.randrange(6) for _ in range(ROWS)]
ONE_HOT = [[int(i == label) for i in range(6)] for label in CLASSES]
NUMBERS = [[round(random.gauss(5, 2), 3), round(random.gauss(-3, 1), 3)] for _ in range(ROWS)]
GUESSES = [[round(a + random.gauss(0, 1), 3), round(b + random.gauss(0, 2), 3)] for a, b in NUMBERS]

metrics = keras.metrics
CASES = [
    ("auc", {}, metrics.AUC(), TRUTH, ANSWERS),
    *(
        ("auc", {"curve": curve, "summationMethod": method, "numThresholds": count},
         metrics.AUC(curve=curve, summation_method=method, num_thresholds=count), TRUTH, ANSWERS)
        for curve in ("ROC", "PR") for method in ("interpolation", "minoring", "majoring") for count in (10, 200)
    ),
    ("auc", {}, metrics.AUC(), ONE_HOT, SCORES),
    ("topKCategoricalAccuracy", {}, metrics.TopKCategoricalAccuracy(), ONE_HOT, SCORES),
    ("topKCategoricalAccuracy", {"k": 2}, metrics.TopKCategoricalAccuracy(k=2), ONE_HOT, SCORES),
    ("sparseTopKCategoricalAccuracy", {"k": 3}, metrics.SparseTopKCategoricalAccuracy(k=3), CLASSES, SCORES),
    ("r2Score", {}, metrics.R2Score(), NUMBERS, GUESSES),
    ("cosineSimilarity", {}, metrics.CosineSimilarity(), NUMBERS, GUESSES),
]


def value(metric, y, p):
    metric.update_state(y[:25], p[:25])
    metric.update_state(y[25:], p[25:])
    return round(float(metric.result()), 6)


print(json.dumps({
    "data": {"TRUTH": TRUTH, "ANSWERS": ANSWERS, "SCORES": SCORES, "CLASSES": CLASSES, "ONE_HOT": ONE_HOT,
             "NUMBERS": NUMBERS, "GUESSES": GUESSES},
    "cases": [
        {"name": name, "options": options,
         "y": next(key for key, each in globals().items() if each is y),
         "p": next(key for key, each in globals().items() if each is p),
         "value": value(metric, y, p)}
        for name, options, metric, y, p in CASES
    ],
}))
