/**
 * Weights as bytes, one after the other without gaps, and back. Weights made smaller are restored:
 *
 *     uint8, uint16   the number is value·scale + min
 *     float16         1 bit sign, 5 bits exponent, 10 bits fraction (IEEE 754, half precision)
 */
import { DataError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { tensor } from "../../tensor/create.js";
import type { DataType, TensorData } from "../../tensor/dtype.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import { concatenateArrayBuffers } from "./bytes.js";
import type { WeightData, WeightsManifestEntry } from "./types.js";

export type NamedTensor = { readonly name: string; readonly tensor: Tensor };

const BYTES = { float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2 } as const;

/**
 * The bytes of tensors, with their names, shapes and types.
 * @param tensors by name, or in a list
 * @param group what the weights belong to
 */
export async function encodeWeights(
  tensors: Readonly<Record<string, Tensor>> | readonly NamedTensor[],
  group?: "model" | "optimizer",
): Promise<{ data: ArrayBuffer; specs: WeightsManifestEntry[] }> {
  const named = Array.isArray(tensors)
    ? (tensors as readonly NamedTensor[])
    : Object.entries(tensors as Readonly<Record<string, Tensor>>).map(([name, each]) => ({
        name,
        tensor: each,
      }));
  const specs = named.map(({ name, tensor: { shape, dtype } }) => {
    if (!(dtype in BYTES))
      throw unreadable("encodeWeights", name, { fr: `le type ${dtype}`, en: `type ${dtype}` });
    const spec: WeightsManifestEntry = {
      name,
      shape: [...shape],
      dtype: dtype as WeightsManifestEntry["dtype"],
    };
    if (group !== undefined) spec.group = group;
    return spec;
  });
  const buffers = named.map(({ tensor: each }) => {
    const numbers = each.dataSync();
    return numbers.buffer.slice(numbers.byteOffset, numbers.byteOffset + numbers.byteLength) as ArrayBuffer;
  });
  return Promise.resolve({ data: concatenateArrayBuffers(buffers), specs });
}

/**
 * The tensors of which these are the bytes.
 * @param weightData the bytes, in one piece or several
 * @param specs names, shapes and types, in the order of the bytes
 * @throws DataError for a type that cannot be read, or too few bytes
 */
export function decodeWeights(
  weightData: WeightData,
  specs: readonly WeightsManifestEntry[],
): Record<string, Tensor> {
  const bytes = concatenateArrayBuffers(weightData);
  const tensors: Record<string, Tensor> = {};
  let at = 0;
  for (const spec of specs) {
    const stored = spec.quantization?.dtype ?? spec.dtype;
    const size = sizeOf(spec.shape);
    const width = BYTES[stored as keyof typeof BYTES] as number | undefined;
    if (width === undefined)
      throw unreadable("decodeWeights", spec.name, { fr: `le type ${stored}`, en: `type ${stored}` });
    const end = at + size * width;
    if (end > bytes.byteLength)
      throw unreadable("decodeWeights", spec.name, {
        fr: `${bytes.byteLength} octets en tout, au lieu d’au moins ${end}`,
        en: `${bytes.byteLength} bytes in all, instead of at least ${end}`,
      });
    tensors[spec.name] = tensor(numbersOf(spec, bytes.slice(at, end)), spec.shape, spec.dtype as DataType);
    at = end;
  }
  return tensors;
}

function numbersOf({ name, dtype, quantization }: WeightsManifestEntry, bytes: ArrayBuffer): TensorData {
  if (quantization === undefined)
    return dtype === "float32"
      ? new Float32Array(bytes)
      : dtype === "int32"
        ? new Int32Array(bytes)
        : new Uint8Array(bytes);
  if (quantization.dtype === "float16") return Float32Array.from(new Uint16Array(bytes), fromHalf);
  const { scale, min } = quantization;
  if (scale === undefined || min === undefined)
    throw unreadable("decodeWeights", name, { fr: "ni scale ni min", en: "neither scale nor min" });
  const values = quantization.dtype === "uint8" ? new Uint8Array(bytes) : new Uint16Array(bytes);
  return dtype === "int32"
    ? Int32Array.from(values, (value) => Math.round(value * scale + min))
    : Float32Array.from(values, (value) => value * scale + min);
}

/** The number of 16 bits in half precision. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function unreadable(where: string, name: string, received: Sentence): DataError {
  return new DataError({
    where,
    argument: name,
    received,
    expected: {
      fr: "float32, int32 ou bool, ou leur forme uint8, uint16 ou float16 avec scale et min",
      en: "float32, int32 or bool, or their form uint8, uint16 or float16 with scale and min",
    },
    mend: {
      fr: "Vérifiez les fichiers de poids, ou convertissez le modèle de nouveau.",
      en: "Check the files of weights, or convert the model again.",
    },
  });
}
