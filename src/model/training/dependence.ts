/**
 * Checks that a loss of your own depends on the predictions, and that it compares each prediction with one
 * target. Without these checks a training would silently learn nothing, or only the mean of the targets.
 */
import type { Entry, Recording } from "../../autograd/tape.js";
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import { formatShape, sameShape } from "../../tensor/shape.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import type { Batch } from "./training-engine.js";

/**
 * @throws ArgumentError where no output's loss depends on a trainable weight; ShapeError where an operation
 *         has broadcast targets and predictions of different shapes, so that each prediction was compared
 *         with several targets
 */
export function checkDependence(
  { entries, tracks }: Recording,
  { losses, outputs }: { readonly losses: readonly Tensor[]; readonly outputs: readonly Tensor[] },
  { targets }: Batch,
  trainable: readonly Variable[],
): void {
  if (trainable.length > 0 && !losses.some(tracks) && outputs.some(tracks)) throw dependsOnNothing();
  outputs.forEach((output, i) => {
    const target = targets[i];
    const spread = entries.find(
      (entry) =>
        (target.size !== output.size &&
          entry.inputs.includes(target) &&
          entry.outputs[0].size > output.size) ||
        areCrossed(entry, target),
    );
    if (spread !== undefined)
      throw spreadOver(spread.inputs.find((each) => each.storage === target.storage) ?? target, output);
  });
}

/**
 * Whether an operation combined a list [n] of targets with a column [n, 1] of predictions, or the other way
 * round: broadcasting gives all n × n pairs, although both have one number for each example. A row [1, n] is
 * allowed, since nobody makes one by accident.
 */
function areCrossed({ inputs, outputs: [result] }: Entry, target: Tensor): boolean {
  if (inputs.length !== 2 || inputs.every((each) => each.storage !== target.storage)) return false;
  const [list, column] = inputs[0].rank === 1 ? inputs : [inputs[1], inputs[0]];
  return (
    list.rank === 1 &&
    sameShape(column.shape, [list.size, 1]) &&
    list.size > 1 &&
    sameShape(result.shape, [list.size, list.size])
  );
}

function dependsOnNothing(): ArgumentError {
  return new ArgumentError({
    where: "fit",
    argument: "loss",
    received: {
      fr: "une perte qui ne dépend pas des prédictions",
      en: "a loss that does not depend on the predictions",
    },
    expected: {
      fr: "une perte calculée à partir de p, avec des tenseurs",
      en: "a loss computed from p, with tensors",
    },
    mend: {
      fr: "dataSync() et arraySync() donnent des nombres, que l’on ne dérive pas : restez en tenseurs jusqu’au bout, par exemple (y, p) => p.sub(y).square().mean().",
      en: "dataSync() and arraySync() give numbers, which cannot be differentiated: stay with tensors to the end, for example (y, p) => p.sub(y).square().mean().",
    },
  });
}

function spreadOver(target: Tensor, output: Tensor): ShapeError {
  return new ShapeError({
    where: "fit",
    argument: "y",
    received: formatShape(target.shape),
    expected: formatShape(output.shape),
    mend: {
      fr: "La perte combine chaque prédiction avec plusieurs valeurs de y : donnez à y et à p la même forme, ou découpez y dans la perte.",
      en: "The loss combines each prediction with several values of y: give y and p the same shape, or slice y in the loss.",
    },
  });
}
