/** The interface of a loss: how far predictions are from targets, one number for each example. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import type { Sentence } from "../language/language.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";

export interface Loss {
  /** The name of the loss, such as `meanSquaredError`. */
  readonly name: string;
  /** Whether `compile` accepts this name; false for a function of your own. */
  readonly named: boolean;
  /** The options that differ from the default ones, as they are saved; absent where none does. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Whether the predictions are logits, not probabilities; false where absent. */
  readonly fromLogits?: boolean;
  /**
   * The loss of each example, without the last axis of the predictions: [batch, …, outputs] becomes [batch,
   * …].
   */
  values(yTrue: Tensor, yPred: Tensor): Tensor;
  /**
   * Checks the shape and the values of targets, once before a training.
   * @param output the shape of the model's output
   * @param where  the model or the function that is called, for the error
   * @throws ShapeError, ArgumentError
   */
  check(targets: Tensor, output: BatchShape, where: string): void;
}

/** @throws ShapeError where targets do not have the shape of the output */
export function checkSameShape(targets: Tensor, output: BatchShape, where: string, mend?: Sentence): void {
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

/** @throws ArgumentError that names the first example with a target that is not allowed */
export function checkValues(
  targets: Tensor,
  allowed: (value: number) => boolean,
  where: string,
  expected: Sentence,
  mend: Sentence,
): void {
  const position = targets.storage.findIndex((value) => !allowed(value));
  if (position < 0) return;
  const example = Math.floor(position / (targets.size / targets.shape[0]));
  throw new ArgumentError({
    where,
    argument: `y[${example}]`,
    received: String(targets.storage[position]),
    expected,
    mend,
  });
}

/** The check of a loss whose targets have the shape of the output, and only values that are allowed. */
export function sameShapeAndValues(
  allowed: (value: number) => boolean,
  expected: Sentence,
  mend: Sentence,
  shapeMend?: Sentence,
): Loss["check"] {
  return (targets, output, where) => {
    checkSameShape(targets, output, where, shapeMend);
    checkValues(targets, allowed, where, expected, mend);
  };
}
