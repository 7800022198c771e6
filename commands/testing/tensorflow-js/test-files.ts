/**
 * Which of TensorFlow.js' test files test which group of names.
 *
 * “earlier”: the layers and operations, and what belongs to them (activations, initializers, losses, metrics,
 * optimizers), that `src/index.ts` exported before `neurones/tfjs` existed (commit bc479af). “models”: models,
 * their training and saving, callbacks and the base class of layers, which it exported too. “added”: the other
 * public names. “aside”: files that test no public name of TensorFlow.js, or one
 * that `neurones/tfjs` leaves out; they do not run, and the command names them with the reason.
 */

export type Group = "earlier" | "models" | "added";

export const GROUPS: Readonly<Record<Group, string>> = {
  earlier: "layers and operations that the engine had before",
  models: "models, training and callbacks",
  added: "new subjects",
};

/** Why a file or a test is listed aside. */
export type Reason = string;

/** The two packages of the checkout whose tests run. */
export const PACKAGES = ["tfjs-layers", "tfjs-core"] as const;

/** Layers, activations, initializers, losses, metrics, optimizers and regularizers of bc479af. */
const EARLIER_LAYERS = [
  ...["activations", "initializers", "losses", "metrics", "optimizers", "regularizers"],
  ...["layers/advanced_activation", "layers/convolutional", "layers/core", "layers/embeddings"],
  ...["layers/merge", "layers/normalization", "layers/padding", "layers/pooling", "layers/recurrent"],
];

const MODELS = [
  ...["base_callbacks", "callbacks", "models", "model_save", "model_summary"],
  ...["engine/container", "engine/input_layer", "engine/topology"],
  ...["engine/training", "engine/training_dataset", "engine/training_weighted"],
];

/** Operations, constructors, gradients and optimizers of bc479af. */
const EARLIER_CORE = [
  ...["gradients", "variable"],
  ...[
    ...["abs", "add", "arg_max", "arithmetic", "avg_pool", "binary_ops", "clip_by_value", "concat", "conv2d"],
    ...["conv2d_transpose", "cos", "confusion_matrix", "equal", "exp", "expand_dims", "eye", "fill"],
    ...["gather", "greater", "greater_equal", "less", "less_equal", "linspace", "log", "log1p"],
    ...["log_softmax", "log_sum_exp", "mat_mul", "max", "max_pool", "mean", "min", "moments", "neg"],
    ...["not_equal", "one_hot", "ones", "ones_like", "pad", "random_normal", "random_uniform", "range"],
    ...["reciprocal", "relu", "sigmoid", "sign", "sin", "slice", "slice1d", "slice2d", "slice3d", "slice4d"],
    ...["softmax", "softplus", "split", "sqrt", "square", "squeeze", "stack", "sub", "sum", "tanh"],
    ...["transpose", "unstack", "where", "zeros", "zeros_like"],
  ].map((name) => `ops/${name}`),
  ...["adagrad", "adam", "momentum", "optimizer", "rmsprop", "sgd"].map((name) =>
    name === "optimizer" ? "optimizers/optimizer" : `optimizers/${name}_optimizer`,
  ),
];

const EARLIER = new Set([
  ...EARLIER_LAYERS.map((name) => `tfjs-layers/src/${name}_test.ts`),
  ...EARLIER_CORE.map((name) => `tfjs-core/src/${name}_test.ts`),
]);

const OF_MODELS = new Set(MODELS.map((name) => `tfjs-layers/src/${name}_test.ts`));

const INTERNALS = "internals of TensorFlow.js";
const GRAPHICS = "WebGL, WebGPU and devices";

/** Files that do not run, by pattern. */
const ASIDE: readonly (readonly [RegExp, Reason])[] = [
  [/core\/src\/(backends\/|debug_mode|engine_|flags|kernel_registry|profiler|tape_|setup_)/, INTERNALS],
  [/core\/src\/(environment|globals|hash_util|jasmine_util|test_util|tensor_util|types)_test/, INTERNALS],
  [/core\/src\/(platforms\/|worker|public\/|ops\/operation_)/, INTERNALS],
  [/core\/src\/ops\/(axis|broadcast|concat|conv|dropout|slice)_util_test/, INTERNALS],
  [/core\/src\/ops\/(rand|identity_pool|search_sorted|lower_bound|upper_bound)_test/, INTERNALS],
  [/core\/src\/ops\/fused\//, "fused operations, which only other parts of TensorFlow.js call"],
  [/core\/src\/(browser_util|device_util)_test|ops\/(draw|from_pixels_worker)_test/, GRAPHICS],
  [/core\/src\/io\/(composite_array_buffer|progress|router_registry)_test/, INTERNALS],
  [/core\/src\/io\/(browser_files|local_storage)_test/, "left out: downloads:// and localstorage://"],
  [/core\/src\/io\/indexed_db_test/, "needs a browser"],
  [/core\/src\/ops\/(from_pixels|to_pixels)_test/, "needs a browser"],
  [/core\/src\/ops\/(ragged_|sparse\/|sparse_|string\/)/, "left out: ragged, sparse and string operations"],
  [/core\/src\/ops\/(spectral\/|signal\/|ifft)/, "left out: Fourier transforms"],
  [/core\/src\/ops\/(conv3d|avg_pool_3d|max_pool_3d)/, "left out: convolutions in three dimensions"],
  [/core\/src\/ops\/complex_ops/, "left out: complex numbers"],
  [/layers\/src\/(backend\/|utils\/|common_|errors_|types_|variables_|version_)/, INTERNALS],
  [/layers\/src\/(user_defined_metadata|engine\/(dataset_fakes|executor|training_utils))_test/, INTERNALS],
  [/layers\/src\/layers\/convolutional_recurrent/, "left out: convolutions within LSTMs"],
  [
    /layers\/src\/layers\/nlp\/(models|preprocessing|tokenizers|match_all|utils|modeling)/,
    "left out: tokenizers and language models, which TensorFlow.js does not export",
  ],
  [
    /layers\/src\/layers\/(nlp\/(multihead|einsum)|preprocessing\/random_height)/,
    "layers that TensorFlow.js does not export",
  ],
  [/layers\/src\/layers\/preprocessing\/preprocessing_utils/, INTERNALS],
];

/** Tests within the other files that are listed aside, by their full name. */
const TESTS_ASIDE: readonly (readonly [RegExp, RegExp, Reason])[] = [
  [/layers\/(convolutional|pooling)_test/, /3d/i, "left out: three dimensions"],
  [/^tfjs-layers/, /conv_?lstm/i, "left out: convolutions within LSTMs"],
  [/^tfjs-core/, /complex/i, "left out: complex numbers"],
  [/^tfjs-core/, /\bstrings?\b/i, "left out: tensors of strings"],
  [/^tfjs/, /webgl|webgpu|\bgpu data\b|float16/i, GRAPHICS],
];

export interface Place {
  readonly group?: Group;
  readonly aside?: Reason;
}

/** The group of a test file, or why it does not run. */
export function placeOf(file: string): Place {
  if (EARLIER.has(file)) return { group: "earlier" };
  if (OF_MODELS.has(file)) return { group: "models" };
  const reason = ASIDE.find(([pattern]) => pattern.test(file))?.[1];
  return reason === undefined ? { group: "added" } : { aside: reason };
}

/** Why a test is listed aside whatever its result; undefined for a test that counts. */
export function reasonAside(file: string, test: string): Reason | undefined {
  return TESTS_ASIDE.find(([files, tests]) => files.test(file) && tests.test(test))?.[2];
}

/** The files that the lists name, to notice one that the checkout does not have. */
export const LISTED_FILES: readonly string[] = [...EARLIER, ...OF_MODELS];
