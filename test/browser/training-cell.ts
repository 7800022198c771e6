/** A cell that trains a network whose batches have many parts, for as many threads, and writes its loss. */
export function trainingCell({
  examples,
  batchSize,
}: {
  readonly examples: number;
  readonly batchSize: number;
}): string {
  return `import { layers, randomNormal, sequential, zeros } from "neurones";
{
  const model = sequential({ seed: 1, layers: [
    layers.conv2d({ filters: 128, kernelSize: 3, activation: "relu", inputShape: [20, 20, 16] }),
    layers.conv2d({ filters: 128, kernelSize: 3, activation: "relu" }),
    layers.globalAveragePooling2d(),
    layers.dense({ units: 3 }),
  ] });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  const x = randomNormal([${examples}, 20, 20, 16], 0, 1, "float32", 5);
  const { history } = await model.fit(x, zeros([${examples}, 3]), { batchSize: ${batchSize}, epochs: 1, verbose: 0 });
  console.log(history["loss"].at(-1));
}`;
}
