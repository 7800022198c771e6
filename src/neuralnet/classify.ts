/** From a network's outputs to classes. */
import { ArgumentError } from "../errors/errors.js";
import type { NeuralNetwork } from "./result.js";
import type { Label } from "./targets.js";

/**
 * The class of each row of x. With one output: the second class above the threshold, else the first. With several: that
 * of the largest output.
 * @param threshold  0.5 by default; for the labels −1 and 1 the middle is 0
 */
export function classify(model: NeuralNetwork, x: readonly ArrayLike<number>[], threshold = 0.5): Label[] {
  const outputs = model.predict(x);
  const several = model.sizes[model.sizes.length - 1] > 1;
  if (several) return outputs.map((row) => labelAt(model, row.indexOf(Math.max(...row))));
  if (model.classes === undefined || model.classes.length !== 2) {
    throw new ArgumentError({
      where: "classify", argument: "model", received: { fr: "un réseau appris sur des nombres, pas sur deux classes", en: "a network trained on numbers, not on two classes" },
      expected: { fr: "un réseau appris sur deux classes", en: "a network trained on two classes" },
      mend: { fr: "Donnez à neuralnet un y à deux valeurs, ou l’option classes.", en: "Give neuralnet a y of two values, or the option classes." },
    });
  }
  const [low, high] = model.classes;
  return outputs.map(([output]) => (output > threshold ? high : low));
}

function labelAt({ classes }: NeuralNetwork, place: number): Label {
  return classes?.[place] ?? place;
}
