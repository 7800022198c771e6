/**
 * Saves a model to a folder: `model.json` has the layers and the settings of `compile`, a safetensors file
 * has the weights.
 *
 * The file of the weights is named after its content and written first, `model.json`, which names that file,
 * last. So the folder contains at any time a complete model, the old one or the new one, even if saving is
 * interrupted.
 */
import { openFolder } from "#folder";
import { checkOptions } from "../../errors/check-options.js";
import { TRUTH } from "../../errors/kinds.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { Settings } from "../compile.js";
import { namedWeights, type ModelDescription } from "../description.js";
import { asKeras } from "./key-case.js";
import { checkFolder } from "./location.js";
import { writeSafetensors } from "./safetensors.js";
import { trainingConfig } from "./training-config.js";

export const MODEL_FILE = "model.json";
export const FORMAT = "layers-model";

export interface SaveOptions {
  /**
   * Whether to save the optimizer's slots too, so that the training can continue as if it had not stopped;
   * false by default.
   */
  readonly includeOptimizer?: boolean;
}

/** The content of `model.json`, with the keys of Keras and TensorFlow.js. */
export interface ModelFile {
  readonly format: typeof FORMAT;
  readonly modelTopology: unknown;
  /** The settings of `compile`; absent where a loss or a metric is a function. */
  readonly trainingConfig?: unknown;
  readonly weightsFile: string;
  readonly seed: number;
  /** The number of steps of the optimizer. */
  readonly iterations?: number;
}

export async function save(
  model: ModelDescription,
  settings: Settings | undefined,
  where: string,
  options: SaveOptions,
): Promise<void> {
  checkFolder(where, "save", "folder");
  checkOptions(options, { includeOptimizer: TRUTH }, "save");
  const { includeOptimizer = false } = options;
  const folder = openFolder(where);
  const weights = new Map<string, Tensor>(namedWeights(model));
  const optimizer = includeOptimizer ? settings?.optimizer : undefined;
  if (optimizer !== undefined) {
    for (const [name, variable] of namedWeights(model))
      optimizer.slotTensors(variable).forEach((slot, i) => weights.set(slotName(name, i), slot));
  }
  const bytes = writeSafetensors(weights, { format: "neurones" });
  const weightsFile = await fileNameOf(bytes);
  const content: ModelFile = {
    format: FORMAT,
    modelTopology: asKeras({ className: model.className, config: model.getConfig() }),
    trainingConfig: settings === undefined ? undefined : asKeras(trainingConfig(model, settings)),
    weightsFile,
    seed: model.seed,
    ...(optimizer === undefined ? {} : { iterations: optimizer.iterations }),
  };
  const before = await folder.read(MODEL_FILE);
  await folder.write(weightsFile, bytes);
  await folder.write(MODEL_FILE, new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`));
  const old = before === undefined ? undefined : weightsFileIn(before);
  if (old !== undefined && old !== weightsFile) await folder.remove(old);
}

export function slotName(weight: string, slot: number): string {
  return `optimizer/${slot}/${weight}`;
}

/** The name of a file of weights, made from the beginning of its SHA-256. */
export async function fileNameOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  return `weights-${Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}.safetensors`;
}

/** The names of files of weights; no other file is read or removed. */
export const WEIGHTS_FILE = /^weights-[0-9a-f]{16}\.safetensors$/;

function weightsFileIn(file: Uint8Array): string | undefined {
  try {
    const { weightsFile } = JSON.parse(new TextDecoder().decode(file)) as Partial<ModelFile>;
    return typeof weightsFile === "string" && WEIGHTS_FILE.test(weightsFile) ? weightsFile : undefined;
  } catch {
    // The old file was not written by `save`, so it names no file of weights.
    return undefined;
  }
}
