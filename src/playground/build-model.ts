/** The model that a playground's settings describe. `code.ts` writes the same as TypeScript. */
import { dropout as dropoutLayer, dense } from "../layers/layers.js";
import type { Layer } from "../layers/layers.js";
import { sequential } from "../model/models.js";
import type { Sequential } from "../model/sequential.js";
import * as train from "../optimizers/train.js";
import { l1, l2, type Regularizer } from "../regularizers/regularizers.js";
import type { Settings } from "./protocol/settings.js";

/** What the examples ask of the last layer, and how its answers are judged. */
export interface Task {
  readonly units: number;
  readonly activation: "sigmoid" | "softmax" | "linear";
  readonly loss: "binaryCrossentropy" | "sparseCategoricalCrossentropy" | "meanSquaredError";
  readonly metrics: readonly "accuracy"[];
}

/** @param classes the number of classes; 0 for a regression */
export function taskFor(classes: number): Task {
  if (classes === 0) return { units: 1, activation: "linear", loss: "meanSquaredError", metrics: [] };
  return classes === 2
    ? { units: 1, activation: "sigmoid", loss: "binaryCrossentropy", metrics: ["accuracy"] }
    : {
        units: classes,
        activation: "softmax",
        loss: "sparseCategoricalCrossentropy",
        metrics: ["accuracy"],
      };
}

/** @param inputs the number of columns of x */
export function buildModel(settings: Settings, inputs: number, task: Task): Sequential {
  const { hidden, seed, optimizer, learningRate } = settings;
  const layers: Layer[] = hidden.flatMap(({ units, activation, dropout }, i) => [
    dense({
      units,
      activation,
      ...regularizerOf(settings),
      ...(i === 0 ? { inputShape: [inputs] } : {}),
    }),
    ...(dropout > 0 ? [dropoutLayer({ rate: dropout })] : []),
  ]);
  const { units, activation, loss, metrics } = task;
  layers.push(
    dense({
      units,
      activation,
      ...regularizerOf(settings),
      ...(hidden.length === 0 ? { inputShape: [inputs] } : {}),
    }),
  );
  const model = sequential({ seed, layers });
  model.compile({ optimizer: train[optimizer](learningRate), loss, metrics });
  return model;
}

function regularizerOf({ regularization, regularizationRate: rate }: Settings): {
  readonly kernelRegularizer?: Regularizer;
} {
  if (regularization === "none") return {};
  return { kernelRegularizer: regularization === "l1" ? l1({ l1: rate }) : l2({ l2: rate }) };
}
