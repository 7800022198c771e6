/** Whether a loss of your own has anything to do with what is to be learned: where it has not, a training would change nothing and say nothing. */
import type { Entry, Recording } from "../autograd/tape.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { formatShape, sameShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import type { Totals } from "./autograd-engine.js";
import type { Batch } from "./training-engine.js";

/**
 * @throws ArgumentError where no output's loss depends on a weight that is learned; ShapeError where targets and predictions of
 *         different shapes were put together, so that each prediction met several targets
 */
export function checkDependence(
  { entries, tracks }: Recording,
  { losses, outputs }: Totals,
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
      throw spreadOver(spread.inputs.find((each) => each.data === target.data) ?? target, output);
  });
}

/**
 * Whether a list [n] of targets met a column [n, 1] of predictions, or the other way round: broadcasting gives all n × n pairs, though
 * both have one number an example. A row [1, n] that somebody made on purpose is no list.
 */
function areCrossed({ inputs, outputs: [result] }: Entry, target: Tensor): boolean {
  if (inputs.length !== 2 || inputs.every((each) => each.data !== target.data)) return false;
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
      en: "The loss puts each prediction together with several values of y: give y and p the same shape, or slice y in the loss.",
    },
  });
}
