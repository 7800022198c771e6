/** Functions that make tensors, named as in TensorFlow.js. */
import { checkKind } from "../errors/check-options.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { areAdded, refuseMore } from "../errors/extra-arguments.js";
import { FINITE_NUMBER, NUMBER, wholeNumber } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { asTensor, readTensor } from "./as-tensor.js";
import { allocate, type DataType } from "./dtype.js";
import { checkedSize, formatShape, type Shape } from "./shape.js";
import { noTensor, Tensor, Variable, type TensorLike } from "./tensor.js";

export { randomNormal, randomUniform } from "./random.js";

const COUNT = wholeNumber(0, 4);

/**
 * A tensor of these numbers.
 * @param values a number, nested arrays, or a typed array (which determines the type unless `dtype` is given)
 * @param shape by default that of the nested arrays, with which it must agree; a plain list of numbers takes
 *   any shape
 * @throws ArgumentError for what is no number, ShapeError for a shape of another size
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * const x = tensor([
 *   [1, 2],
 *   [3, 4],
 * ]);
 * x.shape; // [2, 2]
 * ```
 */
export function tensor(values: TensorLike, shape?: Shape, dtype?: DataType): Tensor {
  return readTensor(values, shape, dtype, "tensor", "values");
}

/** Makes `tensor1d` and so on: `tensor` with its number of axes checked. */
function ofRank(rank: number) {
  return (values: TensorLike, shape?: Shape, dtype?: DataType): Tensor => {
    const made = readTensor(values, shape, dtype, `tensor${rank}d`, "values");
    if (made.rank === rank) return made;
    throw new ShapeError({
      where: `tensor${rank}d`,
      argument: shape === undefined ? "values" : "shape",
      received: formatShape(made.shape),
      expected: { fr: `une forme de ${rank} axe(s)`, en: `a shape of ${rank} dimension(s)` },
      mend: {
        fr: `Utilisez tensor${made.rank}d, ou donnez la forme en second argument.`,
        en: `Use tensor${made.rank}d, or give the shape as second argument.`,
      },
    });
  };
}

const ofOneAxis = ofRank(1);

/**
 * A tensor of one axis. Its length is its shape, so the second argument is the data type, as in
 * TensorFlow.js.
 * @param values the numbers
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * tensor1d([1, 2, 3]).shape; // [3]
 * ```
 */
export function tensor1d(values: TensorLike, dtype?: DataType): Tensor {
  return ofOneAxis(values, undefined, dtype);
}

/**
 * A tensor with two axes: a matrix.
 * @param values the numbers, nested, or flat if a shape is given
 * @param shape the extents along the axes; by default those of the nested arrays
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * tensor2d([1, 2, 3, 4], [2, 2]).print(); // [[1, 2], [3, 4]]
 * ```
 */
export const tensor2d = ofRank(2);

/**
 * A tensor with three axes.
 * @param values the numbers, nested, or flat if a shape is given
 * @param shape the extents along the axes; by default those of the nested arrays
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * tensor3d([
 *   [[1], [2]],
 *   [[3], [4]],
 * ]).shape; // [2, 2, 1]
 * ```
 */
export const tensor3d = ofRank(3);

/**
 * A tensor with four axes, such as pictures [batch, height, width, channels].
 * @param values the numbers, nested, or flat if a shape is given
 * @param shape the extents along the axes; by default those of the nested arrays
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * tensor4d([1, 2, 3, 4], [1, 2, 2, 1]).shape; // [1, 2, 2, 1]
 * ```
 */
export const tensor4d = ofRank(4);

/**
 * A tensor of a single number, of shape `[]`.
 * @param value the number
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * scalar(3).mul(2).item(); // 6
 * ```
 */
export function scalar(value: number, dtype?: DataType): Tensor {
  return readTensor(value, [], dtype, "scalar", "value");
}

/**
 * A tensor of zeros.
 * @param shape the extents along the axes
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * zeros([2, 3]).print();
 * ```
 */
export function zeros(shape: Shape, dtype: DataType = "float32"): Tensor {
  return new Tensor(allocate(dtype, checkedSize(shape, "zeros")), [...shape]);
}

/**
 * A tensor in which every number is `value`.
 * @param shape the extents along the axes
 * @param value the number
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * fill([2, 2], 7).print(); // [[7, 7], [7, 7]]
 * ```
 */
export function fill(shape: Shape, value: number, dtype: DataType = "float32"): Tensor {
  return filled(shape, value, dtype, "fill");
}

/**
 * A tensor of ones.
 * @param shape the extents along the axes
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * ones([2, 3]).print();
 * ```
 */
export function ones(shape: Shape, dtype: DataType = "float32"): Tensor {
  return filled(shape, 1, dtype, "ones");
}

function filled(shape: Shape, value: number, dtype: DataType, where: string): Tensor {
  checkKind(value, NUMBER, where, "value");
  const data = allocate(dtype, checkedSize(shape, where));
  data.fill(value);
  return new Tensor(data, [...shape]);
}

/**
 * Zeros of the shape and type of a tensor.
 * @param x the tensor that gives shape and data type
 * @example
 * ```ts
 * zerosLike(
 *   tensor([
 *     [1, 2],
 *     [3, 4],
 *   ]),
 * ).print(); // [[0, 0], [0, 0]]
 * ```
 */
export function zerosLike(x: Tensor): Tensor {
  if (!(x instanceof Tensor)) throw noTensor(x, "zerosLike", "x");
  return new Tensor(allocate(x.dtype, x.size), x.shape);
}

/**
 * Ones of the shape and type of a tensor.
 * @param x the tensor that gives shape and data type
 * @example
 * ```ts
 * onesLike(
 *   tensor([
 *     [1, 2],
 *     [3, 4],
 *   ]),
 * ).print(); // [[1, 1], [1, 1]]
 * ```
 */
export function onesLike(x: Tensor): Tensor {
  if (!(x instanceof Tensor)) throw noTensor(x, "onesLike", "x");
  return new Tensor(allocate(x.dtype, x.size).fill(1), x.shape);
}

/**
 * Ones along the diagonal, zeros elsewhere: the identity matrix [n, n], or [rows, columns].
 * @param given the number of rows, and that of columns (by default the same)
 * @example
 * ```ts
 * eye(2).print(); // [[1, 0], [0, 1]]
 * ```
 */
export function eye(...given: readonly [rows: number, columns?: number]): Tensor {
  refuseMore(given, 2, "eye");
  const [rows, columns = rows] = areAdded(given) ? [given[0]] : given;
  checkKind(rows, COUNT, "eye", "rows");
  checkKind(columns, COUNT, "eye", "columns");
  const made = zeros([rows, columns]);
  for (let i = 0; i < Math.min(rows, columns); i++) made.storage[i * columns + i] = 1;
  return made;
}

/**
 * `start`, `start + step`, … up to `stop`, which is excluded: shape [count].
 * @param start the first number
 * @param stop the bound, which is left out
 * @param step the difference between neighbours; 1 by default
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * range(0, 5).print(); // [0, 1, 2, 3, 4]
 * ```
 */
export function range(start: number, stop: number, step = 1, dtype: DataType = "float32"): Tensor {
  checkKind(start, FINITE_NUMBER, "range", "start");
  checkKind(stop, FINITE_NUMBER, "range", "stop");
  const count = Math.ceil((stop - start) / step);
  if (typeof step !== "number" || step === 0 || !Number.isFinite(count) || count < 0) {
    throw new ArgumentError({
      where: "range",
      argument: "step",
      received: written(step),
      expected:
        count < 0
          ? { fr: `un pas qui mène de ${start} à ${stop}`, en: `a step that leads from ${start} to ${stop}` }
          : { fr: "un pas fini et non nul", en: "a finite step that is not zero" },
      mend: {
        fr: "Par exemple range(0, 10, 2), ou range(10, 0, -2).",
        en: "For example range(0, 10, 2), or range(10, 0, -2).",
      },
    });
  }
  const data = allocate(dtype, count);
  for (let i = 0; i < data.length; i++) data[i] = start + i * step;
  return new Tensor(data, [data.length]);
}

/**
 * `count` evenly spaced numbers from `start` to `stop`, both included: shape [count].
 * @param start the first number
 * @param stop the last number
 * @param count the number of numbers
 * @example
 * ```ts
 * linspace(0, 1, 5).print(); // [0, 0.25, 0.5, 0.75, 1]
 * ```
 */
export function linspace(start: number, stop: number, count: number): Tensor {
  checkKind(start, FINITE_NUMBER, "linspace", "start");
  checkKind(stop, FINITE_NUMBER, "linspace", "stop");
  checkKind(count, COUNT, "linspace", "count");
  const step = count > 1 ? (stop - start) / (count - 1) : 0;
  const data = allocate("float32", count);
  for (let i = 0; i < data.length; i++) data[i] = start + i * step;
  return new Tensor(data, [count]);
}

/**
 * A variable: a tensor whose value training changes.
 * @param name by default `variable_1`, `variable_2` and so on
 * @param given the initial value, whether it is trained (true by default), its name, and its data type
 * @example
 * ```ts
 * const w = variable(zeros([2]));
 * train.sgd(0.1).minimize(() => w.sub(1).square().sum());
 * ```
 */
export function variable(
  ...given: readonly [initial: TensorLike, trainable?: boolean, name?: string, dtype?: DataType]
): Variable {
  const [initial, trainable = true, name, dtype] = areAdded(given) ? [given[0]] : given;
  return new Variable(readTensor(initial, undefined, dtype, "variable", "initial"), { name, trainable });
}

/**
 * One-hot rows of the labels 0 … depth − 1: [n] becomes [n, depth].
 * @param onValue the number at the label's position; 1 by default
 * @param offValue the number at all others; 0 by default
 * @param labels whole numbers from 0 to depth − 1
 * @param depth the number of classes
 * @param dtype the data type; float32 by default
 * @example
 * ```ts
 * oneHot([0, 2], 3).print(); // [[1, 0, 0], [0, 0, 1]]
 * ```
 */
export function oneHot(
  labels: TensorLike,
  depth: number,
  onValue = 1,
  offValue = 0,
  dtype: DataType = "float32",
): Tensor {
  const { storage: data, shape } = asTensor(labels, "oneHot", "labels");
  checkKind(depth, wholeNumber(1, 10), "oneHot", "depth");
  checkKind(onValue, NUMBER, "oneHot", "onValue");
  checkKind(offValue, NUMBER, "oneHot", "offValue");
  const made = filled([...shape, depth], offValue, dtype, "oneHot");
  data.forEach((label, i) => {
    if (!Number.isInteger(label) || label < 0 || label >= depth) {
      throw new ArgumentError({
        where: "oneHot",
        argument: `labels[${i}]`,
        received: String(label),
        expected: { fr: `un entier de 0 à ${depth - 1}`, en: `an integer from 0 to ${depth - 1}` },
        mend: {
          fr: "`depth` est le nombre de classes ; les étiquettes commencent à 0.",
          en: "`depth` is the number of classes; labels start at 0.",
        },
      });
    }
    made.storage[i * depth + label] = onValue;
  });
  return made;
}
