/** Folders of TensorFlow.js, written and read by TensorFlow.js itself. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";

/** Saves a model of TensorFlow.js in a folder, its weights in so many files. */
export async function saveTheirs(
  model: tf.LayersModel,
  folder: string,
  { shards = 1, ...config }: tf.io.SaveConfig & { shards?: number } = {},
): Promise<void> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
    }),
    config,
  );
  const data = new Uint8Array(saved!.weightData as ArrayBuffer);
  const size = Math.ceil(data.length / shards);
  const paths = Array.from({ length: shards }, (_, i) => `group1-shard${i + 1}of${shards}.bin`);
  for (const [i, name] of paths.entries())
    await writeFile(path.join(folder, name), data.subarray(i * size, (i + 1) * size));
  const { weightData, weightSpecs, ...rest } = saved!;
  void weightData;
  const json = { ...rest, weightsManifest: [{ paths, weights: weightSpecs }] };
  await writeFile(path.join(folder, "model.json"), JSON.stringify(json));
}

/** Loads a folder with TensorFlow.js' own loader. */
export async function loadTheirs(folder: string): Promise<tf.LayersModel> {
  const json = JSON.parse(await readFile(path.join(folder, "model.json"), "utf8")) as tf.io.ModelJSON;
  return tf.loadLayersModel({
    load: () =>
      tf.io.getModelArtifactsForJSON(json, async (manifest) => {
        const parts = await Promise.all(
          manifest.flatMap(({ paths }) => paths).map((name) => readFile(path.join(folder, name))),
        );
        const all = Uint8Array.from(Buffer.concat(parts));
        return [manifest.flatMap(({ weights }) => weights), all.buffer];
      }),
  });
}
