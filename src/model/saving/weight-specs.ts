/**
 * Weights in the format of TensorFlow.js: a list of specifications, and the bytes of all weights one after
 * the other.
 *
 * Quantised weights are whole numbers q with value q · scale + min, or half-precision numbers.
 */
import type { Sentence } from "../../language/language.js";
import type { DataError } from "../../errors/errors.js";
import type { DataType, TensorData } from "../../tensor/dtype.js";
import { sizeOf, type Shape } from "../../tensor/shape.js";
import { Tensor } from "../../tensor/tensor.js";
import { FORMATS } from "./number-formats.js";

/** The specification of one weight, as TensorFlow.js writes it. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: "float32" | "int32" | "bool";
  readonly group?: "model" | "optimizer";
  readonly quantization?: {
    readonly dtype: "uint8" | "uint16" | "float16";
    readonly scale?: number;
    readonly min?: number;
  };
}

/** A weight by the name in its file. */
export interface StoredWeight {
  readonly name: string;
  readonly tensor: Tensor;
  /** Whether it belongs to the optimizer, not to the model. */
  readonly ofOptimizer?: boolean;
}

/** Makes the error for a file with such a content. */
export type Fail = (received: Sentence, mend?: Sentence) => DataError;

/** The formats of TensorFlow.js by their names there. */
const STORED = { float32: FORMATS.F32, int32: FORMATS.I32, bool: FORMATS.BOOL };
const QUANTISED = { uint8: FORMATS.U8, uint16: FORMATS.U16, float16: FORMATS.F16 };

/** Whether numbers of this type stay as they are; "bool" is a type of `neurones/tfjs`. */
function isStored(dtype: string): dtype is keyof typeof STORED {
  return Object.hasOwn(STORED, dtype);
}

export function encodeWeights(weights: readonly StoredWeight[]): {
  readonly specs: readonly WeightSpec[];
  readonly data: Uint8Array;
} {
  const parts = weights.map(({ name, tensor, ofOptimizer }) => {
    const dtype = isStored(tensor.dtype) ? tensor.dtype : "float32";
    const { storage: data } = tensor.cast(dtype as DataType);
    return {
      spec: {
        name,
        shape: tensor.shape,
        dtype,
        ...(ofOptimizer ? { group: "optimizer" as const } : {}),
      } as const,
      bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    };
  });
  const data = new Uint8Array(parts.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let position = 0;
  for (const { bytes } of parts) {
    data.set(bytes, position);
    position += bytes.length;
  }
  return { specs: parts.map(({ spec }) => spec), data };
}

/** @throws DataError for specifications that are incomplete, or that do not cover the bytes exactly */
export function decodeWeights(specs: unknown, bytes: Uint8Array, fail: Fail): StoredWeight[] {
  if (!Array.isArray(specs)) throw fail({ fr: "aucune liste de poids", en: "no list of weights" });
  let position = 0;
  const weights = specs.map((given: unknown) => {
    const spec = checkSpec(given, fail);
    const format = spec.quantization === undefined ? STORED[spec.dtype] : QUANTISED[spec.quantization.dtype];
    const count = sizeOf(spec.shape);
    const from = position;
    position += count * format.bytes;
    // Compared before anything is allocated: a shape may claim more numbers than there is memory.
    if (!(position <= bytes.length)) throw wrongSize(spec.name, bytes.length, position, fail);
    const numbers = format.read(new DataView(bytes.buffer, bytes.byteOffset + from, position - from), count)!;
    const tensor = new Tensor(restored(numbers, spec), spec.shape);
    return { name: spec.name, tensor, ...(spec.group === "optimizer" ? { ofOptimizer: true } : {}) };
  });
  if (position !== bytes.length) throw wrongSize("weightsManifest", bytes.length, position, fail);
  return weights;
}

function restored(numbers: TensorData, { dtype, quantization }: WeightSpec): TensorData {
  if (quantization === undefined || quantization.dtype === "float16") return numbers;
  const { scale = 1, min = 0 } = quantization;
  return dtype === "int32"
    ? Int32Array.from(numbers, (value) => Math.round(value * scale + min))
    : Float32Array.from(numbers, (value) => value * scale + min);
}

function checkSpec(given: unknown, fail: Fail): WeightSpec {
  const { name, shape, dtype, quantization } = (
    typeof given === "object" && given !== null ? given : {}
  ) as Record<string, unknown>;
  const isShape =
    Array.isArray(shape) && shape.every((extent) => Number.isSafeInteger(extent) && (extent as number) >= 0);
  if (typeof name !== "string" || !isShape)
    throw fail({ fr: "un poids sans nom ni forme", en: "a weight without name or shape" });
  if (typeof dtype !== "string" || !Object.hasOwn(STORED, dtype))
    throw fail({
      fr: `« ${name} » de type ${String(dtype)}, inconnu ici`,
      en: `“${name}” of type ${String(dtype)}, not known here`,
    });
  if (quantization !== undefined && !isQuantization(quantization, dtype))
    throw fail({
      fr: `« ${name} » avec une quantification inconnue`,
      en: `“${name}” with an unknown quantization`,
    });
  return given as WeightSpec;
}

function isQuantization(given: unknown, dtype: string): boolean {
  const {
    dtype: stored,
    scale,
    min,
  } = (typeof given === "object" && given !== null ? given : {}) as Record<string, unknown>;
  if (stored === "float16") return dtype === "float32";
  return (
    (stored === "uint8" || stored === "uint16") &&
    dtype !== "bool" &&
    Number.isFinite(scale) &&
    Number.isFinite(min)
  );
}

function wrongSize(name: string, size: number, expected: number, fail: Fail): DataError {
  return fail({
    fr: `${size} octets de nombres au lieu d’au moins ${expected} (« ${name} »)`,
    en: `${size} bytes of numbers instead of at least ${expected} (“${name}”)`,
  });
}
