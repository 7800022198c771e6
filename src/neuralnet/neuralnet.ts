/**
 * R's `neuralnet` (package neuralnet 1.44.2, Fritsch, Günther and Wright), digit for digit: the same seed and
 * data give the same weights after the same number of steps.
 *
 * It differs from R's where a user needs help: a training that does not reach the threshold returns its
 * weights, with `converged: false` and a warning; targets that the error or the output cannot fit are
 * reported before training; NaN stops the training with an error.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import { columnsOf, readRows } from "./examples.js";
import { readExcluded } from "./excluded-weights.js";
import { checkCompatibility } from "./compatibility.js";
import { LifeSigns } from "./life-signs.js";
import type { NeuralnetOptions } from "./options.js";
import { weightCount, type Examples, type LayerSizes } from "./propagation.js";
import { NeuralNetwork } from "./result.js";
import { warnOfScales } from "./scales.js";
import { readSettings, type Settings } from "./settings.js";
import { weightSource } from "./start-weights.js";
import { readTargets } from "./targets.js";
import { train } from "./training.js";

export type { Algorithm } from "./algorithms.js";
export type { ActivationChoice, ErrorChoice } from "./chosen-functions.js";
export type { Exclude } from "./excluded-weights.js";
export type { NeuralnetOptions, NeuralnetStep } from "./options.js";
export { NeuralNetwork, type Computed, type ConfidenceInterval } from "./result.js";
export type { StartWeights } from "./start-weights.js";

/** The most numbers of a training: weights, and the values of all neurons for all examples. */
const MOST_NUMBERS = 2e8;

/**
 * Trains a network by the options' algorithm, `rep` times.
 * @returns the repetition with the least error, among those that converged if any did; all of them are in its
 *   `repetitions`
 * @throws ArgumentError, ShapeError for arguments that cannot be used; NumericError where the training ends
 *   in NaN
 * @param options the data and the settings, under R's names in camel case
 * @example
 * ```ts
 * const { x, y } = datasets.xor({ n: 50, seed: 69 });
 * const net = await neuralnet({
 *   x,
 *   y: y.map((label) => (label + 1) / 2),
 *   hidden: 4,
 *   linearOutput: false,
 *   stepmax: 2000,
 *   seed: 69,
 * });
 * net.steps;
 * ```
 */
export async function neuralnet(options: NeuralnetOptions): Promise<NeuralNetwork> {
  const settings = readSettings(options);
  const rows = readRows(options.x, { where: "neuralnet", argument: "x" });
  if (rows.length === 0) {
    throw new ArgumentError({
      where: "neuralnet",
      argument: "x",
      received: "[]",
      expected: { fr: "au moins un exemple", en: "at least one example" },
      mend: {
        fr: "Donnez une ligne pour chaque exemple : x: [[0, 1], [1, 1]].",
        en: "Give one row for each example: x: [[0, 1], [1, 1]].",
      },
    });
  }
  const inputs = columnsOf(rows);
  const { columns: targets, classes } = readTargets(options.y, rows.length, options.classes);
  const examples: Examples = { count: rows.length, inputs, targets };
  const sizes = [inputs.length, ...settings.hidden, targets.length];
  checkSize(sizes, examples.count);
  const excluded = readExcluded(options.exclude, options.constantWeights, sizes);
  const startWeights = weightSource(options, sizes, excluded, settings.rep);
  checkCompatibility(targets, settings.functions);
  if (options.warnings !== false) warnOfScales(inputs, settings.hidden.length, settings.functions);
  const signs = new LifeSigns(settings);
  const repetitions: NeuralNetwork[] = [];
  try {
    for (let repetition = 1; repetition <= settings.rep; repetition++) {
      const trained = await train(sizes, examples, startWeights(), excluded.positions, settings, (step) => {
        signs.step(repetition, step);
        return options.onStep?.({ repetition, ...step });
      });
      signs.end(repetition, trained);
      repetitions.push(new NeuralNetwork(trained, { sizes, settings, classes, examples, excluded }));
    }
  } finally {
    signs.close();
  }
  if (options.warnings !== false) warnOfFailures(repetitions, settings);
  const best = repetitions.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  best.repetitions = repetitions;
  return best;
}

/** Refuses a network whose numbers would not fit into memory. */
function checkSize(sizes: LayerSizes, count: number): void {
  const numbers = 2 * weightCount(sizes) + 3 * count * sizes.reduce((sum, size) => sum + size, 0);
  if (numbers <= MOST_NUMBERS) return;
  throw new ArgumentError({
    where: "neuralnet",
    argument: "hidden",
    received: written(sizes.slice(1, -1)),
    expected: {
      fr: `un réseau et des exemples de moins de ${MOST_NUMBERS} nombres en tout`,
      en: `a network and examples of fewer than ${MOST_NUMBERS} numbers in all`,
    },
    mend: {
      fr: "Prenez moins de neurones ou moins d’exemples.",
      en: "Take fewer neurons or fewer examples.",
    },
  });
}

/** Sorts repetitions that converged before the others, and each of both by error. */
function rank({ converged, error }: NeuralNetwork): number {
  return converged ? Math.atan(error) : 4 + Math.atan(error);
}

function warnOfFailures(repetitions: readonly NeuralNetwork[], { stepmax, threshold }: Settings): void {
  const failed = repetitions.filter(({ converged }) => !converged).length;
  if (failed === 0) return;
  notebook().warn(
    say({
      fr: `neuralnet : pas de convergence dans ${failed} répétition(s) sur ${repetitions.length} : le seuil ${threshold} n’a pas été atteint en ${stepmax} étape(s). Les poids obtenus sont rendus (converged: false). Augmentez stepmax ou threshold, ou changez le réseau.`,
      en: `neuralnet: no convergence in ${failed} of ${repetitions.length} repetition(s): the threshold ${threshold} was not reached in ${stepmax} step(s). The weights are returned as they are (converged: false). Raise stepmax or threshold, or change the network.`,
    }),
  );
}
