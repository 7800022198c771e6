/** Ways to make a tensor, under the names that TensorFlow.js gives them. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { RandomStream } from "../random/stream.js";
import { allocate, dataTypeOf, type DataType, type TensorData } from "./dtype.js";
import { formatShape, sizeOf, type Shape } from "./shape.js";
import { shapeOfNested, Tensor, Variable, type NumberLike, type TensorLike } from "./tensor.js";

/**
 * A tensor of these numbers.
 * @param values a number, nested arrays, or a typed array (whose type is kept where no other is asked for)
 * @param shape  by default that of the nested arrays
 */
export function tensor(values: TensorLike, shape?: Shape, dtype?: DataType): Tensor {
  if (values instanceof Tensor) return reshaped(values, shape).cast(dtype ?? values.dtype);
  const stored = dataTypeOf(values);
  if (stored !== undefined) {
    const data = values as TensorData;
    return new Tensor(data.slice(), shape ?? [data.length]).cast(dtype ?? stored);
  }
  const found = shapeOfNested(values, "tensor");
  const data = allocate(dtype ?? "float32", sizeOf(found));
  writeNumbers(values as NumberLike, data, 0);
  return reshaped(new Tensor(data, found), shape);
}

/** Writes nested numbers one after the other, from a position on; returns the position after the last. */
function writeNumbers(values: NumberLike, data: TensorData, position: number): number {
  if (typeof values !== "object") {
    data[position] = Number(values);
    return position + 1;
  }
  let next = position;
  for (const item of values) next = writeNumbers(item, data, next);
  return next;
}

/** Tensors as they are, anything else as a tensor of type float32. */
export function asTensor(value: TensorLike): Tensor {
  return value instanceof Tensor ? value : tensor(value);
}

function reshaped(value: Tensor, shape: Shape | undefined): Tensor {
  return shape === undefined ? value : new Tensor(value.data, shape);
}

/** `tensor`, with the number of axes in the name checked. */
function ofRank(rank: number) {
  return (values: TensorLike, shape?: Shape, dtype?: DataType): Tensor => {
    const made = tensor(values, shape, dtype);
    if (made.rank === rank) return made;
    throw new ShapeError({
      where: `tensor${rank}d`, argument: shape === undefined ? "values" : "shape", received: formatShape(made.shape),
      expected: { fr: `une forme de ${rank} axe(s)`, en: `a shape of ${rank} axis/axes` },
      mend: { fr: `Utilisez tensor${made.rank}d, ou donnez la forme en second argument.`, en: `Use tensor${made.rank}d, or give the shape as second argument.` },
    });
  };
}

const ofOneAxis = ofRank(1);

/** A row of numbers; its length is its shape, so what follows is the data type, as in TensorFlow.js. */
export function tensor1d(values: TensorLike, dtype?: DataType): Tensor {
  return ofOneAxis(values, undefined, dtype);
}

export const tensor2d = ofRank(2);
export const tensor3d = ofRank(3);
export const tensor4d = ofRank(4);

/** A tensor of a single number, of shape `[]`. */
export function scalar(value: number, dtype?: DataType): Tensor {
  return tensor(value, [], dtype);
}

export function zeros(shape: Shape, dtype: DataType = "float32"): Tensor {
  return new Tensor(allocate(dtype, sizeOf(shape)), [...shape]);
}

export function fill(shape: Shape, value: number, dtype: DataType = "float32"): Tensor {
  const data = allocate(dtype, sizeOf(shape));
  data.fill(value);
  return new Tensor(data, [...shape]);
}

export function ones(shape: Shape, dtype: DataType = "float32"): Tensor {
  return fill(shape, 1, dtype);
}

export function zerosLike({ shape, dtype }: Tensor): Tensor {
  return zeros(shape, dtype);
}

export function onesLike({ shape, dtype }: Tensor): Tensor {
  return ones(shape, dtype);
}

/** The identity matrix [n, n]. */
export function eye(n: number): Tensor {
  const made = zeros([n, n]);
  for (let i = 0; i < n; i++) made.data[i * n + i] = 1;
  return made;
}

/** `start`, `start + step`, … up to `stop`, which is left out: shape [count]. */
export function range(start: number, stop: number, step = 1, dtype: DataType = "float32"): Tensor {
  if (step === 0 || !Number.isFinite((stop - start) / step)) {
    throw new ArgumentError({
      where: "range", argument: "step", received: String(step), expected: { fr: "un pas fini et non nul", en: "a finite step that is not zero" },
      mend: { fr: "Par exemple range(0, 10, 2).", en: "For example range(0, 10, 2)." },
    });
  }
  const data = allocate(dtype, Math.max(0, Math.ceil((stop - start) / step)));
  for (let i = 0; i < data.length; i++) data[i] = start + i * step;
  return new Tensor(data, [data.length]);
}

/** `count` numbers evenly from `start` to `stop`, both included: shape [count]. */
export function linspace(start: number, stop: number, count: number): Tensor {
  const step = count > 1 ? (stop - start) / (count - 1) : 0;
  return new Tensor(Float32Array.from({ length: count }, (_, i) => start + i * step), [count]);
}

/** Normal numbers; the same seed gives the same ones. */
export function randomNormal(shape: Shape, mean = 0, standardDeviation = 1, dtype: DataType = "float32", seed = 1): Tensor {
  return drawn(shape, dtype, new RandomStream(seed), (stream) => mean + standardDeviation * stream.normal());
}

/** Uniform numbers from `low` to `high`; the same seed gives the same ones. */
export function randomUniform(shape: Shape, low = 0, high = 1, dtype: DataType = "float32", seed = 1): Tensor {
  return drawn(shape, dtype, new RandomStream(seed), (stream) => low + (high - low) * stream.uniform());
}

function drawn(shape: Shape, dtype: DataType, stream: RandomStream, draw: (stream: RandomStream) => number): Tensor {
  const data = allocate(dtype, sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = draw(stream);
  return new Tensor(data, [...shape]);
}

/** A tensor to be learned. */
export function variable(initial: TensorLike, trainable = true, name = "variable"): Variable {
  return new Variable(asTensor(initial), { name, trainable });
}

/** Labels 0 … depth − 1 of shape [n] as rows with a single 1: [n, depth]. */
export function oneHot(labels: TensorLike, depth: number): Tensor {
  const { data, shape } = asTensor(labels);
  const made = zeros([...shape, depth]);
  data.forEach((label, i) => {
    if (!Number.isInteger(label) || label < 0 || label >= depth) {
      throw new ArgumentError({
        where: "oneHot", argument: `labels[${i}]`, received: String(label),
        expected: { fr: `un entier de 0 à ${depth - 1}`, en: `an integer from 0 to ${depth - 1}` },
        mend: { fr: "`depth` est le nombre de classes ; les étiquettes commencent à 0.", en: "`depth` is the number of classes; labels start at 0." },
      });
    }
    made.data[i * depth + label] = 1;
  });
  return made;
}
