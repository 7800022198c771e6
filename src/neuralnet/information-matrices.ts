/**
 * The two matrices of White's asymptotic theory ("Learning in artificial neural networks: a statistical
 * perspective", 1989) for a network with at most one hidden layer: B, the mean over the examples of the
 * products of gradients, and A, the mean of the second derivatives of the error.
 *
 * Every entry agrees with R's, and in R one kind of entry is not the derivative: between a weight of the
 * output layer in row r and a weight of hidden neuron v, R adds the term with the output's slope where v = r.
 * R counts rows from the bias, so the neuron's own row is v + 1. R's formula is kept, because the intervals
 * must be R's.
 */
import { CE, IDENTITY } from "./functions.js";
import type { Examples, LayerSizes, NetworkFunctions } from "./propagation.js";
import type { Matrix } from "./symmetric-matrix.js";

/**
 * A layer's values for all examples: its inputs, with the constant 1 of the bias first, and the first and
 * second derivatives of its neurons.
 */
interface LayerSlopes {
  readonly inputs: readonly Float64Array[];
  readonly first: readonly Float64Array[];
  readonly second: readonly Float64Array[];
}

/** The error's first and second derivative by each output. */
interface ErrorSlopes {
  readonly first: readonly Float64Array[];
  readonly second: readonly Float64Array[];
}

/** The two entries for a pair of weights: the product of their gradients, and the second derivative. */
interface Entry {
  product: number;
  curvature: number;
}

/** A weight's place: its layer, its row (the bias is row 0) and its column. */
interface Place {
  readonly layer: number;
  readonly row: number;
  readonly column: number;
}

type Layers = readonly Matrix[];

/** The matrices; undefined where a derivative is not a number. */
export function informationMatrices(
  weights: Layers,
  sizes: LayerSizes,
  examples: Examples,
  functions: NetworkFunctions,
  trained: readonly number[],
): { readonly a: Matrix; readonly b: Matrix } | undefined {
  const { layers, outputs } = slopesOf(weights, examples, functions);
  const error = errorSlopes(outputs, examples, functions);
  const all = [
    ...layers.flatMap(({ first, second }) => [...first, ...second]),
    ...error.first,
    ...error.second,
  ];
  if (all.some((column) => column.some(Number.isNaN))) return undefined;
  const places = placesOf(sizes);
  const entries = trained.map((i) =>
    trained.map((j) =>
      j < i ? undefined : entryOf(places[i], places[j], weights, layers, error, examples.count),
    ),
  );
  const entry = (i: number, j: number) => (i <= j ? entries[i][j] : entries[j][i]) as Entry;
  const mean = (pick: (of: Entry) => number) =>
    trained.map((_, i) => trained.map((__, j) => pick(entry(i, j)) / examples.count));
  return { b: mean(({ product }) => product), a: mean(({ curvature }) => curvature) };
}

function placesOf(sizes: LayerSizes): Place[] {
  return sizes
    .slice(1)
    .flatMap((size, layer) =>
      Array.from({ length: size }, (_, column) =>
        Array.from({ length: sizes[layer] + 1 }, (__, row) => ({ layer, row, column })),
      ).flat(),
    );
}

function slopesOf(
  weights: Layers,
  { count, inputs }: Examples,
  { activation, linearOutput }: NetworkFunctions,
): { layers: LayerSlopes[]; outputs: readonly Float64Array[] } {
  const layers: LayerSlopes[] = [];
  let values: readonly Float64Array[] = inputs;
  weights.forEach((layer, l) => {
    const { value, derivative, secondDerivative } =
      l === weights.length - 1 && linearOutput ? IDENTITY : activation;
    const entering = [new Float64Array(count).fill(1), ...values];
    const sums = layer[0].map((_, j) =>
      Float64Array.from({ length: count }, (__, n) =>
        entering.reduce((sum, input, i) => sum + input[n] * layer[i][j], 0),
      ),
    );
    values = sums.map((sum) => sum.map((z) => value(z)));
    const slopes = (slope: (x: number, y: number) => number) =>
      sums.map((sum, j) => sum.map((z, n) => slope(z, values[j][n])));
    layers.push({ inputs: entering, first: slopes(derivative), second: slopes(secondDerivative) });
  });
  return { layers, outputs: values };
}

/**
 * With the corrections that R makes where the derivatives of cross-entropy are NaN: at a right output of
 * exactly 1 or 0.
 */
function errorSlopes(
  outputs: readonly Float64Array[],
  { targets }: Examples,
  { error }: NetworkFunctions,
): ErrorSlopes {
  const of = (slope: (x: number, y: number) => number) =>
    outputs.map((output, j) => output.map((x, n) => slope(x, targets[j][n])));
  const [first, second] = [of(error.derivative), of(error.secondDerivative)];
  const isMended = error === CE && [...first, ...second].some((column) => column.some(Number.isNaN));
  if (isMended) {
    outputs.forEach((output, j) =>
      output.forEach((x, n) => {
        if (x !== targets[j][n] || (x !== 0 && x !== 1)) return;
        first[j][n] = 1;
        second[j][n] = x === 1 ? 1 : -1;
      }),
    );
  }
  return { first, second };
}

/** The sums over the examples, and over the outputs that depend on both weights. */
function entryOf(
  i: Place,
  j: Place,
  weights: Layers,
  layers: readonly LayerSlopes[],
  error: ErrorSlopes,
  count: number,
): Entry {
  const last = layers.length - 1;
  if (i.layer === last && j.layer === last) return ofOutputs(i, j, layers[last], error, count);
  if (i.layer !== last && j.layer !== last) return ofHidden(i, j, weights[last], layers, error, count);
  return i.layer === last
    ? ofBoth(i, j, weights[last], layers, error, count)
    : ofBoth(j, i, weights[last], layers, error, count);
}

function ofOutputs(
  i: Place,
  j: Place,
  { inputs, first, second }: LayerSlopes,
  error: ErrorSlopes,
  count: number,
): Entry {
  const entry = { product: 0, curvature: 0 };
  if (i.column !== j.column) return entry;
  const k = i.column;
  for (let n = 0; n < count; n++) {
    const both = inputs[i.row][n] * inputs[j.row][n];
    const slope = first[k][n] ** 2 * both;
    entry.product += error.first[k][n] ** 2 * slope;
    entry.curvature += error.second[k][n] * slope + second[k][n] * error.first[k][n] * both;
  }
  return entry;
}

function ofHidden(
  i: Place,
  j: Place,
  outgoing: Matrix,
  [hidden, output]: readonly LayerSlopes[],
  error: ErrorSlopes,
  count: number,
): Entry {
  const entry = { product: 0, curvature: 0 };
  const [from, to] = [outgoing[i.column + 1], outgoing[j.column + 1]];
  for (let n = 0; n < count; n++) {
    const inputs = hidden.inputs[i.row][n] * hidden.inputs[j.row][n];
    const slopes = hidden.first[i.column][n] * hidden.first[j.column][n] * inputs;
    for (let k = 0; k < from.length; k++) {
      const [first, second, slope] = [error.first[k][n], error.second[k][n], output.first[k][n]];
      const both = from[k] * to[k] * slopes;
      entry.product += first * first * slope * slope * both;
      entry.curvature += second * slope * slope * both + output.second[k][n] * first * both;
      if (i.column === j.column)
        entry.curvature += hidden.second[i.column][n] * inputs * slope * first * from[k];
    }
  }
  return entry;
}

/** @param i  a weight of the output layer @param j  one of the hidden layer */
function ofBoth(
  i: Place,
  j: Place,
  outgoing: Matrix,
  [hidden, output]: readonly LayerSlopes[],
  error: ErrorSlopes,
  count: number,
): Entry {
  const entry = { product: 0, curvature: 0 };
  const k = i.column;
  const weight = outgoing[j.column + 1][k];
  for (let n = 0; n < count; n++) {
    const inner = hidden.first[j.column][n] * hidden.inputs[j.row][n];
    const both = output.inputs[i.row][n] * inner * weight;
    const slope = output.first[k][n];
    entry.product += error.first[k][n] ** 2 * slope * slope * both;
    entry.curvature +=
      error.second[k][n] * slope * slope * both + output.second[k][n] * error.first[k][n] * both;
    // As in R, which compares the neuron and the row, both counted from 1, the rows from the bias (see
    // above).
    if (i.row === j.column) entry.curvature += slope * error.first[k][n] * inner;
  }
  return entry;
}
