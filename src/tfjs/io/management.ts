/** Lists, copies, moves and removes the models that a page keeps. */
import { modelStore } from "#model-store";
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { loadHandlerOf, saveHandlerOf } from "./handlers.js";
import { INDEXED_DB } from "./indexed-db-handler.js";
import type { ModelArtifactsInfo } from "./types.js";

/** The models of this page by their addresses; Node keeps none by name. */
export async function listModels(): Promise<Record<string, ModelArtifactsInfo>> {
  if (modelStore === undefined) return {};
  const infos = (await modelStore.list()) as Record<string, ModelArtifactsInfo>;
  return Object.fromEntries(Object.entries(infos).map(([path, info]) => [INDEXED_DB + path, info]));
}

/**
 * Removes a model.
 * @param url an address of `listModels`: `indexeddb://…`
 */
export async function removeModel(url: string): Promise<ModelArtifactsInfo> {
  if (typeof url !== "string" || !url.startsWith(INDEXED_DB) || modelStore === undefined) throw notKept(url);
  return (await modelStore.remove(url.slice(INDEXED_DB.length))) as ModelArtifactsInfo;
}

/** Copies a model from one address to another. */
export async function copyModel(sourceURL: string, destURL: string): Promise<ModelArtifactsInfo> {
  if (sourceURL === destURL) throw sameAddress(sourceURL);
  const artifacts = await loadHandlerOf(sourceURL).load();
  return (await saveHandlerOf(destURL).save(artifacts)).modelArtifactsInfo;
}

/** Copies a model to another address, and removes the first. */
export async function moveModel(sourceURL: string, destURL: string): Promise<ModelArtifactsInfo> {
  const info = await copyModel(sourceURL, destURL);
  await removeModel(sourceURL);
  return info;
}

function sameAddress(url: string): ArgumentError {
  return new ArgumentError({
    where: "copyModel",
    argument: "destURL",
    received: written(url),
    expected: { fr: "une autre adresse que la première", en: "another address than the first" },
    mend: { fr: "Donnez un autre nom à la copie.", en: "Give the copy another name." },
  });
}

function notKept(url: unknown): ArgumentError {
  return new ArgumentError({
    where: "removeModel",
    argument: "url",
    received: written(url),
    expected: { fr: "indexeddb://…, dans une page", en: "indexeddb://…, in a page" },
    mend: {
      fr: "Un dossier de modèle s’enlève par les moyens du système : rm(dossier, { recursive: true }).",
      en: "A model's folder is removed by means of the system: rm(folder, { recursive: true }).",
    },
  });
}
