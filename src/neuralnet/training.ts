/** One training: from start weights to the threshold, or as far as `stepmax` lets it go. */
import { NumericError } from "../errors/errors.js";
import { sinceTurn, yieldToEventLoop } from "../host/event-loop.js";
import { notebook } from "../host/notebook.js";
import { ALGORITHMS } from "./algorithms.js";
import type { Settings, Step } from "./options.js";
import { compiledPropagation } from "./compiled-propagation.js";
import { errorOf, Propagation, type Examples, type LayerSizes } from "./propagation.js";

/** How a training ended; weights in one array, layer after layer, column by column. */
export interface Trained {
  readonly startWeights: Float64Array;
  readonly weights: Float64Array;
  readonly error: number;
  /** 1 and one for each update, as R counts. */
  readonly steps: number;
  readonly reachedThreshold: number;
  readonly converged: boolean;
}

/** Milliseconds between two looks at the stop button, of whoever computes. */
const PATIENCE = 15;

/** @param onStep  told of every step; false ends the training */
export async function train(sizes: LayerSizes, examples: Examples, startWeights: Float64Array, settings: Settings, onStep: (step: Omit<Step, "repetition">) => void | boolean): Promise<Trained> {
  const { functions, algorithm } = settings;
  const network = compiledPropagation(sizes, examples, functions, algorithm) ?? new Propagation(sizes, examples, functions);
  network.weights.set(startWeights);
  const move = ALGORITHMS[algorithm](startWeights.length, settings.stepSizes, settings.learningRate);
  const run = notebook().currentRun();
  for (let steps = 1; ; steps++) {
    network.forward();
    network.backward();
    const reachedThreshold = largest(network.gradients);
    if (Number.isNaN(reachedThreshold)) throw derailed(steps);
    const isOver = onStep({ step: steps, reachedThreshold, weights: network.weights, gradients: network.gradients }) === false;
    if (reachedThreshold <= settings.threshold || steps >= settings.stepmax || isOver) {
      return { startWeights, weights: network.weights.slice(), error: errorOf(network.outputs, examples, functions.error), steps, reachedThreshold, converged: reachedThreshold <= settings.threshold };
    }
    move(network);
    if (sinceTurn() > PATIENCE) {
      run.throwIfInterrupted();
      await yieldToEventLoop();
      run.throwIfInterrupted();
    }
  }
}

/** The largest absolute value; NaN if one is. */
function largest(values: Float64Array): number {
  let result = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (!(size <= result)) result = size;
    if (Number.isNaN(result)) return NaN;
  }
  return result;
}

function derailed(step: number): NumericError {
  return new NumericError({
    where: "neuralnet", argument: "gradient", received: { fr: `NaN à l’étape ${step}`, en: `NaN at step ${step}` },
    expected: { fr: "un nombre", en: "a number" },
    mend: {
      fr: "Vérifiez que l’erreur convient à la sortie (ce : linearOutput: false, logistic, étiquettes 0/1), et réduisez le taux d’apprentissage.",
      en: "Check that the error fits the output (ce: linearOutput: false, logistic, labels 0/1), and lower the learning rate.",
    },
  });
}
