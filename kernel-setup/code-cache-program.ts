/**
 * The program that writes the code caches (`code-cache.ts`): it loads the engine and trains small models, so that V8
 * has compiled the functions that first steps need when it is asked for its code.
 */
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { layers, sequential, tensor, train, zeros, type Layer } from "neurones";
import "neurones/tfjs";
import { joinedScripts } from "../src/host/joined-script.node.js";
import { writeAside } from "../system/write-aside.js";

const options = cachedDataVersionTag();

/** One step of a classifier, with all that a lesson asks of it. */
async function firstStep(
  inputShape: readonly number[],
  first: Layer,
  ...others: readonly Layer[]
): Promise<void> {
  const model = sequential({ layers: [first, ...others, layers.dense({ units: 2, activation: "softmax" })] });
  model.compile({ optimizer: train.adam(), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const x = zeros([4, ...inputShape]);
  const y = tensor([
    [1, 0],
    [0, 1],
    [1, 0],
    [0, 1],
  ]);
  await model.fit(x, y, { batchSize: 2, epochs: 1, validationSplit: 0.5, verbose: 0 });
  model.predict(x);
}

const { conv2d, dense, dropout, embedding, flatten, globalAveragePooling1d, lstm, maxPooling2d, simpleRNN } =
  layers;
await firstStep([64], dense({ units: 8, activation: "relu", inputShape: [64] }), dropout({ rate: 0.1 }));
await firstStep(
  [8, 8, 3],
  conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [8, 8, 3] }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
);
await firstStep([4], embedding({ inputDim: 10, outputDim: 4, inputLength: 4 }), globalAveragePooling1d());
await firstStep(
  [4, 3],
  lstm({ units: 4, returnSequences: true, inputShape: [4, 3] }),
  simpleRNN({ units: 4 }),
);

// The engine enables relaxed SIMD in Node 20, and wide vectors in Node 24. A program that starts has not done so yet, and
// V8 takes only what was written with its own options.
for (const option of ["--no-experimental-wasm-relaxed-simd", "--no-experimental-wasm-revectorize"])
  if (cachedDataVersionTag() !== options) setFlagsFromString(option);
if (cachedDataVersionTag() !== options) throw new Error("the options of V8 have changed");
for (const { compiled, cache } of joinedScripts()) await writeAside(cache, compiled.createCachedData());
process.exit();
