"""The contender Keras, on TensorFlow's CPU, trained as in its guide. Arguments: FOLDER THREADS."""

import os
import sys

THREADS = sys.argv[2]
os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="-1")
os.environ.update(OMP_NUM_THREADS=THREADS, TF_NUM_INTRAOP_THREADS=THREADS, TF_NUM_INTEROP_THREADS=THREADS)

import keras  # noqa: E402
import tensorflow  # noqa: E402

from serve import serve  # noqa: E402

tensorflow.config.threading.set_intra_op_parallelism_threads(int(THREADS))
tensorflow.config.threading.set_inter_op_parallelism_threads(int(THREADS))


def layer(name, options):
    """A layer, by its name and options in TensorFlow.js."""
    make = {
        "dense": lambda units, activation: keras.layers.Dense(units, activation=activation),
        "dropout": keras.layers.Dropout,
        "conv2d": lambda filters, kernelSize, activation: keras.layers.Conv2D(filters, kernelSize, activation=activation),
        "maxPooling2d": lambda poolSize: keras.layers.MaxPooling2D(poolSize),
        "flatten": keras.layers.Flatten,
        "embedding": lambda inputDim, outputDim, inputLength: keras.layers.Embedding(inputDim, outputDim),
        "globalAveragePooling1d": keras.layers.GlobalAveragePooling1D,
        "simpleRNN": keras.layers.SimpleRNN,
        "lstm": lambda units, recurrentActivation: keras.layers.LSTM(units, recurrent_activation=recurrentActivation),
    }
    return make[name](**options)


class ContenderModel:
    def __init__(self, network):
        self.network = network
        dtype = "int32" if network.data["kind"] == "words" else "float32"
        inputs = keras.Input(network.shape, dtype=dtype)
        self.model = keras.Sequential([inputs, *(layer(name, options) for name, options, *_ in network.layers)])
        loss = "binary_crossentropy" if network.classes == 2 else "categorical_crossentropy"
        self.model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])

    def take(self, x, y):
        self.x = x
        self.y = y.reshape(-1, 1).astype("float32") if self.network.classes == 2 else keras.utils.to_categorical(y, self.network.classes)

    def train(self):
        return self.model.fit(self.x, self.y, batch_size=self.network.batch_size, verbose=0).history["loss"][0]


serve(ContenderModel)
