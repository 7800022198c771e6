/** What Keras' users write in Python and in R, and the same here; each of our expressions is evaluated. */

export interface Row {
  readonly python: string;
  readonly r: string;
  /** An expression with the names that `neurones` exports. */
  readonly ours: string;
}

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

function row(python: string, r: string, ours: string): Row {
  return { python, r, ours };
}

/** A layer that is named alike in Python, in R and here, but for the case of its letters. */
function layer(
  python: string,
  r: string,
  ours: string,
  options: readonly [string, string, string] = ["", "", ""],
): Row {
  const [inPython, inR, here] = options;
  return row(
    `layers.${python}(${inPython})`,
    `layer_${r}(${inR})`,
    `layers.${ours}(${here === "" ? "" : `{ ${here} }`})`,
  );
}

export const SECTIONS: readonly Section[] = [
  {
    title: "Layers",
    rows: [
      layer("Dense", "dense", "dense", [
        '32, activation="relu"',
        'units = 32, activation = "relu"',
        'units: 32, activation: "relu"',
      ]),
      layer("Activation", "activation", "activation", [
        '"tanh"',
        'activation = "tanh"',
        'activation: "tanh"',
      ]),
      layer("Dropout", "dropout", "dropout", ["0.5", "rate = 0.5", "rate: 0.5"]),
      layer("SpatialDropout1D", "spatial_dropout_1d", "spatialDropout1d", ["0.2", "rate = 0.2", "rate: 0.2"]),
      layer("GaussianNoise", "gaussian_noise", "gaussianNoise", ["0.1", "stddev = 0.1", "stddev: 0.1"]),
      layer("GaussianDropout", "gaussian_dropout", "gaussianDropout", ["0.2", "rate = 0.2", "rate: 0.2"]),
      layer("AlphaDropout", "alpha_dropout", "alphaDropout", ["0.2", "rate = 0.2", "rate: 0.2"]),
      layer("Flatten", "flatten", "flatten"),
      layer("Reshape", "reshape", "reshape", ["(3, 4)", "target_shape = c(3, 4)", "targetShape: [3, 4]"]),
      layer("Permute", "permute", "permute", ["(2, 1)", "dims = c(2, 1)", "dims: [2, 1]"]),
      layer("RepeatVector", "repeat_vector", "repeatVector", ["5", "n = 5", "n: 5"]),
      layer("Masking", "masking", "masking", ["mask_value=0.0", "mask_value = 0", "maskValue: 0"]),
      layer("Embedding", "embedding", "embedding", [
        "1000, 16",
        "input_dim = 1000, output_dim = 16",
        "inputDim: 1000, outputDim: 16",
      ]),
      layer("Conv1D", "conv_1d", "conv1d", [
        "16, 3",
        "filters = 16, kernel_size = 3",
        "filters: 16, kernelSize: 3",
      ]),
      layer("Conv2D", "conv_2d", "conv2d", [
        '16, (3, 3), padding="same"',
        'filters = 16, kernel_size = c(3, 3), padding = "same"',
        'filters: 16, kernelSize: [3, 3], padding: "same"',
      ]),
      layer("Conv2DTranspose", "conv_2d_transpose", "conv2dTranspose", [
        "8, 3, strides=2",
        "filters = 8, kernel_size = 3, strides = 2",
        "filters: 8, kernelSize: 3, strides: 2",
      ]),
      layer("SeparableConv2D", "separable_conv_2d", "separableConv2d", [
        "8, 3",
        "filters = 8, kernel_size = 3",
        "filters: 8, kernelSize: 3",
      ]),
      layer("DepthwiseConv2D", "depthwise_conv_2d", "depthwiseConv2d", [
        "3",
        "kernel_size = 3",
        "kernelSize: 3",
      ]),
      layer("MaxPooling1D", "max_pooling_1d", "maxPooling1d", ["2", "pool_size = 2", "poolSize: 2"]),
      layer("MaxPooling2D", "max_pooling_2d", "maxPooling2d", [
        "(2, 2)",
        "pool_size = c(2, 2)",
        "poolSize: [2, 2]",
      ]),
      layer("AveragePooling1D", "average_pooling_1d", "averagePooling1d", [
        "2",
        "pool_size = 2",
        "poolSize: 2",
      ]),
      layer("AveragePooling2D", "average_pooling_2d", "averagePooling2d", [
        "2",
        "pool_size = 2",
        "poolSize: 2",
      ]),
      layer("GlobalAveragePooling1D", "global_average_pooling_1d", "globalAveragePooling1d"),
      layer("GlobalAveragePooling2D", "global_average_pooling_2d", "globalAveragePooling2d"),
      layer("GlobalMaxPooling1D", "global_max_pooling_1d", "globalMaxPooling1d"),
      layer("GlobalMaxPooling2D", "global_max_pooling_2d", "globalMaxPooling2d"),
      layer("UpSampling2D", "upsampling_2d", "upSampling2d", ["2", "size = 2", "size: [2, 2]"]),
      layer("ZeroPadding2D", "zero_padding_2d", "zeroPadding2d", ["1", "padding = 1", "padding: 1"]),
      layer("Cropping2D", "cropping_2d", "cropping2D", [
        "((1, 1), (2, 2))",
        "cropping = list(c(1, 1), c(2, 2))",
        "cropping: [[1, 1], [2, 2]]",
      ]),
      layer("Rescaling", "rescaling", "rescaling", ["1/255", "scale = 1/255", "scale: 1 / 255"]),
      layer("Resizing", "resizing", "resizing", [
        "32, 32",
        "height = 32, width = 32",
        "height: 32, width: 32",
      ]),
      layer("BatchNormalization", "batch_normalization", "batchNormalization"),
      layer("LayerNormalization", "layer_normalization", "layerNormalization"),
      layer("SimpleRNN", "simple_rnn", "simpleRNN", ["8", "units = 8", "units: 8"]),
      layer("GRU", "gru", "gru", ["8", "units = 8", "units: 8"]),
      layer("LSTM", "lstm", "lstm", [
        "8, return_sequences=True",
        "units = 8, return_sequences = TRUE",
        "units: 8, returnSequences: true",
      ]),
      row(
        "layers.Bidirectional(layers.LSTM(8))",
        "layer_bidirectional(layer = layer_lstm(units = 8))",
        "layers.bidirectional({ layer: layers.lstm({ units: 8 }) })",
      ),
      row(
        "layers.TimeDistributed(layers.Dense(4))",
        "layer_time_distributed(layer = layer_dense(units = 4))",
        "layers.timeDistributed({ layer: layers.dense({ units: 4 }) })",
      ),
      layer("MultiHeadAttention", "multi_head_attention", "multiHeadAttention", [
        "2, key_dim=8",
        "num_heads = 2, key_dim = 8",
        "numHeads: 2, keyDim: 8",
      ]),
      ...["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"].map((name) =>
        layer(name, name.toLowerCase(), name.toLowerCase()),
      ),
      layer("Dot", "dot", "dot", ["axes=1", "axes = 1", "axes: 1"]),
      layer("ReLU", "activation_relu", "reLU"),
      layer("LeakyReLU", "activation_leaky_relu", "leakyReLU"),
      layer("PReLU", "activation_parametric_relu", "prelu"),
      layer("ELU", "activation_elu", "elu"),
      layer("Softmax", "activation_softmax", "softmax"),
    ],
  },
  {
    title: "Models",
    rows: [
      row(
        "keras.Sequential([layers.Dense(1, input_shape=(2,))])",
        "keras_model_sequential(input_shape = 2) |> layer_dense(units = 1)",
        "sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] })",
      ),
      row("keras.Input(shape=(4,))", "layer_input(shape = 4)", "input({ shape: [4] })"),
      row(
        'model.compile(optimizer="adam", loss="mse", metrics=["mae"])',
        'model |> compile(optimizer = "adam", loss = "mse", metrics = "mae")',
        'net.compile({ optimizer: "adam", loss: "mse", metrics: ["mae"] })',
      ),
      row(
        "model.fit(x, y, epochs=2, batch_size=4, validation_split=0.2)",
        "model |> fit(x, y, epochs = 2, batch_size = 4, validation_split = 0.2)",
        "await net.fit(x, y, { epochs: 2, batchSize: 4, validationSplit: 0.2 })",
      ),
      row("model.evaluate(x, y)", "model |> evaluate(x, y)", "net.evaluate(x, y)"),
      row("model.predict(x)", "model |> predict(x)", "net.predict(x)"),
      row("model.summary()", "summary(model)", "net.summary()"),
      row("model.get_weights()", "get_weights(model)", "net.getWeights()"),
    ],
  },
  {
    title: "Losses",
    rows: [
      ...(
        [
          ["MeanSquaredError", "mean_squared_error", "meanSquaredError"],
          ["MeanAbsoluteError", "mean_absolute_error", "meanAbsoluteError"],
          ["MeanAbsolutePercentageError", "mean_absolute_percentage_error", "meanAbsolutePercentageError"],
          ["MeanSquaredLogarithmicError", "mean_squared_logarithmic_error", "meanSquaredLogarithmicError"],
          ["BinaryCrossentropy", "binary_crossentropy", "binaryCrossentropy"],
          ["CategoricalCrossentropy", "categorical_crossentropy", "categoricalCrossentropy"],
          ["Huber", "huber", "huber"],
          ["Hinge", "hinge", "hinge"],
          ["SquaredHinge", "squared_hinge", "squaredHinge"],
          ["CategoricalHinge", "categorical_hinge", "categoricalHinge"],
          ["KLDivergence", "kl_divergence", "kullbackLeiblerDivergence"],
          ["Poisson", "poisson", "poisson"],
          ["LogCosh", "log_cosh", "logcosh"],
          ["CosineSimilarity", "cosine_similarity", "cosineSimilarity"],
        ] as const
      ).map(([python, r, ours]) =>
        row(
          `keras.losses.${python}()(y, p)`,
          `loss_${r}(y, p)`,
          // Here hinge asks for −1 and 1.
          /hinge$/i.test(ours) && ours !== "categoricalHinge"
            ? `losses.${ours}(y.mul(2).sub(1), p)`
            : `losses.${ours}(y, p)`,
        ),
      ),
      row(
        "keras.losses.SparseCategoricalCrossentropy()(labels, p)",
        "loss_sparse_categorical_crossentropy(labels, p)",
        "losses.sparseCategoricalCrossentropy([0, 1], p)",
      ),
    ],
  },
  {
    title: "Metrics",
    rows: [
      row(
        "keras.metrics.BinaryAccuracy()",
        "metric_binary_accuracy()",
        "metrics.binaryAccuracy([0, 1], [0.2, 0.7])",
      ),
      row(
        "keras.metrics.CategoricalAccuracy()",
        "metric_categorical_accuracy()",
        "metrics.categoricalAccuracy(y, p)",
      ),
      row(
        "keras.metrics.SparseCategoricalAccuracy()",
        "metric_sparse_categorical_accuracy()",
        "metrics.sparseCategoricalAccuracy([0, 1], p)",
      ),
      row(
        "keras.metrics.TopKCategoricalAccuracy(k=1)",
        "metric_top_k_categorical_accuracy(k = 1)",
        "metrics.topKCategoricalAccuracy({ k: 1 })",
      ),
      row("keras.metrics.Precision()", "metric_precision()", "metrics.precision([0, 1, 1], [0.2, 0.7, 0.4])"),
      row("keras.metrics.Recall()", "metric_recall()", "metrics.recall([0, 1, 1], [0.2, 0.7, 0.4])"),
      row("keras.metrics.AUC()", "metric_auc()", "metrics.auc([0, 1, 1], [0.2, 0.7, 0.4])"),
      row("keras.metrics.R2Score()", "metric_r2_score()", "metrics.r2Score([1, 2, 3], [1.1, 1.9, 3.2])"),
    ],
  },
  {
    title: "Optimizers",
    rows: [
      row(
        "keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True)",
        "optimizer_sgd(learning_rate = 0.01, momentum = 0.9, nesterov = TRUE)",
        "train.momentum(0.01, 0.9, true)",
      ),
      row("keras.optimizers.Adam(0.001)", "optimizer_adam(learning_rate = 0.001)", "train.adam(0.001)"),
      row("keras.optimizers.AdamW(0.001)", "optimizer_adam_w(learning_rate = 0.001)", "train.adamW(0.001)"),
      row("keras.optimizers.Adamax(0.002)", "optimizer_adamax(learning_rate = 0.002)", "train.adamax(0.002)"),
      row(
        "keras.optimizers.RMSprop(0.001)",
        "optimizer_rmsprop(learning_rate = 0.001)",
        "train.rmsprop(0.001)",
      ),
      row("keras.optimizers.Adagrad(0.01)", "optimizer_adagrad(learning_rate = 0.01)", "train.adagrad(0.01)"),
      row("keras.optimizers.Adadelta(1.0)", "optimizer_adadelta(learning_rate = 1)", "train.adadelta(1)"),
    ],
  },
  {
    title: "Initializers, regularizers, constraints",
    rows: [
      row("keras.initializers.HeNormal()", "initializer_he_normal()", "initializers.heNormal()"),
      row(
        "keras.initializers.GlorotUniform()",
        "initializer_glorot_uniform()",
        "initializers.glorotUniform()",
      ),
      row(
        "keras.initializers.RandomNormal(stddev=0.1)",
        "initializer_random_normal(stddev = 0.1)",
        "initializers.randomNormal({ stddev: 0.1 })",
      ),
      row("keras.initializers.Constant(2)", "initializer_constant(2)", "initializers.constant({ value: 2 })"),
      row("keras.regularizers.L2(0.01)", "regularizer_l2(0.01)", "regularizers.l2({ l2: 0.01 })"),
      row(
        "keras.regularizers.L1L2(0.01, 0.02)",
        "regularizer_l1_l2(0.01, 0.02)",
        "regularizers.l1l2({ l1: 0.01, l2: 0.02 })",
      ),
      row("keras.constraints.MaxNorm(2)", "constraint_maxnorm(2)", "constraints.maxNorm({ maxValue: 2 })"),
      row("keras.constraints.NonNeg()", "constraint_nonneg()", "constraints.nonNeg()"),
      row("keras.constraints.UnitNorm()", "constraint_unitnorm()", "constraints.unitNorm()"),
    ],
  },
  {
    title: "Callbacks",
    rows: [
      row(
        'keras.callbacks.EarlyStopping(monitor="val_loss", patience=3)',
        'callback_early_stopping(monitor = "val_loss", patience = 3)',
        'callbacks.earlyStopping({ monitor: "val_loss", patience: 3 })',
      ),
      row(
        "keras.callbacks.ReduceLROnPlateau(factor=0.5)",
        "callback_reduce_lr_on_plateau(factor = 0.5)",
        "callbacks.reduceLROnPlateau({ factor: 0.5 })",
      ),
      row(
        "keras.callbacks.LearningRateScheduler(f)",
        "callback_learning_rate_scheduler(f)",
        "callbacks.learningRateScheduler((epoch) => 0.1 / (epoch + 1))",
      ),
      row(
        "keras.callbacks.LambdaCallback(on_epoch_end=f)",
        "callback_lambda(on_epoch_end = f)",
        "({ onEpochEnd: (epoch, logs) => console.log(epoch, logs) })",
      ),
    ],
  },
];
