/**
 * Models in a page's IndexedDB, in the database and stores of TensorFlow.js, so that each reads the other's
 * models. The twin for Node is `model-store.node.ts`.
 */
import { DataError } from "../errors/errors.js";
import type { ModelStore } from "./model-store.js";

const DATABASE = "tensorflowjs";
const MODELS = "models_store";
const INFOS = "model_info_store";

interface Stored {
  readonly modelPath: string;
  readonly modelArtifacts: object;
  readonly modelArtifactsInfo: object;
}

export const modelStore: ModelStore | undefined = {
  put: (name, modelArtifacts, modelArtifactsInfo) =>
    inTransaction("readwrite", async (models, infos) => {
      await answer(infos.put({ modelPath: name, modelArtifactsInfo }));
      await answer(models.put({ modelPath: name, modelArtifacts, modelArtifactsInfo }));
    }),
  get: (name) =>
    inTransaction("readonly", async (models) => {
      const stored = (await answer(models.get(name))) as Stored | undefined;
      if (stored === undefined) throw unknownModel(name);
      return stored.modelArtifacts;
    }),
  list: () =>
    inTransaction("readonly", async (_, infos) => {
      const all = (await answer(infos.getAll())) as Stored[];
      return Object.fromEntries(
        all.map(({ modelPath, modelArtifactsInfo }) => [modelPath, modelArtifactsInfo]),
      );
    }),
  remove: (name) =>
    inTransaction("readwrite", async (models, infos) => {
      const stored = (await answer(infos.get(name))) as Stored | undefined;
      if (stored === undefined) throw unknownModel(name);
      await answer(infos.delete(name));
      await answer(models.delete(name));
      return stored.modelArtifactsInfo;
    }),
};

/** Works on both stores at once, so that what fails changes neither. */
async function inTransaction<Result>(
  mode: IDBTransactionMode,
  work: (models: IDBObjectStore, infos: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    for (const store of [MODELS, INFOS]) opening.result.createObjectStore(store, { keyPath: "modelPath" });
  };
  const database = await answer(opening);
  try {
    const transaction = database.transaction([MODELS, INFOS], mode);
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was aborted"));
    });
    const result = await work(transaction.objectStore(MODELS), transaction.objectStore(INFOS)).catch(
      (error: unknown) => {
        ended.catch(() => undefined);
        transaction.abort();
        throw error;
      },
    );
    await ended;
    return result;
  } finally {
    database.close();
  }
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the request failed"));
  });
}

function unknownModel(name: string): DataError {
  return new DataError({
    where: "indexeddb",
    argument: name,
    received: { fr: "aucun modèle de ce nom", en: "no model of this name" },
    expected: { fr: "un modèle que cette page a enregistré", en: "a model that this page has saved" },
    mend: { fr: "tf.io.listModels() donne leurs noms.", en: "tf.io.listModels() gives their names." },
  });
}
