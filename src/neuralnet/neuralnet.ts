/**
 * R's `neuralnet` (package neuralnet 1.44.2, Fritsch, Günther and Wright), figure for figure: the same seed and data give the
 * same weights after the same number of steps.
 *
 * Where the original leaves its users alone this one does not: a training that does not reach the threshold returns the
 * weights it has, with `converged: false` and a warning; targets that the error or the output cannot fit are named before
 * training; NaN stops with a message.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import { setSeed } from "../random/r-random.js";
import { checkFitness } from "./fitness.js";
import { LifeSigns } from "./life-signs.js";
import { readSettings, type NeuralnetOptions, type Settings } from "./options.js";
import { weightCount, type Examples, type LayerSizes } from "./propagation.js";
import { NeuralNetwork } from "./result.js";
import { columnsOf, readTargets } from "./targets.js";
import { train } from "./training.js";

export type { Algorithm } from "./algorithms.js";
export type { ActivationChoice, ErrorChoice } from "./functions.js";
export type { NeuralnetOptions, Step } from "./options.js";
export { NeuralNetwork } from "./result.js";

/**
 * Trains a network by the options' algorithm, `rep` times.
 * @returns the repetition with the least error, one that converged if any did; all of them in its `repetitions`
 * @throws ArgumentError, ShapeError for arguments that cannot be used; NumericError where the training ends in NaN
 */
export async function neuralnet(options: NeuralnetOptions): Promise<NeuralNetwork> {
  const settings = readSettings(options);
  if (!(options.x?.length > 0)) {
    throw new ArgumentError({
      where: "neuralnet", argument: "x", received: options.x === undefined ? "undefined" : "[]", expected: { fr: "au moins un exemple", en: "at least one example" },
      mend: { fr: "Donnez une ligne par exemple : x: [[0, 1], [1, 1]].", en: "Give one row an example: x: [[0, 1], [1, 1]]." },
    });
  }
  const inputs = columnsOf(options.x, "x");
  const { columns: targets, classes } = readTargets(options.y, options.x.length, options.classes);
  checkFitness(targets, settings.functions);
  const sizes = [inputs.length, ...settings.hidden, targets.length];
  const examples: Examples = { count: options.x.length, inputs, targets };
  const startWeights = weightSource(options, sizes);
  const signs = new LifeSigns(settings);
  const repetitions: NeuralNetwork[] = [];
  try {
    for (let repetition = 1; repetition <= settings.rep; repetition++) {
      const trained = await train(sizes, examples, startWeights(), settings, (step) => {
        signs.step(repetition, step);
        return options.onStep?.({ repetition, ...step });
      });
      signs.end(repetition, trained);
      repetitions.push(new NeuralNetwork(sizes, trained, settings, classes, examples.count));
    }
  } finally {
    signs.close();
  }
  if (options.warnings !== false) warnOfFailures(repetitions, settings);
  const best = repetitions.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  best.repetitions = repetitions;
  return best;
}

/** Those that converged before those that did not, then by error. */
function rank({ converged, error }: NeuralNetwork): number {
  return converged ? Math.atan(error) : 4 + Math.atan(error);
}

/** Where each repetition's start weights come from: the person's own, or the random stream, which goes on from one to the next. */
function weightSource({ startWeights, random, seed = 1 }: NeuralnetOptions, sizes: LayerSizes): () => Float64Array {
  const count = weightCount(sizes);
  if (startWeights === undefined) {
    const stream = random ?? setSeed(seed);
    return () => Float64Array.from(stream.rnorm(count));
  }
  const flat = startWeights.flatMap((part) => (typeof part === "number" ? [part] : part[0].flatMap((_, j) => part.map((row) => row[j]))));
  if (flat.length !== count || flat.some((weight) => !Number.isFinite(weight))) {
    throw new ShapeError({
      where: "neuralnet", argument: "startWeights", received: { fr: `${flat.length} nombres`, en: `${flat.length} numbers` },
      expected: { fr: `${count} nombres finis, pour un réseau ${sizes.join("-")}`, en: `${count} finite numbers, for a network ${sizes.join("-")}` },
      mend: { fr: "Une matrice par couche, le biais en ligne 0 : la forme de `weights`.", en: "One matrix a layer, the bias in row 0: the form of `weights`." },
    });
  }
  return () => Float64Array.from(flat);
}

function warnOfFailures(repetitions: readonly NeuralNetwork[], { stepmax, threshold }: Settings): void {
  const failed = repetitions.filter(({ converged }) => !converged).length;
  if (failed === 0) return;
  notebook().warn(say({
    fr: `neuralnet : pas de convergence dans ${failed} répétition(s) sur ${repetitions.length} : le seuil ${threshold} n’a pas été atteint en ${stepmax} étapes. Les poids obtenus sont rendus (converged: false). Augmentez stepmax ou threshold, ou changez le réseau.`,
    en: `neuralnet: no convergence in ${failed} of ${repetitions.length} repetition(s): the threshold ${threshold} was not reached in ${stepmax} steps. The weights are returned as they are (converged: false). Raise stepmax or threshold, or change the network.`,
  }));
}
