/** What a loss is: how far predictions are from what they should be, one number an example. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import type { Sentence } from "../language/language.js";
import { formatShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";

/** A shape whose first axis, the batch, may be unknown. */
export type OutputShape = readonly (number | null)[];

export interface Loss {
  /** The name under which a model is compiled with it, such as `meanSquaredError`. */
  readonly name: string;
  /** Whether `compile` knows it by this name: false for a function of your own. */
  readonly named: boolean;
  /** The loss of each example: the last axis of the predictions goes, [batch, …, outputs] becomes [batch, …]. */
  values(yTrue: Tensor, yPred: Tensor): Tensor;
  /**
   * Checks targets, once, before a training: their shape, and their values where only some make sense.
   * @param output the shape of the model's output
   * @param where  who asks, for the error
   * @throws ShapeError, ArgumentError
   */
  check(targets: Tensor, output: OutputShape, where: string): void;
}

/** Targets must have the shape of the output. */
export function checkSameShape(targets: Tensor, output: OutputShape, where: string, mend?: Sentence): void {
  const fits =
    targets.rank === output.length &&
    output.every((extent, axis) => axis === 0 || extent === null || extent === targets.shape[axis]);
  if (fits) return;
  throw new ShapeError({
    where,
    argument: "y",
    received: formatShape(targets.shape),
    expected: formatShape([targets.shape[0] ?? null, ...output.slice(1)]),
    mend: mend ?? {
      fr: "Il faut une valeur attendue pour chaque sortie du modèle : changez y, ou units de la dernière couche.",
      en: "Each output of the model needs a target: change y, or the last layer's units.",
    },
  });
}

/** Every target must be allowed; the error names the first that is not. */
export function checkValues(
  targets: Tensor,
  allowed: (value: number) => boolean,
  where: string,
  expected: Sentence,
  mend: Sentence,
): void {
  const position = targets.data.findIndex((value) => !allowed(value));
  if (position < 0) return;
  const example = Math.floor(position / (targets.size / targets.shape[0]));
  throw new ArgumentError({
    where,
    argument: `y[${example}]`,
    received: String(targets.data[position]),
    expected,
    mend,
  });
}
