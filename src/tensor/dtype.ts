/** What a tensor's numbers are stored as. */

/** float32 for networks, float64 to check gradients with, int32 for labels and word numbers, uint8 for pictures. */
export type DataType = "float32" | "float64" | "int32" | "uint8";

/** The storage of each type. */
export interface Storage {
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  readonly int32: Int32Array;
  readonly uint8: Uint8Array;
}

export type TensorData = Storage[DataType];

const CONSTRUCTORS = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array } as const;

/** New storage, filled with zeros. */
export function allocate(dtype: DataType, size: number): TensorData {
  return new CONSTRUCTORS[dtype](size);
}

/** The type of this storage; undefined for an array that no tensor stores. */
export function dataTypeOf(data: unknown): DataType | undefined {
  return (Object.keys(CONSTRUCTORS) as DataType[]).find((dtype) => data instanceof CONSTRUCTORS[dtype]);
}

/** The type that holds the results of an operation on both: the wider one. */
export function promote(a: DataType, b: DataType): DataType {
  const widths: readonly DataType[] = ["uint8", "int32", "float32", "float64"];
  return widths[Math.max(widths.indexOf(a), widths.indexOf(b))];
}

/** The type of a result that is no integer in general: float64 stays, everything else gives float32. */
export function floatingType(dtype: DataType): DataType {
  return dtype === "float64" ? "float64" : "float32";
}
