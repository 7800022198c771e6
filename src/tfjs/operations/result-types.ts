/** Which types TensorFlow.js gives the results of operations, where the engine gives others. */
import { asTensor } from "../../tensor/as-tensor.js";
import { TruthArray, type DataType } from "../../tensor/dtype.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";

/** Operations whose results are true or false. */
const TRUTHS: ReadonlySet<string> = new Set([
  ...["equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual"],
  ...["logicalAnd", "logicalOr", "logicalXor", "logicalNot", "isNaN", "isInf", "isFinite", "all", "any"],
  "inTopKAsync",
]);

/** Operations whose result has the type of their argument, whole numbers too. */
const KEEP_TYPE: ReadonlySet<string> = new Set([
  ...[
    "abs",
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atanh",
    "clipByValue",
    "expm1",
    "log1p",
    "logSigmoid",
  ],
  ...["min", "neg", "reciprocal", "relu", "relu6", "selu", "sign", "sinh", "softplus", "square"],
]);

/** Operations on two tensors whose result has the wider of their types, whole numbers too. */
const WIDEN: ReadonlySet<string> = new Set([
  ...["add", "sub", "mul", "mod", "pow", "div", "divNoNan", "squaredDifference", "atan2", "dot", "matMul"],
  "outerProduct",
]);

/** All operations on two tensors. */
const OF_TWO: ReadonlySet<string> = new Set([
  ...WIDEN,
  ...["equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual"],
  ...["logicalAnd", "logicalOr", "logicalXor", "maximum", "minimum", "floorDiv", "prelu"],
]);

function isWhole({ dtype }: Tensor): boolean {
  return dtype === "int32" || dtype === "bool";
}

/**
 * The result with the type that TensorFlow.js gives it.
 * @param given the arguments of the operation
 */
export function typed(name: string, result: Tensor, given: readonly unknown[]): Tensor {
  if (TRUTHS.has(name)) return result.cast("bool");
  const [first, second] = given;
  if (!(first instanceof Tensor) || !isWhole(first)) return result;
  if (KEEP_TYPE.has(name)) return inType(result, first.dtype);
  if (!WIDEN.has(name) || !(second instanceof Tensor) || !isWhole(second)) return result;
  return inType(result, first.dtype === second.dtype ? first.dtype : "int32");
}

/** The numbers as this type. TensorFlow.js keeps the sum of truth values as a byte: true + true is 2. */
export function inType(x: Tensor, dtype: DataType): Tensor {
  if (x.dtype === dtype || dtype !== "bool") return x.cast(dtype);
  return new Tensor(TruthArray.from(x.storage), x.shape);
}

/** Arguments that are no tensors yet with the types of TensorFlow.js: bytes are int32, true and false "bool". */
export function withTypes(name: string, given: readonly unknown[]): readonly unknown[] {
  const tensors = OF_TWO.has(name) ? 2 : 1;
  const hasOwnType = (value: unknown, i: number) =>
    i < tensors && (areTruths(value) || value instanceof Uint8Array || value instanceof Uint8ClampedArray);
  if (!given.some(hasOwnType)) return given;
  return given.map((value, i) => {
    if (!hasOwnType(value, i)) return value;
    return areTruths(value)
      ? asTensor(value as TensorLike, name).cast("bool")
      : Int32Array.from(value as Uint8Array);
  });
}

/** Whether a value is true or false, or nested arrays that begin with one. */
function areTruths(value: unknown): boolean {
  let first = value;
  while (Array.isArray(first)) first = (first as readonly unknown[])[0];
  return typeof first === "boolean";
}
