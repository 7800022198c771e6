/** Classes from the outputs of a network. */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { NeuralNetwork } from "./result.js";
import type { Label } from "./targets.js";

/**
 * The class of each row of x. With one output: the second class if the output is above the threshold, else
 * the first. With several outputs: the class of the largest one.
 * @param threshold 0.5 by default; for the labels −1 and 1 the middle is 0
 * @param model a network with one output for two classes, or one output for each class
 * @param x the examples, one row each
 * @example
 * ```ts
 * const net = await neuralnet({
 *   x: [[0], [1], [2], [3]],
 *   y: [0, 0, 1, 1],
 *   hidden: 1,
 *   linearOutput: false,
 *   stepmax: 2000,
 *   seed: 1,
 * });
 * classify(net, [[0.2], [2.8]]);
 * ```
 */
export function classify(model: NeuralNetwork, x: readonly ArrayLike<number>[], threshold = 0.5): Label[] {
  if (!(model instanceof NeuralNetwork)) {
    throw new ArgumentError({
      where: "classify",
      argument: "model",
      received: written(model),
      expected: { fr: "un réseau que neuralnet a renvoyé", en: "a network that neuralnet returned" },
      mend: {
        fr: "N’oubliez pas d’attendre : const net = await neuralnet({ x, y }).",
        en: "Do not forget await: const net = await neuralnet({ x, y }).",
      },
    });
  }
  if (typeof threshold !== "number" || Number.isNaN(threshold)) {
    throw new ArgumentError({
      where: "classify",
      argument: "threshold",
      received: written(threshold),
      expected: { fr: "un nombre", en: "a number" },
      mend: {
        fr: "Par exemple 0.5 ; entre −1 et 1, le milieu est 0.",
        en: "For example 0.5; between −1 and 1 the middle is 0.",
      },
    });
  }
  const outputs = model.predict(x);
  const several = model.sizes[model.sizes.length - 1] > 1;
  if (several) return outputs.map((row) => labelAt(model, row.indexOf(Math.max(...row))));
  if (model.classes === undefined || model.classes.length !== 2) {
    throw new ArgumentError({
      where: "classify",
      argument: "model",
      received: {
        fr: "un réseau appris sur des nombres, pas sur deux classes",
        en: "a network trained on numbers, not on two classes",
      },
      expected: { fr: "un réseau appris sur deux classes", en: "a network trained on two classes" },
      mend: {
        fr: "Donnez à neuralnet un y à deux valeurs, ou l’option classes.",
        en: "Give neuralnet a y of two values, or the option classes.",
      },
    });
  }
  const [low, high] = model.classes;
  return outputs.map(([output]) => (output > threshold ? high : low));
}

function labelAt({ classes }: NeuralNetwork, place: number): Label {
  return classes?.[place] ?? place;
}
