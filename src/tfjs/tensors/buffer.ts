/** A tensor that is written number by number before it becomes one: `tf.buffer([2, 2])`. */
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import { TruthArray, type TensorData } from "../../tensor/dtype.js";
import { checkedSize, formatShape, sizeOf, stridesOf } from "../../tensor/shape.js";
import { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { shown } from "../operations/differing.js";
import { makeZerosTypedArray } from "../util/typed-arrays.js";
import type { DataType, DataTypeMap, Rank, ShapeMap, Tensor } from "./types.js";

declare module "./types.js" {
  interface TensorMembers<R extends Rank> {
    buffer<Kind extends DataType = "float32">(): Promise<TensorBuffer<R, Kind>>;
    bufferSync<Kind extends DataType = "float32">(): TensorBuffer<R, Kind>;
  }
}

/** What the numbers of a type are stored in. */
type Values<Kind extends DataType> = Kind extends keyof DataTypeMap ? DataTypeMap[Kind] : TensorData;

/** Numbers in a shape that can be set one by one. */
export class TensorBuffer<R extends Rank = Rank, Kind extends DataType = "float32"> {
  readonly shape: ShapeMap[R];
  readonly dtype: Kind;
  readonly size: number;
  readonly strides: number[];
  readonly values: Values<Kind>;

  constructor(shape: ShapeMap[R], dtype: Kind = "float32" as Kind, values?: Values<Kind>) {
    this.shape = [...shape] as ShapeMap[R];
    this.dtype = dtype;
    this.size = sizeOf(shape);
    this.strides = stridesOf(shape).slice(0, -1);
    checkedSize(shape, "buffer");
    if (values !== undefined && values.length !== this.size) throw otherSize(values.length, shape);
    this.values = values ?? (makeZerosTypedArray(this.size, dtype) as unknown as Values<Kind>);
  }

  get rank(): number {
    return this.shape.length;
  }

  /** Puts a value at a place: `buffer.set(3, row, column)`. */
  set(value: number | boolean, ...place: number[]): void {
    const all = place.length > 0 ? place : [0];
    if (all.length !== Math.max(1, this.rank)) throw outside(place, this.shape, "set");
    (this.values as TensorData)[this.checked(all, "set")] = Number(value);
  }

  /** The value at a place. */
  get(...place: number[]): number {
    return (this.values as TensorData)[this.checked(place.length > 0 ? place : [0], "get")];
  }

  /** The position of a place, which must lie inside of the shape. */
  private checked(place: readonly number[], where: string): number {
    const shape: readonly number[] = this.rank === 0 ? [1] : this.shape;
    if (!place.every((at, axis) => at >= 0 && at < shape[axis])) throw outside(place, this.shape, where);
    return this.locToIndex(place);
  }

  /** The position of a place in `values`. */
  locToIndex(place: readonly number[]): number {
    const strides = [...this.strides.slice(0, Math.max(0, place.length - 1)), 1];
    return place.reduce((index, position, axis) => index + position * strides[axis], 0);
  }

  /** The place of a position in `values`. */
  indexToLoc(index: number): number[] {
    return stridesOf(this.shape).map((stride, axis) => Math.floor(index / stride) % this.shape[axis]);
  }

  /** A tensor of the values as they are now. */
  toTensor(): Tensor<R> {
    const copy = (this.dtype as string) === "bool" ? TruthArray.from(this.values as TensorData) : undefined;
    return shown(new EngineTensor(copy ?? (this.values as TensorData).slice(), [...this.shape]));
  }
}

function outside(place: readonly number[], shape: readonly number[], where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "place",
    received: formatShape(place),
    expected: { fr: `une place de ${formatShape(shape)}`, en: `a place of ${formatShape(shape)}` },
    mend: {
      fr: "Un indice par axe, de 0 à la longueur de l’axe moins un.",
      en: "An index for each axis, from 0 to the extent of the axis minus one.",
    },
  });
}

function otherSize(length: number, shape: readonly number[]): ShapeError {
  return new ShapeError({
    where: "buffer",
    argument: "values",
    received: String(length),
    expected: String(sizeOf(shape)),
    mend: {
      fr: `La forme ${formatShape(shape)} demande autant de nombres.`,
      en: `The shape ${formatShape(shape)} has as many numbers.`,
    },
  });
}

/**
 * A buffer of zeros, or of these values.
 * @param shape its shape
 * @param dtype its type; float32 by default
 * @param values the numbers, row by row
 */
export function buffer<R extends Rank, Kind extends DataType = "float32">(
  shape: ShapeMap[R],
  dtype: Kind = "float32" as Kind,
  values?: Values<Kind>,
): TensorBuffer<R, Kind> {
  return new TensorBuffer<R, Kind>(shape, dtype, values);
}
