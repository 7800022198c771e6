/**
 * Tensors of random numbers, named as in TensorFlow.js. Without a seed, they go on with one stream; a seed
 * gives the same numbers each time and leaves that stream alone.
 */
import { checkKind } from "../errors/check-options.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { FINITE_NUMBER, functionLike, numberAbove, TRUTH, wholeNumber } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { streamFrom } from "../random/free-stream.js";
import type { RandomStream } from "../random/stream.js";
import { asTensor } from "./as-tensor.js";
import { allocate, isInteger, type DataType } from "./dtype.js";
import { checkedSize, formatShape, type Shape } from "./shape.js";
import { Tensor, type TensorLike } from "./tensor.js";

/**
 * Normally distributed random numbers.
 * @param shape the extents along the axes
 * @param mean the mean; 0 by default
 * @param standardDeviation the standard deviation; 1 by default
 * @param dtype the data type; float32 by default
 * @param seed the seed; without one, the numbers differ from call to call
 * @example
 * ```ts
 * const x = randomNormal([100, 2], 0, 1, "float32", 69);
 * ```
 */
export function randomNormal(
  shape: Shape,
  mean = 0,
  standardDeviation = 1,
  dtype: DataType = "float32",
  seed?: number,
): Tensor {
  checkNumbers({ mean, standardDeviation }, seed, "randomNormal");
  return normals(shape, dtype, seed, mean, standardDeviation, "randomNormal");
}

/**
 * Random numbers with mean 0 and standard deviation 1, normally distributed.
 * @param shape the extents along the axes
 * @param dtype the data type; float32 by default
 * @param seed the seed; without one, the numbers differ from call to call
 * @example
 * ```ts
 * const x = randomStandardNormal([100, 2]);
 * ```
 */
export function randomStandardNormal(shape: Shape, dtype: DataType = "float32", seed?: number): Tensor {
  checkNumbers({}, seed, "randomStandardNormal");
  return normals(shape, dtype, seed, 0, 1, "randomStandardNormal");
}

/**
 * Normally distributed random numbers, of which those that are more than two standard deviations from the mean
 * are drawn again.
 * @param shape the extents along the axes
 * @param mean the mean; 0 by default
 * @param standardDeviation the standard deviation before some are drawn again; 1 by default
 * @param dtype the data type; float32 by default
 * @param seed the seed; without one, the numbers differ from call to call
 * @example
 * ```ts
 * const x = truncatedNormal([100, 2], 0, 0.1);
 * ```
 */
export function truncatedNormal(
  shape: Shape,
  mean = 0,
  standardDeviation = 1,
  dtype: DataType = "float32",
  seed?: number,
): Tensor {
  checkNumbers({ mean, standardDeviation }, seed, "truncatedNormal");
  return unbounded(
    shape,
    dtype,
    seed,
    (stream) => mean + standardDeviation * stream.truncatedNormal(),
    "truncatedNormal",
  );
}

/**
 * Uniformly distributed random numbers from `low` to `high`.
 * @param shape the extents along the axes
 * @param low the lower bound; 0 by default
 * @param high the upper bound; 1 by default
 * @param dtype the data type; float32 by default
 * @param seed the seed; without one, the numbers differ from call to call
 * @example
 * ```ts
 * const x = randomUniform([100, 2], -1, 1, "float32", 69);
 * ```
 */
export function randomUniform(
  shape: Shape,
  low = 0,
  high = 1,
  dtype: DataType = "float32",
  seed?: number,
): Tensor {
  checkNumbers({ low, high }, seed, "randomUniform");
  if (!isInteger(dtype)) {
    const data = allocate(dtype, checkedSize(shape, "randomUniform")) as Float32Array;
    streamFrom(seed).fillUniform(data, low, high);
    return new Tensor(data, [...shape]);
  }
  return drawn(shape, dtype, seed, (stream) => low + (high - low) * stream.uniform(), "randomUniform");
}

/**
 * Random whole numbers from `low` to `high − 1`, all equally likely, of type int32.
 * @param shape the extents along the axes
 * @param low the smallest number
 * @param high the number after the largest one
 * @param seed the seed; without one, the numbers differ from call to call
 * @example
 * ```ts
 * const dice = randomUniformInt([10], 1, 7);
 * ```
 */
export function randomUniformInt(shape: Shape, low: number, high: number, seed?: number): Tensor {
  checkNumbers({ low, high }, seed, "randomUniformInt");
  return drawn(
    shape,
    "int32",
    seed,
    (stream) => Math.floor(low + (high - low) * stream.uniform()),
    "randomUniformInt",
  );
}

/**
 * Random numbers of the gamma distribution, with mean α / β.
 * @param shape the extents along the axes
 * @param alpha the shape parameter α, above 0
 * @param beta the inverse scale β, above 0; 1 by default
 * @param dtype the data type; float32 by default
 * @param seed the seed; without one, the numbers differ from call to call
 * @example
 * ```ts
 * const x = randomGamma([100], 2);
 * ```
 */
export function randomGamma(
  shape: Shape,
  alpha: number,
  beta = 1,
  dtype: DataType = "float32",
  seed?: number,
): Tensor {
  checkKind(alpha, numberAbove(0, 2), "randomGamma", "alpha");
  checkKind(beta, numberAbove(0, 1), "randomGamma", "beta");
  checkNumbers({}, seed, "randomGamma");
  return unbounded(shape, dtype, seed, (stream) => stream.gamma(alpha) / beta, "randomGamma");
}

/**
 * A tensor of the results of a function, called once for each number.
 * @param shape the extents along the axes
 * @param f the function, such as Math.random
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * const x = rand([2, 2], () => Math.random());
 * ```
 */
export function rand(shape: Shape, f: () => number, dtype: DataType = "float32"): Tensor {
  checkKind(f, functionLike("rand([2], () => Math.random())"), "rand", "f");
  const data = allocate(dtype, checkedSize(shape, "rand"));
  for (let i = 0; i < data.length; i++) data[i] = Number(f());
  return new Tensor(data, [...shape]);
}

/**
 * Random classes, of type int32: [classes] gives [count], [rows, classes] gives [rows, count].
 * @param logits the logarithms of the classes' probabilities, up to a common summand
 * @param count how many are drawn for each row
 * @param seed the seed; without one, the numbers differ from call to call
 * @param normalized whether `logits` are the probabilities themselves, whose sum is 1; false by default
 * @example
 * ```ts
 * const classes = multinomial([0, 0, 1], 5);
 * ```
 */
export function multinomial(logits: TensorLike, count: number, seed?: number, normalized = false): Tensor {
  const x = asTensor(logits, "multinomial", "logits");
  checkKind(count, wholeNumber(0, 5), "multinomial", "count");
  checkKind(normalized, TRUTH, "multinomial", "normalized");
  checkNumbers({}, seed, "multinomial");
  const classes = x.shape.at(-1) ?? 0;
  if (x.rank < 1 || x.rank > 2 || classes < 2) {
    throw new ShapeError({
      where: "multinomial",
      argument: "logits",
      received: formatShape(x.shape),
      expected: {
        fr: "[classes] ou [lignes, classes], avec au moins deux classes",
        en: "[classes] or [rows, classes], with at least two classes",
      },
      mend: {
        fr: "Donnez un nombre par classe : multinomial([0, 0, 1], 5).",
        en: "Give a number for each class: multinomial([0, 0, 1], 5).",
      },
    });
  }
  const rows = x.size / classes;
  const stream = streamFrom(seed);
  const drawnClasses = new Int32Array(rows * count);
  for (let row = 0; row < rows; row++) {
    const values = x.storage.subarray(row * classes, (row + 1) * classes);
    const weights = weightsOf(values, normalized);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (let i = 0; i < count; i++) {
      let left = stream.uniform() * total;
      const found = weights.findIndex((weight) => (left -= weight) < 0);
      drawnClasses[row * count + i] = found < 0 ? classes - 1 : found;
    }
  }
  return new Tensor(drawnClasses, [...x.shape.slice(0, -1), count]);
}

/** Numbers in proportion to the probabilities of the classes. */
function weightsOf(values: ArrayLike<number>, normalized: boolean): Float64Array {
  const largest = Math.max(...Array.from(values));
  const weights = Float64Array.from(values, (value) => (normalized ? value : Math.exp(value - largest)));
  if (weights.every((weight) => weight >= 0)) return weights;
  throw new ArgumentError({
    where: "multinomial",
    argument: "logits",
    received: written(Array.from(values)),
    expected: normalized
      ? { fr: "des probabilités", en: "probabilities" }
      : { fr: "des nombres", en: "numbers" },
    mend: {
      fr: "Avec normalized: true, aucune probabilité n’est négative ; NaN n’est pas un nombre.",
      en: "With normalized: true, no probability is negative; NaN is not a number.",
    },
  });
}

function normals(
  shape: Shape,
  dtype: DataType,
  seed: number | undefined,
  mean: number,
  deviation: number,
  where: string,
): Tensor {
  if (isInteger(dtype))
    return unbounded(shape, dtype, seed, (stream) => mean + deviation * stream.normal(), where);
  const data = allocate(dtype, checkedSize(shape, where)) as Float32Array | Float64Array;
  streamFrom(seed).fillNormal(data, mean, deviation);
  return new Tensor(data, [...shape]);
}

/**
 * Numbers of a distribution without bounds. Whole numbers are rounded to the nearest one, since cutting the
 * fraction off would move the mean towards 0.
 */
function unbounded(
  shape: Shape,
  dtype: DataType,
  seed: number | undefined,
  draw: (stream: RandomStream) => number,
  where: string,
): Tensor {
  const round = isInteger(dtype) ? Math.round : (value: number) => value;
  return drawn(shape, dtype, seed, (stream) => round(draw(stream)), where);
}

function checkNumbers(
  given: Readonly<Record<string, unknown>>,
  seed: number | undefined,
  where: string,
): void {
  for (const [argument, value] of Object.entries(given)) checkKind(value, FINITE_NUMBER, where, argument);
  if (seed !== undefined) checkKind(seed, FINITE_NUMBER, where, "seed");
}

function drawn(
  shape: Shape,
  dtype: DataType,
  seed: number | undefined,
  draw: (stream: RandomStream) => number,
  where: string,
): Tensor {
  const data = allocate(dtype, checkedSize(shape, where));
  const stream = streamFrom(seed);
  for (let i = 0; i < data.length; i++) data[i] = draw(stream);
  return new Tensor(data, [...shape]);
}
