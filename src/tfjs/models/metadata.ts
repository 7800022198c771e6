/** Data of a program's own that are saved with a model: `setUserDefinedMetadata`. */
import { ArgumentError } from "../../errors/errors.js";
import { isPlainObject } from "../../errors/known-options.js";
import { written } from "../../errors/written.js";
import type { Model as EngineModel } from "../../model/model.js";

export type Metadata = Readonly<Record<string, unknown>>;

/** The key under which the engine saves data of its own. */
const OF_ENGINE = "neurones";

const kept = new WeakMap<EngineModel, Metadata>();

export function metadataOf(model: EngineModel): Metadata | undefined {
  return kept.get(model);
}

/** @throws ArgumentError for anything but an object that JSON can write */
export function setMetadata(model: EngineModel, metadata: Metadata): void {
  if (!isPlainObject(metadata)) throw noObject(metadata);
  kept.set(model, metadata);
}

/** Notes what a file has of the program's own data. */
export function readMetadata(model: EngineModel, saved: unknown): void {
  if (!isPlainObject(saved)) return;
  const entries = Object.entries(saved).filter(([key]) => key !== OF_ENGINE);
  if (entries.length > 0) kept.set(model, Object.fromEntries(entries));
}

function noObject(received: unknown): ArgumentError {
  return new ArgumentError({
    where: "setUserDefinedMetadata",
    argument: "metadata",
    received: written(received),
    expected: { fr: "un objet de données simples", en: "an object of plain data" },
    mend: { fr: 'Par exemple { auteur: "Ada" }.', en: 'For example { author: "Ada" }.' },
  });
}
