/** A model is saved with its optimizer, sent as plain data, loaded, and trained on. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

export async function main(): Promise<Results> {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 5, activation: "relu", inputShape: [3], name: "hidden" }),
      tf.layers.batchNormalization({ name: "normalized" }),
      tf.layers.dense({ units: 1, name: "output" }),
    ],
  });
  model.setWeights(model.getWeights().map((w, i) => (i > 5 ? w : tf.tensor(weightsOf(w.size, i), w.shape))));
  model.compile({ optimizer: "adam", loss: "meanSquaredError", metrics: ["mae"] });
  const draw = draws(41);
  const xs = tf.tensor2d(Array.from({ length: 12 }, () => [draw(), draw(), draw()]));
  const ys = xs.sum(1, true);
  const options = { epochs: 4, batchSize: 4, shuffle: false, verbose: 0 } as const;
  const first = await model.fit(xs, ys, options);

  let saved: tf.io.ModelArtifacts | undefined;
  const result = await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
    }),
    { includeOptimizer: true },
  );
  // As it would go through a file: layers as JSON, weights as bytes.
  const { weightData, ...rest } = saved!;
  const bytes = new Uint8Array(tf.io.concatenateArrayBuffers([weightData as ArrayBuffer]));
  const sent = JSON.parse(JSON.stringify(rest)) as tf.io.ModelArtifacts;
  const loaded = await tf.loadLayersModel(tf.io.fromMemory({ ...sent, weightData: bytes.slice().buffer }));

  const second = await model.fit(xs, ys, options);
  const third = await loaded.fit(xs, ys, options);
  const layersAlone = await tf.models.modelFromJSON(JSON.parse(model.toJSON() as string) as never);
  layersAlone.setWeights(loaded.getWeights());
  const weights = rest.weightSpecs!.filter(({ group }) => group !== "optimizer");
  return {
    first: first.history.loss as number[],
    second: [...(second.history.loss as number[]), ...(second.history.mae as number[])],
    third: [...(third.history.loss as number[]), ...(third.history.mae as number[])],
    alone: (layersAlone.predict(xs) as tf.Tensor).dataSync(),
    sizes: weights.flatMap(({ shape }) => shape).sort((a, b) => a - b),
    bytes: [bytes.length, result.modelArtifactsInfo.weightDataBytes!],
  };
}
