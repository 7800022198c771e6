/**
 * Saving: a folder with `model.json`, the layers and how they are trained, and a safetensors file with the weights.
 *
 * The weights' file is named after its content and written first; `model.json`, which names it, comes last. Whoever looks finds
 * the model of before or the new one, whole, whatever happens in between.
 */
import { openFolder } from "#folder";
import { checkOptions } from "../../errors/check-options.js";
import { TRUTH } from "../../errors/kinds.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { Settings } from "../compile.js";
import type { Model } from "../model.js";
import { asKeras } from "./key-case.js";
import { checkFolder } from "./location.js";
import { namedWeights } from "./named-weights.js";
import { writeSafetensors } from "./safetensors.js";

export const MODEL_FILE = "model.json";
export const FORMAT = "layers-model";

export interface SaveOptions {
  /** Whether the optimizer's memory is saved too, so that a training can go on as if it had not stopped; false by default. */
  readonly includeOptimizer?: boolean;
}

/** What stands in `model.json`, its keys as Keras and TensorFlow.js write them. */
export interface ModelFile {
  readonly format: typeof FORMAT;
  readonly modelTopology: unknown;
  /** How the model was compiled, where that can be written down. */
  readonly trainingConfig?: unknown;
  readonly weightsFile: string;
  readonly seed: number;
  /** The number of steps that the optimizer has made. */
  readonly iterations?: number;
}

export async function save(
  model: Model,
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
    trainingConfig: settings === undefined ? undefined : trainingConfig(settings),
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

/** The name of a weights' file: the beginning of its SHA-256. */
export async function fileNameOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  return `weights-${Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}.safetensors`;
}

/** Names that a weights' file of ours can have; nothing else is read or removed. */
export const WEIGHTS_FILE = /^weights-[0-9a-f]{16}\.safetensors$/;

function weightsFileIn(file: Uint8Array): string | undefined {
  try {
    const { weightsFile } = JSON.parse(new TextDecoder().decode(file)) as Partial<ModelFile>;
    return typeof weightsFile === "string" && WEIGHTS_FILE.test(weightsFile) ? weightsFile : undefined;
  } catch {
    // Something else lay there under this name; it had no weights of ours.
    return undefined;
  }
}

/** Optimizer, losses and metrics; undefined where one of them is a function, which cannot be written down. */
function trainingConfig({ optimizer, losses, metrics, deterministic }: Settings): unknown {
  const names = losses.map(({ name }) => name);
  if (!losses.every(({ named }) => named) || metrics.some((metric) => typeof metric === "function"))
    return undefined;
  return asKeras({
    optimizerConfig: { className: optimizer.className, config: optimizer.getConfig() },
    loss: names,
    metrics,
    ...(deterministic ? { deterministic } : {}),
  });
}
