/** Whether a loss of your own has anything to do with what is to be learned: where it has not, a training would change nothing and say nothing. */
import type { Recording } from "../autograd/tape.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { formatShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import type { Totals } from "./autograd-engine.js";
import type { Batch } from "./training-engine.js";

/**
 * @throws ArgumentError where no output's loss depends on a weight that is learned; ShapeError where targets and predictions of
 *         different shapes were put together, so that each prediction met several targets
 */
export function checkDependence({ entries, tracks }: Recording, { losses, outputs }: Totals, { targets }: Batch, trainable: readonly Variable[]): void {
  if (trainable.length > 0 && !losses.some(tracks) && outputs.some(tracks)) throw dependsOnNothing();
  outputs.forEach((output, i) => {
    const target = targets[i];
    if (target.size === output.size) return;
    const spread = entries.find(({ inputs, outputs: [result] }) => inputs.includes(target) && result.size > output.size);
    if (spread !== undefined) throw spreadOver(target, output);
  });
}

function dependsOnNothing(): ArgumentError {
  return new ArgumentError({
    where: "fit", argument: "loss", received: { fr: "une perte qui ne dépend pas des prédictions", en: "a loss that does not depend on the predictions" },
    expected: { fr: "une perte calculée à partir de p, avec des tenseurs", en: "a loss computed from p, with tensors" },
    mend: {
      fr: "dataSync() et arraySync() donnent des nombres, que l’on ne dérive pas : restez en tenseurs jusqu’au bout, par exemple (y, p) => p.sub(y).square().mean().",
      en: "dataSync() and arraySync() give numbers, which cannot be differentiated: stay with tensors to the end, for example (y, p) => p.sub(y).square().mean().",
    },
  });
}

function spreadOver(target: Tensor, output: Tensor): ShapeError {
  return new ShapeError({
    where: "fit", argument: "y", received: formatShape(target.shape), expected: formatShape(output.shape),
    mend: {
      fr: "La perte combine chaque prédiction avec plusieurs valeurs de y : donnez à y la forme de la sortie, ou découpez y dans la perte.",
      en: "The loss puts each prediction together with several values of y: give y the shape of the output, or slice y in the loss.",
    },
  });
}
