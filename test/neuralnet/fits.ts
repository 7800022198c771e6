/**
 * Fits that R made, and the same fits by `neuralnet`: the same data and seed must give the same weights, to
 * the last bit, after the same number of steps.
 */
import assert from "node:assert/strict";
import { flower, perceptron, xor } from "../../src/datasets/datasets.js";
import { confusionMatrix } from "../../src/metrics/confusion-matrix.js";
import { classify } from "../../src/neuralnet/classify.js";
import { neuralnet, type NeuralnetOptions } from "../../src/neuralnet/neuralnet.js";
import { setSeed } from "../../src/random/r-random.js";

export interface Fit {
  readonly name: string;
  readonly seed: number;
  readonly points: "perceptron" | "xor" | "flower" | "tiny";
  readonly targets?: "xor" | "and" | "or";
  readonly coding: "01" | "pm1";
  readonly oneStream: boolean;
  readonly hidden: readonly number[];
  readonly options: Partial<NeuralnetOptions>;
  readonly steps: number;
  readonly error: number;
  readonly reachedThreshold: number;
  readonly converged: boolean;
  readonly weights: readonly number[];
  readonly confusion?: { readonly tn: number; readonly fp: number; readonly fn: number; readonly tp: number };
  readonly cut: number | null;
}

export function describeFit(fit: Fit): string {
  return `${fit.name}, hidden ${fit.hidden.join(", ")}, seed ${fit.seed}: ${fit.steps} steps`;
}

/** The data of a fit, and the stream in the state that R's has after drawing them. */
function dataOf({ points, targets, coding, seed }: Fit) {
  const random = setSeed(seed);
  if (points === "tiny") {
    const labels = { xor: [0, 1, 1, 0], and: [0, 0, 0, 1], or: [0, 1, 1, 1] }[targets ?? "xor"];
    return {
      random,
      x: [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      y: labels.map((label) => (coding === "01" ? label : 2 * label - 1)),
    };
  }
  if (points === "flower") {
    const all = flower({ random });
    const rows = random.sample(400, 320).map((place) => place - 1);
    return { random, x: rows.map((row) => all.x[row]), y: rows.map((row) => all.y[row]) };
  }
  const { x, y } = (points === "perceptron" ? perceptron : xor)({ random });
  return { random, x, y: y.map((label) => (coding === "01" ? (label + 1) / 2 : label)) };
}

/** Repeats a fit and compares all of R's results. */
export async function checkFit(fit: Fit): Promise<void> {
  const { random, x, y } = dataOf(fit);
  const source = fit.oneStream ? { random } : { seed: fit.seed };
  const net = await neuralnet({ x, y, hidden: fit.hidden, ...source, ...fit.options, warnings: false });
  assert.equal(net.steps, fit.steps);
  assert.equal(net.converged, fit.converged);
  const weights = net.weights.flatMap((layer) =>
    layer[0].flatMap((_, column) => layer.map((row) => row[column])),
  );
  assert.deepEqual(weights, fit.weights);
  assert.equal(net.error, fit.error);
  assert.equal(net.reachedThreshold, fit.reachedThreshold);
  if (fit.confusion === undefined) return;
  const { tn, fp, fn, tp } = fit.confusion;
  assert.deepEqual(confusionMatrix(y, classify(net, x, fit.cut ?? 0.5), net.classes).counts, [
    [tn, fp],
    [fn, tp],
  ]);
}
