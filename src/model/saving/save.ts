/**
 * Saves a model to a folder: `model.json` has the layers and the settings of `compile`, another file the
 * weights, as safetensors or, with `format: "tensorflow"`, as TensorFlow.js reads them.
 *
 * The file of the weights is named after its content and written first, `model.json`, which names that file,
 * last. So the folder contains at any time a complete model, the old one or the new one, even if saving is
 * interrupted.
 */
import { openFolder } from "#folder";
import { checkOptions } from "../../errors/check-options.js";
import { oneOf, TRUTH } from "../../errors/kinds.js";
import type { Folder } from "../../host/folder.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { Settings } from "../compile.js";
import { namedWeights, type ModelDescription } from "../description.js";
import { artifactsOf } from "./artifacts.js";
import { asKeras } from "./key-case.js";
import { checkFolder } from "./location.js";
import { writeSafetensors } from "./safetensors.js";
import { tensorFlowFile } from "./tensorflow-folder.js";
import { trainingConfig } from "./training-config.js";

export const MODEL_FILE = "model.json";
export const FORMAT = "layers-model";

export interface SaveOptions {
  /**
   * Whether to save the optimizer's slots too, so that the training can continue as if it had not stopped;
   * false by default.
   */
  readonly includeOptimizer?: boolean;
  /**
   * `"safetensors"`, the default, keeps everything and is read by many programs; `"tensorflow"` writes the
   * folder so that TensorFlow.js reads it too, with what it knows of the settings and of the optimizer.
   */
  readonly format?: "safetensors" | "tensorflow";
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
  checkOptions(options, { includeOptimizer: TRUTH, format: oneOf("safetensors", "tensorflow") }, "save");
  const { includeOptimizer = false, format = "safetensors" } = options;
  const folder = openFolder(where);
  if (format === "tensorflow") {
    const artifacts = artifactsOf(model, settings, includeOptimizer);
    const file = await fileNameOf(artifacts.weightData, "bin");
    return replace(folder, file, artifacts.weightData, tensorFlowFile(artifacts, file));
  }
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
  await replace(folder, weightsFile, bytes, content);
}

/** Writes the weights, then `model.json`, and then removes the weights of the model that was there before. */
async function replace(
  folder: Folder,
  weightsFile: string,
  bytes: Uint8Array,
  content: object,
): Promise<void> {
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
export async function fileNameOf(bytes: Uint8Array, extension = "safetensors"): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  return `weights-${Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}.${extension}`;
}

/** The names of files of weights; no other file is read. */
export const WEIGHTS_FILE = /^weights-[0-9a-f]{16}\.safetensors$/;

/** The names of files of weights that `save` writes; no other file is removed. */
const OWN_FILE = /^weights-[0-9a-f]{16}\.(safetensors|bin)$/;

function weightsFileIn(file: Uint8Array): string | undefined {
  try {
    const { weightsFile, weightsManifest } = JSON.parse(
      new TextDecoder().decode(file),
    ) as Partial<ModelFile> & {
      readonly weightsManifest?: readonly { readonly paths?: readonly unknown[] }[];
    };
    const name: unknown = weightsFile ?? weightsManifest?.[0]?.paths?.[0];
    return typeof name === "string" && OWN_FILE.test(name) ? name : undefined;
  } catch {
    // The old file was not written by `save`, so it names no file of weights.
    return undefined;
  }
}
