/** Names of TensorFlow.js for one operation at each rank, and types of results. */
import type { DataType, Tensor1D, Tensor2D, Tensor3D, Tensor4D, TensorLike } from "../tensors/types.js";
import { OPERATIONS as op } from "./exports.js";

type Pair = readonly [number, number];

export const batchNorm2d = op.batchNorm;
export const batchNorm3d = op.batchNorm;
export const batchNorm4d = op.batchNorm;

export const concat1d = (tensors: readonly (Tensor1D | TensorLike)[]): Tensor1D =>
  op.concat<Tensor1D>(tensors, 0);
export const concat2d = (tensors: readonly (Tensor2D | TensorLike)[], axis: number): Tensor2D =>
  op.concat<Tensor2D>(tensors, axis);
export const concat3d = (tensors: readonly (Tensor3D | TensorLike)[], axis: number): Tensor3D =>
  op.concat<Tensor3D>(tensors, axis);
export const concat4d = (tensors: readonly (Tensor4D | TensorLike)[], axis: number): Tensor4D =>
  op.concat<Tensor4D>(tensors, axis);

export const pad1d = (x: Tensor1D | TensorLike, paddings: Pair, value = 0): Tensor1D =>
  op.pad<Tensor1D>(x, [paddings], value);
export const pad2d = (x: Tensor2D | TensorLike, paddings: readonly Pair[], value = 0): Tensor2D =>
  op.pad<Tensor2D>(x, paddings, value);
export const pad3d = (x: Tensor3D | TensorLike, paddings: readonly Pair[], value = 0): Tensor3D =>
  op.pad<Tensor3D>(x, paddings, value);
export const pad4d = (x: Tensor4D | TensorLike, paddings: readonly Pair[], value = 0): Tensor4D =>
  op.pad<Tensor4D>(x, paddings, value);

export const reverse1d = (x: Tensor1D | TensorLike): Tensor1D => op.reverse<Tensor1D>(x, 0);
export const reverse2d = (x: Tensor2D | TensorLike, axis?: number | number[]): Tensor2D =>
  op.reverse<Tensor2D>(x, axis);
export const reverse3d = (x: Tensor3D | TensorLike, axis?: number | number[]): Tensor3D =>
  op.reverse<Tensor3D>(x, axis);
export const reverse4d = (x: Tensor4D | TensorLike, axis?: number | number[]): Tensor4D =>
  op.reverse<Tensor4D>(x, axis);

export const slice1d = (x: Tensor1D | TensorLike, begin: number, size: number): Tensor1D =>
  op.slice<Tensor1D>(x, [begin], [size]);
export const slice2d = (
  x: Tensor2D | TensorLike,
  begin: readonly number[],
  size: readonly number[],
): Tensor2D => op.slice<Tensor2D>(x, begin, size);
export const slice3d = (
  x: Tensor3D | TensorLike,
  begin: readonly number[],
  size: readonly number[],
): Tensor3D => op.slice<Tensor3D>(x, begin, size);
export const slice4d = (
  x: Tensor4D | TensorLike,
  begin: readonly number[],
  size: readonly number[],
): Tensor4D => op.slice<Tensor4D>(x, begin, size);

/** The type of the result of an operation on two types. */
export function upcastType(a: DataType, b: DataType): DataType {
  const widths: readonly DataType[] = ["bool", "int32", "float32", "complex64"];
  return widths[Math.max(widths.indexOf(a), widths.indexOf(b))];
}

/** The type of a sum of numbers of this type. */
export function sumOutType(dtype: DataType): DataType {
  return upcastType(dtype, "int32");
}
