"""Records what Keras computes for layers and options that TensorFlow.js lacks.

    pip install --target FOLDER keras "jax[cpu]"
    PYTHONPATH=FOLDER python test/layers/recorded/record_keras.py [NAME ...]

writes NAME.json beside this file, for the named cases or for all. A case of `test/layers/cases.ts` with
`recorded: NAME` is compared with that file. All numbers are float32 and are drawn anew from the same seed.

A case with several outputs records them side by side: each as [batch, numbers], put together along axis 1.
"""

import os

os.environ["KERAS_BACKEND"] = "jax"

import json
import pathlib
import sys
import zlib

import jax
import keras
import numpy as np

BATCH = 3


def case(layer, shapes, call=None, training=True, weights=None, words=None, inputs=None):
    """
    layer     makes the layer
    shapes    the shape of one example of each input
    call      (layer, inputs, training) -> outputs; by default layer(input) or layer([inputs])
    training  False for a layer that draws random numbers during training: then the gradients are those of
              a prediction, and no output of training is recorded
    words     the inputs are word numbers below this one, which have no gradient
    inputs    (drawn) -> inputs: changes the drawn inputs
    weights   (values) -> values: changes the drawn weights, in the order of get_weights()
    """
    return dict(
        layer=layer,
        shapes=shapes,
        call=call or plain_call,
        training=training,
        weights=weights,
        words=words,
        inputs=inputs or (lambda drawn: drawn),
    )


def plain_call(layer, inputs, training):
    return layer(inputs[0] if len(inputs) == 1 else inputs, training=training)


def attend(**options):
    """Calls an attention layer with query, value, and the key and the attention mask where they are given."""

    def call(layer, inputs, training):
        query, value, *rest = inputs
        given = dict(zip(("key", "attention_mask"), rest))
        return layer(query, value, training=training, **given, **options)

    return call


def with_mask(inputs):
    """The last input as a mask that leaves at least one step to read for each query."""
    *rest, drawn = inputs
    mask = (drawn > 0).astype("float32")
    mask[..., 0] = 1
    return [*rest, mask]


def without_training(layer, inputs, training):
    """For layers whose call takes no `training`."""
    return layer(inputs[0] if len(inputs) == 1 else inputs)


L = keras.layers

CASES = {
    "conv2d-dilated": case(lambda: L.Conv2D(2, 2, dilation_rate=2), [(6, 5, 3)]),
    "conv1d-causal": case(lambda: L.Conv1D(2, 3, dilation_rate=2, padding="causal"), [(7, 2)]),
    "conv1d-dilated": case(lambda: L.Conv1D(2, 3, dilation_rate=2), [(7, 2)]),
    "depthwise-conv2d-dilated": case(lambda: L.DepthwiseConv2D(2, dilation_rate=2), [(6, 5, 3)]),
    "separable-conv2d-dilated": case(lambda: L.SeparableConv2D(2, 2, dilation_rate=(2, 1)), [(6, 5, 3)]),
    "dot-four-axes": case(lambda: L.Dot((3, 1)), [(2, 2, 3), (3, 2)], without_training),
    "subtract": case(lambda: L.Subtract(), [(3,), (3,)], without_training),
    "relu-slope-threshold": case(
        lambda: L.ReLU(max_value=1, negative_slope=0.25, threshold=0.5), [(5,)], without_training
    ),
    "softmax-axis-1": case(lambda: L.Softmax(axis=1), [(3, 2)], without_training),
    **{
        f"resizing-cropped-{interpolation}": case(
            lambda interpolation=interpolation: L.Resizing(
                4, 7, interpolation=interpolation, crop_to_aspect_ratio=True
            ),
            [(6, 5, 3)],
            without_training,
        )
        for interpolation in ("bilinear", "nearest")
    },
    "batch-normalization-axis-1": case(lambda: L.BatchNormalization(axis=1), [(4, 3)]),
    "attention": case(lambda: L.MultiHeadAttention(2, 3), [(4, 5), (6, 7)], attend()),
    "attention-options": case(
        lambda: L.MultiHeadAttention(3, 2, value_dim=4, use_bias=False, output_shape=6),
        [(4, 5), (6, 3), (6, 2)],
        # Keras on JAX computes values of another length only where it gives the scores too.
        attend(return_attention_scores=True),
    ),
    "attention-causal": case(
        lambda: L.MultiHeadAttention(2, 2),
        [(4, 3), (4, 3)],
        attend(use_causal_mask=True, return_attention_scores=True),
    ),
    "attention-mask": case(
        lambda: L.MultiHeadAttention(2, 2, dropout=0.3),
        [(3, 4), (5, 4), (5, 4), (3, 5)],
        attend(),
        training=False,
        inputs=with_mask,
    ),
    "layer-normalization-no-scale": case(lambda: L.LayerNormalization(axis=1, scale=False), [(4, 3)]),
    "layer-normalization-no-center": case(lambda: L.LayerNormalization(center=False), [(3, 4)]),
}


def side_by_side(outputs):
    if not isinstance(outputs, (list, tuple)):
        return outputs
    return keras.ops.concatenate([keras.ops.reshape(each, (each.shape[0], -1)) for each in outputs], 1)


def record(name):
    chosen = CASES[name]
    random = np.random.default_rng(zlib.crc32(name.encode()))
    normal = lambda shape, deviation=1: random.normal(0, deviation, shape).astype("float32")
    inputs = [
        normal((BATCH, *shape)) if chosen["words"] is None else random.integers(0, chosen["words"], (BATCH, *shape))
        for shape in chosen["shapes"]
    ]
    inputs = chosen["inputs"](inputs)
    layer = chosen["layer"]()
    chosen["call"](layer, inputs, False)
    values = [
        np.abs(normal(each.shape, 0.6)) + 0.5 if "moving_variance" in each.path else normal(each.shape, 0.6)
        for each in layer.weights
    ]
    if chosen["weights"] is not None:
        values = chosen["weights"](values)
    layer.set_weights(values)
    weights = list(layer.weights)
    trained = [i for i, each in enumerate(weights) if each.trainable]

    def outputs(inputs, trainable, training):
        """The outputs, and all weights afterwards."""
        now = dict(zip(trained, trainable))
        mapping = [(each, now.get(i, values[i])) for i, each in enumerate(weights)]
        with keras.StatelessScope(state_mapping=mapping) as scope:
            result = side_by_side(chosen["call"](layer, inputs, training))
        return result, [after(scope, each, now.get(i, values[i])) for i, each in enumerate(weights)]

    trainable = [values[i] for i in trained]
    prediction, _ = outputs(inputs, trainable, False)
    weighting = normal(prediction.shape)
    loss = lambda inputs, trainable: (outputs(inputs, trainable, chosen["training"])[0] * weighting).sum()
    of_weights = jax.grad(loss, 1)(inputs, trainable)
    of_inputs = [] if chosen["words"] is not None else jax.grad(loss, 0)(inputs, trainable)
    content = {
        "keras": keras.__version__,
        "inputs": inputs,
        "weights": values,
        "weighting": weighting,
        "prediction": prediction,
        "inputGradients": of_inputs,
        "weightGradients": of_weights,
    }
    if chosen["training"]:
        content["training"], content["weightsAfter"] = outputs(inputs, trainable, True)
    file = pathlib.Path(__file__).with_name(f"{name}.json")
    lines = [f'  {json.dumps(key)}: {json.dumps(plain(value))}' for key, value in content.items()]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def after(scope, weight, before):
    value = scope.get_current_value(weight)
    return before if value is None else value


def plain(value):
    """A tensor as shape and data; nine digits are enough to find each float32 again."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    array = np.asarray(value, dtype="float32")
    return {"shape": array.shape, "data": [float(f"{each:.9g}") for each in array.ravel().tolist()]}


for each in sys.argv[1:] or CASES:
    record(each)
