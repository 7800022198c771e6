/** Divides the examples of `fit` into those to train on and those to evaluate after each epoch. */
import { ArgumentError } from "../../errors/errors.js";
import { sizeOf } from "../../tensor/shape.js";
import { Tensor } from "../../tensor/tensor.js";
import type { ExampleSet } from "./batches.js";

export interface ValidationSplit {
  readonly training: ExampleSet;
  /** Undefined where the share is 0. */
  readonly validation: ExampleSet | undefined;
}

/**
 * Holds the last examples back for validation, without copying any.
 * @param share   the share to hold back, from 0 to less than 1
 * @param weights makes the weights by which the examples that are held back count
 * @throws ArgumentError where no example would be left to train on
 */
export function splitForValidation(
  all: ExampleSet,
  share: number,
  weights: () => readonly Tensor[] | undefined,
): ValidationSplit {
  const trained = share > 0 ? Math.floor(all.count * (1 - share)) : all.count;
  if (trained === 0) throw nothingToTrainOn(share, all.count);
  if (trained === all.count) return { training: all, validation: undefined };
  return {
    training: rowsOf(all, 0, trained),
    validation: rowsOf({ ...all, weights: weights() }, trained, all.count),
  };
}

/** The examples from `from` to before `to`, as views of the same numbers. */
function rowsOf({ inputs, targets, weights }: ExampleSet, from: number, to: number): ExampleSet {
  const cut = (x: Tensor) => {
    const row = sizeOf(x.shape.slice(1));
    return new Tensor(x.storage.subarray(from * row, to * row), [to - from, ...x.shape.slice(1)]);
  };
  return {
    count: to - from,
    inputs: inputs.map(cut),
    targets: targets.map(cut),
    ...(weights === undefined ? {} : { weights: weights.map(cut) }),
  };
}

function nothingToTrainOn(share: number, count: number): ArgumentError {
  return new ArgumentError({
    where: "fit",
    argument: "validationSplit",
    received: String(share),
    expected: {
      fr: `une part qui laisse au moins un des ${count} exemples pour apprendre`,
      en: `a share that leaves at least one of the ${count} examples to learn from`,
    },
    mend: {
      fr: "Donnez plus d’exemples, ou une part plus petite.",
      en: "Give more examples, or a smaller share.",
    },
  });
}
