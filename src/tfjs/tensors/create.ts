/** Functions that make tensors, with TensorFlow.js' types: whole numbers are int32, truth values "bool". */
import { checkKind } from "../../errors/check-options.js";
import { wholeNumber } from "../../errors/kinds.js";
import { broadcastTo } from "../../autograd/operations/operations.js";
import { asTensor, readTensor } from "../../tensor/as-tensor.js";
import * as engine from "../../tensor/create.js";
import * as random from "../../tensor/random.js";
import { isDataArray } from "./values.js";
import type { DataType as StoredType } from "../../tensor/dtype.js";
import type { Tensor as EngineTensor, TensorLike as EngineLike } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import { operationsOf } from "../operations/operation.js";
import { shown, stored } from "../operations/differing.js";
import type {
  DataType,
  Rank,
  Scalar,
  ScalarLike,
  ShapeMap,
  Tensor,
  Tensor1D,
  Tensor2D,
  Tensor3D,
  Tensor4D,
  Tensor5D,
  Tensor6D,
  TensorLike,
} from "./types.js";

/** Functions that take more than the engine's, or refuse more. */
const RENEWED = {
  fill: (shape: readonly number[], value: number | boolean, dtype?: StoredType) =>
    engine.fill(shape, Number(value), dtype ?? (typeof value === "boolean" ? "bool" : "float32")),
  linspace(start: number, stop: number, count: number) {
    checkKind(count, wholeNumber(1, 5), "linspace", "count");
    return engine.linspace(start, stop, count);
  },
  onesLike: (x: EngineLike) => engine.onesLike(asTensor(x, "onesLike")),
  zerosLike: (x: EngineLike) => engine.zerosLike(asTensor(x, "zerosLike")),
};

/** All functions of the engine that make tensors, in TensorFlow.js' form. */
export const CREATORS = operationsOf<typeof engine & typeof random & typeof RENEWED>({
  ...engine,
  ...random,
  ...RENEWED,
});

/** A function that makes tensors of a shape; the program may state the rank: `tf.zeros<tf.Rank.R2>([2, 3])`. */
type Maker<Rest extends readonly unknown[]> = <R extends Rank>(
  shape: ShapeMap[R],
  ...rest: Rest
) => Tensor<R>;
type Draws = Maker<[least?: number, most?: number, dtype?: DataType, seed?: number | string]>;

export const zeros = CREATORS.zeros as Maker<[dtype?: DataType]>;
export const ones = CREATORS.ones as Maker<[dtype?: DataType]>;
export const fill = CREATORS.fill as Maker<[value: number | boolean, dtype?: DataType]>;
export const rand = CREATORS.rand as Maker<[f: () => number, dtype?: DataType]>;
export const randomNormal = CREATORS.randomNormal as Draws;
export const truncatedNormal = CREATORS.truncatedNormal as Draws;
export const randomUniform = CREATORS.randomUniform as Draws;
export const randomUniformInt = CREATORS.randomUniformInt as Maker<
  [least: number, most: number, seed?: number | string]
>;
export const randomStandardNormal = CREATORS.randomStandardNormal as Maker<[dtype?: DataType, seed?: number]>;
export const randomGamma = CREATORS.randomGamma as Maker<
  [alpha: number, beta?: number, dtype?: DataType, seed?: number]
>;
export const { linspace, multinomial, onesLike, zerosLike } = CREATORS;

/**
 * The identity matrix, or several.
 * @param numRows the number of rows
 * @param numColumns that of columns; the same by default
 * @param batchShape the extents of axes before these two
 * @param dtype the type
 */
export function eye(
  numRows: number,
  numColumns?: number | null,
  batchShape?: readonly number[] | null,
  dtype: DataType = "float32",
): Tensor2D {
  return within(() => {
    const matrix = engine.eye(numRows, numColumns ?? undefined).cast(dtype as StoredType);
    return shown(broadcastTo(matrix, [...(batchShape ?? []), ...matrix.shape]));
  });
}

/**
 * `start`, `start + step`, … up to `stop`, which is left out; no number if the step leads away from it.
 * @param start the first number
 * @param stop the bound
 * @param step the difference between neighbours; by default 1, or -1 where `stop` is below `start`
 * @param dtype the type
 */
export function range(
  start: number,
  stop: number,
  step = 1,
  dtype: "float32" | "int32" = "float32",
): Tensor1D {
  return shown(
    within(() => {
      const by = stop < start && step === 1 ? -1 : step;
      const leadsAway = by * (stop - start) < 0;
      return engine.range(start, leadsAway ? start : stop, by, dtype);
    }),
  );
}

/** The type of values whose type is not given: that of the first one. */
function typeOf(values: unknown): StoredType {
  if (values instanceof Int32Array || values instanceof Uint8Array || values instanceof Uint8ClampedArray)
    return "int32";
  let first = values;
  while (Array.isArray(first)) first = (first as readonly unknown[])[0];
  if (typeof first === "boolean") return "bool";
  return isDataArray(first) && first !== values ? typeOf(first) : "float32";
}

/** A tensor of these values; numbers become truth values by whether they are 0. */
function made(
  values: Tensor | TensorLike,
  shape: readonly number[] | undefined,
  dtype: DataType | undefined,
  where: string,
) {
  const type = (dtype ?? typeOf(values)) as StoredType;
  const numbers = (values instanceof Uint8ClampedArray ? Int32Array.from(values) : values) as EngineLike;
  return within(() => {
    const read = readTensor(numbers, shape ?? undefined, type === "bool" ? undefined : type, where, "values");
    return type === "bool" ? read.cast("bool") : read;
  });
}

/**
 * A tensor of these numbers.
 * @param values numbers, alone, in nested arrays or in a typed array
 * @param shape by default that of the nested arrays
 * @param dtype by default that of the values
 */
export function tensor<R extends Rank>(values: TensorLike, shape?: ShapeMap[R], dtype?: DataType): Tensor<R> {
  return shown(made(values, shape, dtype, "tensor"));
}

/** A tensor of a type, made with the type of its storage. */
function typed(type: StoredType, make: (stored: StoredType | undefined) => EngineTensor): EngineTensor {
  return type === "bool" ? make(undefined).cast("bool") : make(type);
}

/**
 * A single number.
 * @param value the number
 * @param dtype by default that of the value
 */
export function scalar(value: ScalarLike, dtype?: DataType): Scalar {
  return shown(made(value, [], dtype, "scalar"));
}

/**
 * A tensor of one axis.
 * @param values the numbers
 * @param dtype by default that of the values
 */
export function tensor1d(values: TensorLike, dtype?: DataType): Tensor1D {
  const type = (dtype ?? typeOf(values)) as StoredType;
  return shown(within(() => typed(type, (stored) => engine.tensor1d(values as EngineLike, stored))));
}

/** Makes `tensor2d` and so on. */
function ofRank<R extends Rank>(rank: number) {
  const check = ({ 2: engine.tensor2d, 3: engine.tensor3d, 4: engine.tensor4d } as const)[rank as 2 | 3 | 4];
  return (values: TensorLike, shape?: ShapeMap[R], dtype?: DataType): Tensor<R> => {
    const type = (dtype ?? typeOf(values)) as StoredType;
    if (check === undefined) return shown(made(values, shape, type, `tensor${rank}d`));
    return shown(
      within(() => typed(type, (stored) => check(values as EngineLike, shape ?? undefined, stored))),
    );
  };
}

export const tensor2d: (values: TensorLike, shape?: [number, number], dtype?: DataType) => Tensor2D =
  ofRank<Rank.R2>(2);
export const tensor3d: (values: TensorLike, shape?: [number, number, number], dtype?: DataType) => Tensor3D =
  ofRank<Rank.R3>(3);
export const tensor4d: (
  values: TensorLike,
  shape?: [number, number, number, number],
  dtype?: DataType,
) => Tensor4D = ofRank<Rank.R4>(4);
export const tensor5d: (values: TensorLike, shape?: ShapeMap[Rank.R5], dtype?: DataType) => Tensor5D =
  ofRank<Rank.R5>(5);
export const tensor6d: (values: TensorLike, shape?: ShapeMap[Rank.R6], dtype?: DataType) => Tensor6D =
  ofRank<Rank.R6>(6);

/**
 * The same numbers as another tensor.
 * @param x the tensor
 */
export function clone<T extends Tensor>(x: T | TensorLike): T {
  return stored(x, "clone") === (x as unknown) ? ((x as T).clone() as T) : tensorOf(x as TensorLike);
}

function tensorOf<T extends Tensor>(values: TensorLike): T {
  return shown(within(() => asTensor(values as EngineLike)));
}

/**
 * The same numbers as another type.
 * @param x the tensor
 * @param dtype the type
 */
export function cast<T extends Tensor>(x: T | TensorLike, dtype: DataType): T {
  return shown<T>(stored(x, "cast")).cast(dtype) as T;
}

/**
 * Writes a tensor to the console.
 * @param x the tensor
 * @param verbose whether its type and shape are written too
 */
export function print(x: Tensor, verbose = false): void {
  x.print(verbose);
}
