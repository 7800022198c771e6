/**
 * A program that trains the models of some seeds and prints a digest of each: `node digests-program.js FIRST COUNT`. What it
 * prints is to be the same with wide vectors and without (`wide.test.ts`).
 */
import { createHash } from "node:crypto";
import "../../../src/autograd/methods.js";
import { fastEngine } from "../../../src/fast/fast-engine.js";
import { fastestFlavour } from "../../../src/fast/kernel-module.js";
import { lossFrom } from "../../../src/losses/losses.js";
import { optimizerFrom } from "../../../src/optimizers/optimizer-from.js";
import { sizeOf } from "../../../src/tensor/shape.js";
import { Tensor } from "../../../src/tensor/tensor.js";
import { numbers } from "../workbench.js";
import { drawnModel, type DrawnModel } from "./drawn-model.js";

const STEPS = 2;

function digestOf({ model, shape, rows, words, optimizer, filled }: DrawnModel, seed: number): string {
  const engine = fastEngine({
    graph: model.graph,
    training: {
      optimizer: optimizerFrom(optimizer, "test"),
      losses: [lossFrom("meanSquaredError", "test")],
      trainable: model.trainableWeights,
    },
  });
  if (engine === undefined) throw new Error("this model has no fast engine");
  const digest = createHash("sha256");
  const take = ({ data }: Tensor) =>
    digest.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const outputShape = [rows, ...(model.outputs[0].shape.slice(1) as number[])];
  const inputShape = [rows, ...shape];
  for (let step = 0; step < STEPS; step++) {
    const drawn = numbers(sizeOf(inputShape), seed + step);
    const shown = numbers(drawn.length, seed + step + 10);
    const input = drawn.map((value, i) =>
      words === undefined
        ? Math.abs(shown[i]) <= filled
          ? value
          : 0
        : Math.floor(((value + 1) / 2) * words),
    );
    const { loss } = engine.trainBatch(
      {
        inputs: [new Tensor(input, inputShape)],
        targets: [new Tensor(numbers(sizeOf(outputShape), seed + step + 20), outputShape)],
      },
      step,
    );
    digest.update(String(loss));
    for (const output of engine.predictBatch([new Tensor(input, inputShape)])) take(output);
  }
  engine.synchronize();
  model.weights.forEach(take);
  return digest.digest("hex").slice(0, 16);
}

const [first, count] = process.argv.slice(2).map(Number);
console.log(fastestFlavour());
for (let seed = first; seed < first + count; seed++) {
  const drawn = drawnModel(seed);
  console.log(`${drawn.text}: ${digestOf(drawn, seed)}`);
}
process.exit();
