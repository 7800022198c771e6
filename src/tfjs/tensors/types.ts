/** The types of tensors as programs of TensorFlow.js write them: `tf.Tensor2D`, `tf.Rank.R2`, `tf.TensorLike`. */
import type * as engine from "../../tensor/tensor.js";
import type { DataType as StoredType, TensorData } from "../../tensor/dtype.js";
import type { TensorMethods } from "../../autograd/methods.js";

/** How many axes a tensor has, as a type. */
export enum Rank {
  R0 = "R0",
  R1 = "R1",
  R2 = "R2",
  R3 = "R3",
  R4 = "R4",
  R5 = "R5",
  R6 = "R6",
}

/** The shape of a tensor of each rank. */
export interface ShapeMap {
  R0: number[];
  R1: [number];
  R2: [number, number];
  R3: [number, number, number];
  R4: [number, number, number, number];
  R5: [number, number, number, number, number];
  R6: [number, number, number, number, number, number];
}

/** What `arraySync` gives for each rank. */
export interface ArrayMap {
  R0: number;
  R1: number[];
  R2: number[][];
  R3: number[][][];
  R4: number[][][][];
  R5: number[][][][][];
  R6: number[][][][][][];
}

/** What `dataSync` gives for each type. Strings and complex numbers have their types, and no tensors. */
export interface DataTypeMap {
  float32: Float32Array;
  int32: Int32Array;
  bool: Uint8Array;
  complex64: Float32Array;
  string: string[];
}

export type DataType = keyof DataTypeMap | StoredType;
export type NumericDataType = "float32" | "int32" | "bool" | "complex64";
export type TypedArray = Float32Array | Int32Array | Uint8Array;
export type DataValues = DataTypeMap[keyof DataTypeMap];

/** Nested arrays of any depth. */
export interface RecursiveArray<Item> {
  readonly [index: number]: Item | RecursiveArray<Item>;
  readonly length: number;
}

/** Values from which a tensor can be made. */
export type TensorLike =
  number | boolean | TensorData | RecursiveArray<number | boolean | TensorData | readonly number[]>;
export type ScalarLike = number | boolean;

/** Reads the numbers of a tensor: `await x.data()`. */
type Reader = <Kind extends keyof DataTypeMap = NumericDataType>() => Promise<DataTypeMap[Kind]>;

/** Members of tensors whose types or meaning are TensorFlow.js' own. */
type Renewed =
  "clone" | "shape" | "dtype" | "data" | "dataSync" | "arraySync" | "array" | "cast" | "print" | "toString";

/**
 * A tensor, with the members that TensorFlow.js gives it; `operations/chained.ts` adds the operations, and
 * `buffer.ts` the buffers, whose types are made from this one.
 */
export interface Tensor<R extends Rank = Rank>
  extends Omit<engine.Tensor, Renewed | keyof TensorMethods>, TensorMembers<R> {}

/** The members that are no operations. */
export interface TensorMembers<R extends Rank> {
  /** Counts the tensors in the order in which they were made. */
  readonly id: number;
  readonly shape: ShapeMap[R];
  readonly dtype: DataType;
  readonly rankType: R;
  /** The distance between neighbours along each axis but the last. */
  readonly strides: number[];
  readonly isDisposed: boolean;
  /** `await x.data()` reads the numbers; for `neurones`, they are also the property itself. */
  readonly data: Reader & TensorData;
  dataSync<Kind extends keyof DataTypeMap = NumericDataType>(): DataTypeMap[Kind];
  arraySync(): ArrayMap[R];
  array(): Promise<ArrayMap[R]>;
  bytes(): Promise<Uint8Array>;
  print(verbose?: boolean): void;
  toString(verbose?: boolean): string;
  clone<T extends Tensor>(this: T): T;
  cast<T extends this>(dtype: DataType): T;
  asType<T extends Tensor>(this: T, dtype: DataType): T;
  toFloat<T extends Tensor>(this: T): T;
  toInt<T extends Tensor>(this: T): T;
  toBool<T extends Tensor>(this: T): T;
  asScalar(): Scalar;
  as1D(): Tensor1D;
  as2D(rows: number, columns: number): Tensor2D;
  as3D(rows: number, columns: number, depth: number): Tensor3D;
  as4D(rows: number, columns: number, depth: number, depth2: number): Tensor4D;
  as5D(rows: number, columns: number, depth: number, depth2: number, depth3: number): Tensor5D;
  reshapeAs<T extends Tensor>(x: T): T;
  throwIfDisposed(): void;
  variable(trainable?: boolean, name?: string, dtype?: DataType): Variable<R>;
}

export type Scalar = Tensor<Rank.R0>;
export type Tensor1D = Tensor<Rank.R1>;
export type Tensor2D = Tensor<Rank.R2>;
export type Tensor3D = Tensor<Rank.R3>;
export type Tensor4D = Tensor<Rank.R4>;
export type Tensor5D = Tensor<Rank.R5>;
export type Tensor6D = Tensor<Rank.R6>;

/** A tensor whose numbers can be replaced. */
export interface Variable<R extends Rank = Rank> extends Tensor<R> {
  readonly name: string;
  trainable: boolean;
  assign(value: Tensor): void;
}

/** Tensors by their names, as gradients are given. */
export interface NamedTensorMap {
  [name: string]: Tensor;
}

export interface NamedTensor {
  name: string;
  tensor: Tensor;
}

/** What a function of `tidy` may return: tensors, alone or in lists and objects, and other values. */
export type TensorContainer =
  void | Tensor | string | number | boolean | TensorContainerObject | TensorContainerArray | TypedArray;
export interface TensorContainerObject {
  [name: string]: TensorContainer;
}
export type TensorContainerArray = TensorContainer[];

/** A shape in which an extent may not be known yet. */
export type Shape = (number | null)[];
