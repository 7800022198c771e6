/**
 * The networks of the comparison, each written once for all contenders: layers by the names and options that
 * the engine shares with TensorFlow.js, which the contenders in Python translate.
 */
/**
 * A method of `layers`, its options, and what it reads: the layer before, or those at these places. The places
 * of the layers count from 1; 0 is the first input, −1 the second.
 */
export type LayerSpec = readonly [
  name: string,
  options: Readonly<Record<string, number | string | boolean | readonly number[]>>,
  reads?: readonly number[],
];

/**
 * The kind of examples: `numbers` between 0 and 1, of which the share `filled` is not zero; `words`, integers
 * with zeros as padding in front; `bag`, a column for each word: 1 if it occurs, else 0.
 */
export type DataSpec =
  | { readonly kind: "numbers"; readonly filled: number }
  | { readonly kind: "words"; readonly words: number }
  | { readonly kind: "bag"; readonly words: number };

export interface Network {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: DataSpec;
  readonly layers: readonly LayerSpec[];
  /** How many inputs there are, each of which gets the same examples; 1 by default. */
  readonly inputs?: number;
  /**
   * The number of classes: two have one output with a sigmoid, more have a softmax. With 0 the network has to
   * reproduce its input, with the squared error.
   */
  readonly classes: number;
  /** With 0 classes: whether the network has to give zeros instead of its input. */
  readonly target?: "zeros";
  /**
   * A second network, which learns to tell the examples from what the first one makes of random numbers; the
   * two are trained in turn, as a generative network.
   */
  readonly judge?: readonly LayerSpec[];
  /** A multiple of the batch size, so that no contender compiles again for a smaller last batch. */
  readonly examples: number;
  readonly batchSize: number;
}

const dense = (units: number): LayerSpec => ["dense", { units, activation: "relu" }];
const dropout = (rate: number): LayerSpec => ["dropout", { rate }];
const conv = (filters: number): LayerSpec => ["conv2d", { filters, kernelSize: 3, activation: "relu" }];
const pool: LayerSpec = ["maxPooling2d", { poolSize: 2 }];
const softmax: LayerSpec = ["dense", { units: 10, activation: "softmax" }];
const sigmoid: LayerSpec = ["dense", { units: 1, activation: "sigmoid" }];

const WORDS = 10_000;
/** The number of words of a review that the embedding gets. */
const REVIEW = 256;
/** About a fifth of the pixels of MNIST are not zero. */
const digits = {
  shape: [784],
  data: { kind: "numbers", filled: 0.19 },
  classes: 10,
  examples: 48_000,
  batchSize: 128,
} as const;
const photographs = {
  shape: [32, 32, 3],
  data: { kind: "numbers", filled: 1 },
  classes: 10,
  examples: 5120,
  layers: [conv(32), pool, conv(64), pool, conv(64), ["flatten", {}], dense(64), softmax],
} as const;
const series = {
  shape: [100, 16],
  data: { kind: "numbers", filled: 1 },
  classes: 2,
  examples: 4096,
  batchSize: 64,
} as const;

/** The networks of the course: chains of layers. */
export const CHAINS: readonly Network[] = [
  {
    name: "mnist-tiny",
    ...digits,
    layers: [dense(4), dropout(0.1), dense(3), dropout(0.2), dense(2), dropout(0.3), softmax],
  },
  { name: "mnist-dense", ...digits, layers: [dense(128), dense(64), softmax] },
  { name: "cifar10-conv", ...photographs, batchSize: 128 },
  { name: "cifar10-conv-32", ...photographs, batchSize: 32 },
  {
    name: "imdb-bag",
    shape: [WORDS],
    data: { kind: "bag", words: WORDS },
    layers: [dense(16), dense(16), sigmoid],
    classes: 2,
    examples: 12_800,
    batchSize: 512,
  },
  {
    name: "imdb-embedding",
    shape: [REVIEW],
    data: { kind: "words", words: WORDS },
    classes: 2,
    examples: 24_576,
    batchSize: 512,
    layers: [
      ["embedding", { inputDim: WORDS, outputDim: 16, inputLength: REVIEW }],
      ["globalAveragePooling1d", {}],
      dense(16),
      sigmoid,
    ],
  },
  { name: "rnn", ...series, layers: [["simpleRNN", { units: 32 }], sigmoid] },
  // Keras and PyTorch use this gate; the default of this engine and of TensorFlow.js is the older
  // hardSigmoid.
  { name: "lstm", ...series, layers: [["lstm", { units: 32, recurrentActivation: "sigmoid" }], sigmoid] },
];
