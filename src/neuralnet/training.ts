/** One training: from start weights until the threshold or `stepmax` is reached. */
import { NumericError } from "../errors/errors.js";
import { sinceTurn, yieldToEventLoop } from "../host/event-loop.js";
import { notebook } from "../host/notebook.js";
import { ALGORITHMS } from "./algorithms.js";
import { compiledPropagation, mayBeQuick } from "./compiled-propagation.js";
import type { NeuralnetStep } from "./options.js";
import { errorOf, Propagation, type Examples, type LayerSizes, type Network } from "./propagation.js";
import type { Settings } from "./settings.js";

/** The result of a training; its weights are in one array, layer after layer, column by column. */
export class Trained {
  constructor(
    readonly startWeights: Float64Array,
    readonly weights: Float64Array,
    readonly error: number,
    /** 1 + the number of updates, as in R. */
    readonly steps: number,
    readonly reachedThreshold: number,
    readonly converged: boolean,
  ) {}
}

/**
 * A computation yields to the event loop after so many milliseconds, which also shows whether the stop button
 * was pressed. The clock is shared by all computations.
 */
const YIELD_AFTER = 15;
/** The relative error of a quick step's largest gradient is far below this. */
const CLOSE = 1e-6;

/**
 * @param excluded the positions of the weights that are not trained
 * @param onStep called at every step; false ends the training
 */
export async function train(
  sizes: LayerSizes,
  examples: Examples,
  startWeights: Float64Array,
  excluded: readonly number[],
  settings: Settings,
  onStep: (step: Omit<NeuralnetStep, "repetition">) => void | boolean,
): Promise<Trained> {
  const { functions, algorithm } = settings;
  const exact = new Propagation(sizes, examples, functions);
  const network = quickNetwork(sizes, examples, settings) ?? exact;
  network.weights.set(startWeights);
  const move = ALGORITHMS[algorithm](startWeights.length, settings.stepSizes, settings.learningRate);
  /** Computes the gradients for the current weights; returns the largest absolute one. */
  const look = (at: Network) => {
    if (at !== network) at.weights.set(network.weights);
    at.forward();
    at.backward();
    // With a gradient of 0 no algorithm moves an excluded weight, and it does not count for the threshold.
    for (const position of excluded) at.gradients[position] = 0;
    return largest(at.gradients);
  };
  const run = notebook().currentRun();
  for (let steps = 1; ; steps++) {
    let reachedThreshold = look(network);
    if (Number.isNaN(reachedThreshold)) throw derailed(steps);
    // So close to the threshold the last bits decide whether it is reached: they must be R's.
    if (network !== exact && Math.abs(reachedThreshold - settings.threshold) <= CLOSE * settings.threshold)
      reachedThreshold = look(exact);
    const isOver =
      onStep({ step: steps, reachedThreshold, weights: network.weights, gradients: network.gradients }) ===
      false;
    if (reachedThreshold <= settings.threshold || steps >= settings.stepmax || isOver) {
      const converged = reachedThreshold <= settings.threshold;
      if (network !== exact) reachedThreshold = look(exact);
      return new Trained(
        startWeights,
        network.weights.slice(),
        errorOf(exact.outputs, examples, functions.error),
        steps,
        reachedThreshold,
        converged,
      );
    }
    move(network);
    if (sinceTurn() > YIELD_AFTER) {
      run.throwIfInterrupted();
      await yieldToEventLoop();
      run.throwIfInterrupted();
    }
  }
}

/**
 * A network whose numbers may differ from R's in the last bit, for algorithms that depend on the signs of
 * gradients alone. The final error and threshold always come from an exact network.
 */
function quickNetwork(
  sizes: LayerSizes,
  examples: Examples,
  { functions, algorithm }: Settings,
): Network | undefined {
  if (!mayBeQuick(algorithm, examples.count)) return undefined;
  return (
    compiledPropagation(sizes, examples, functions, algorithm) ??
    new Propagation(sizes, examples, functions, true)
  );
}

/** The largest absolute value; NaN if any value is NaN. */
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
    where: "neuralnet",
    argument: "gradient",
    received: { fr: `NaN à l’étape ${step}`, en: `NaN at step ${step}` },
    expected: { fr: "un nombre", en: "a number" },
    mend: {
      fr: "Vérifiez que l’erreur convient à la sortie (ce : linearOutput: false, logistic, étiquettes 0/1), et réduisez le taux d’apprentissage.",
      en: "Check that the error fits the output (ce: linearOutput: false, logistic, labels 0/1), and lower the learning rate.",
    },
  });
}
