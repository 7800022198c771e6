/** Weights as bytes, one after the other without gaps, and back; quantised ones are restored. */
import { DataError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import {
  decodeWeights as decodeStored,
  encodeWeights as encodeStored,
  type StoredWeight,
} from "../../model/saving/weight-specs.js";
import type { DataType } from "../../tensor/dtype.js";
import type { Tensor as EngineTensor } from "../../tensor/tensor.js";
import type { NamedTensorMap, Tensor } from "../tensors/types.js";
import { concatenateArrayBuffers } from "./bytes.js";
import type { WeightData, WeightsManifestEntry } from "./types.js";

/** A tensor with its name. */
export interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor | EngineTensor;
}

/**
 * The bytes of tensors, with their names, shapes and types.
 * @param tensors by name, or in a list
 * @param group what the weights belong to
 */
export function encodeWeights(
  tensors: NamedTensorMap | readonly NamedTensor[],
  group?: "model" | "optimizer",
): Promise<{ data: ArrayBuffer; specs: WeightsManifestEntry[] }> {
  return Promise.resolve().then(() => {
    const list = Array.isArray(tensors)
      ? (tensors as readonly StoredWeight[])
      : Object.entries(tensors).map(([name, tensor]) => ({ name, tensor }) as unknown as StoredWeight);
    const { specs, data } = encodeStored(list);
    return {
      data: new Uint8Array(data).buffer,
      specs: specs.map((spec) => ({
        ...(spec as unknown as WeightsManifestEntry),
        shape: [...spec.shape],
        ...(group === undefined ? {} : { group }),
      })),
    };
  });
}

/**
 * The tensors of which these are the bytes.
 * @param weightData the bytes, in one piece or several
 * @param specs names, shapes and types, in the order of the bytes
 * @throws DataError for a type that cannot be read, or another number of bytes
 */
export function decodeWeights(
  weightData: WeightData,
  specs: readonly WeightsManifestEntry[],
): NamedTensorMap {
  const bytes = new Uint8Array(concatenateArrayBuffers(weightData));
  const stored = decodeStored(specs, bytes, unreadable);
  return Object.fromEntries(
    stored.map(({ name, tensor }, i) => [name, tensor.cast(specs[i].dtype as DataType)]),
  ) as unknown as NamedTensorMap;
}

function unreadable(received: Sentence, mend?: Sentence): DataError {
  return new DataError({
    where: "decodeWeights",
    argument: "weightSpecs",
    received,
    expected: {
      fr: "float32, int32 ou bool, ou leur forme uint8, uint16 ou float16 avec scale et min",
      en: "float32, int32 or bool, or their form uint8, uint16 or float16 with scale and min",
    },
    mend: mend ?? {
      fr: "Vérifiez les fichiers de poids, ou convertissez le modèle de nouveau.",
      en: "Check the files of weights, or convert the model again.",
    },
  });
}
