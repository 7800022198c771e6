/** Networks that are no chain, or that make pictures: those that learners meet after the course. */
import type { LayerSpec, Network } from "./networks.js";

type Options = LayerSpec[1];
type Reads = readonly number[];

const layer = (name: string, options: Options, reads?: Reads): LayerSpec =>
  reads === undefined ? [name, options] : [name, options, reads];
const relu = layer("activation", { activation: "relu" });
const softmax = layer("dense", { units: 10, activation: "softmax" });
const dense = (units: number, reads?: Reads) => layer("dense", { units, activation: "relu" }, reads);
const convolution = (
  name: "conv2d" | "conv2dTranspose",
  filters: number,
  options: Options = {},
  reads?: Reads,
) =>
  layer(name, { filters, kernelSize: 3, strides: 1, padding: "same", activation: "relu", ...options }, reads);

/** The layers of a residual network for pictures: three blocks, of which two halve the extents. */
function residualConvolutions(): readonly LayerSpec[] {
  const layers: LayerSpec[] = [];
  const put = (layer: LayerSpec) => layers.push(layer);
  const convolve = (filters: number, strides: number, reads?: Reads, kernelSize = 3) => {
    put(convolution("conv2d", filters, { strides, activation: "linear", kernelSize }, reads));
    return put(layer("batchNormalization", {}));
  };
  convolve(16, 1, [0]);
  let before = put(relu);
  for (const [filters, strides] of [
    [16, 1],
    [32, 2],
    [64, 2],
  ]) {
    convolve(filters, strides, [before]);
    put(relu);
    const inner = convolve(filters, 1);
    const shortcut = strides === 1 ? before : convolve(filters, strides, [before], 1);
    put(["add", {}, [inner, shortcut]]);
    before = put(relu);
  }
  put(["globalAveragePooling2d", {}]);
  put(softmax);
  return layers;
}

const digits = {
  shape: [784],
  data: { kind: "numbers", filled: 0.19 },
  classes: 10,
  batchSize: 128,
} as const;
const photographs = {
  shape: [32, 32, 3],
  data: { kind: "numbers", filled: 1 },
  examples: 2048,
  batchSize: 32,
} as const;

export const GRAPHS: readonly Network[] = [
  { name: "residual-conv", ...photographs, classes: 10, layers: residualConvolutions() },
  {
    name: "autoencoder",
    ...photographs,
    classes: 0,
    layers: [
      convolution("conv2d", 16),
      ["maxPooling2d", { poolSize: 2 }],
      convolution("conv2d", 32),
      ["maxPooling2d", { poolSize: 2 }],
      convolution("conv2d", 64),
      convolution("conv2dTranspose", 32, { strides: 2 }),
      ["concatenate", {}, [6, 3]],
      convolution("conv2d", 32),
      convolution("conv2dTranspose", 16, { strides: 2 }),
      ["concatenate", {}, [9, 1]],
      convolution("conv2d", 16),
      convolution("conv2d", 3, { activation: "sigmoid" }),
    ],
  },
  {
    name: "strided-conv",
    ...photographs,
    classes: 0,
    layers: [
      convolution("conv2d", 32, { strides: 2 }),
      convolution("conv2d", 64, { strides: 2 }),
      convolution("conv2dTranspose", 32, { strides: 2 }),
      convolution("conv2dTranspose", 3, { strides: 2, activation: "sigmoid" }),
    ],
  },
  {
    name: "residual-dense",
    ...digits,
    examples: 24_000,
    layers: [
      dense(128),
      dense(128),
      dense(128),
      ["add", {}, [1, 3]],
      dense(128),
      dense(128),
      ["add", {}, [4, 6]],
      softmax,
    ],
  },
  {
    name: "chain-dense",
    ...digits,
    examples: 24_000,
    layers: [dense(128), dense(128), dense(128), dense(128), dense(128), softmax],
  },
  {
    name: "two-inputs",
    ...digits,
    examples: 24_000,
    inputs: 2,
    layers: [dense(64, [0]), dense(64, [-1]), ["concatenate", {}, [1, 2]], dense(64), softmax],
  },
  {
    name: "gan",
    ...digits,
    examples: 12_800,
    classes: 2,
    layers: [dense(128), ["dense", { units: 784, activation: "sigmoid" }]],
    judge: [dense(128), dense(64), ["dense", { units: 1, activation: "sigmoid" }]],
  },
];
