/**
 * The formats of numbers in files of weights, converted to the types of tensors.
 *
 * Half-precision numbers become float32, which holds each of them exactly. Whole numbers become int32 where
 * all of them fit, else float64 where it holds each exactly; a file with larger ones is refused rather than
 * rounded.
 */
import { allocate, type DataType, type TensorData } from "../../tensor/dtype.js";

/** A format of numbers: how many bytes a number has, and how they are read. */
export interface NumberFormat {
  readonly bytes: number;
  /** The numbers; undefined where no type of tensors holds each of them exactly. */
  readonly read: (view: DataView, count: number) => TensorData | undefined;
}

/** Numbers that a tensor holds as they are: little-endian, as the arrays of every machine in use. */
function asStored(dtype: DataType): NumberFormat {
  const bytes = allocate(dtype, 0).BYTES_PER_ELEMENT;
  return {
    bytes,
    read: (view, count) => {
      const data = allocate(dtype, count);
      // Copied, because the numbers may not be aligned in the file.
      new Uint8Array(data.buffer).set(new Uint8Array(view.buffer, view.byteOffset, count * bytes));
      return data;
    },
  };
}

function half(toNumber: (bits: number) => number): NumberFormat {
  return {
    bytes: 2,
    read: (view, count) =>
      Float32Array.from({ length: count }, (_, i) => toNumber(view.getUint16(2 * i, true))),
  };
}

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
export function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function bfloat16(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

function whole(bytes: number, at: (view: DataView, position: number) => number): NumberFormat {
  return {
    bytes,
    read(view, count) {
      const numbers = Float64Array.from({ length: count }, (_, i) => at(view, bytes * i));
      if (numbers.every((value) => value === (value | 0))) return Int32Array.from(numbers);
      return numbers.every(Number.isSafeInteger) ? numbers : undefined;
    },
  };
}

/** The formats of safetensors by their names there. */
export const FORMATS: Readonly<Record<string, NumberFormat>> = {
  F64: asStored("float64"),
  F32: asStored("float32"),
  F16: half(float16),
  BF16: half(bfloat16),
  I64: whole(8, (view, at) => Number(view.getBigInt64(at, true))),
  I32: asStored("int32"),
  I16: whole(2, (view, at) => view.getInt16(at, true)),
  I8: whole(1, (view, at) => view.getInt8(at)),
  U64: whole(8, (view, at) => Number(view.getBigUint64(at, true))),
  U32: whole(4, (view, at) => view.getUint32(at, true)),
  U16: whole(2, (view, at) => view.getUint16(at, true)),
  U8: asStored("uint8"),
  BOOL: asStored("uint8"),
};
