/** A tensor that is written number by number before it becomes one: `tf.buffer([2, 2])`. */
import { allocate, type DataType as StoredType, type TensorData } from "../../tensor/dtype.js";
import { sizeOf, stridesOf } from "../../tensor/shape.js";
import { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { shown } from "../operations/differing.js";
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
    this.values = values ?? (allocate(dtype as StoredType, this.size) as unknown as Values<Kind>);
  }

  get rank(): number {
    return this.shape.length;
  }

  /** Puts a value at a place: `buffer.set(3, row, column)`. */
  set(value: number | boolean, ...place: number[]): void {
    (this.values as TensorData)[this.locToIndex(place)] = Number(value);
  }

  /** The value at a place. */
  get(...place: number[]): number {
    return (this.values as TensorData)[this.locToIndex(place)];
  }

  /** The position of a place in `values`. */
  locToIndex(place: readonly number[]): number {
    const strides = stridesOf(this.shape);
    return place.reduce((index, position, axis) => index + position * (strides[axis] ?? 1), 0);
  }

  /** The place of a position in `values`. */
  indexToLoc(index: number): number[] {
    return stridesOf(this.shape).map((stride, axis) => Math.floor(index / stride) % this.shape[axis]);
  }

  /** A tensor of the values as they are now. */
  toTensor(): Tensor<R> {
    return shown(new EngineTensor((this.values as TensorData).slice(), [...this.shape]));
  }
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
