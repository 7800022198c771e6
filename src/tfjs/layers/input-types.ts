/** The types of inputs that programs state, which change nothing. */
import type { DataType } from "../tensors/types.js";

const types = new WeakMap<object, DataType>();

/** The type that a symbolic tensor says it has. */
export function typeOfInput(tensor: object): DataType {
  return types.get(tensor) ?? "float32";
}

export function setTypeOfInput(tensor: object, dtype: DataType): void {
  types.set(tensor, dtype);
}
