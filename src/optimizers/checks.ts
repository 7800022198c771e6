/**
 * Checks the arguments of `minimize` and `applyGradients`: the loss must be differentiable, and gradients
 * must fit their variables.
 */
import { checkVariables } from "../autograd/gradients.js";
import { ArgumentError, NumericError, ShapeError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { formatShape, sameShape } from "../tensor/shape.js";
import { Tensor, type Variable } from "../tensor/tensor.js";

const MINIMIZE = "minimize";

/** @throws ArgumentError, ShapeError where a variable has no gradient of its shape */
export function checkGradients(variables: readonly Variable[], gradients: readonly Tensor[]): void {
  const where = "applyGradients";
  checkVariables(variables, where);
  if (!Array.isArray(gradients) || gradients.length !== variables.length) {
    throw new ArgumentError({
      where,
      argument: "gradients",
      received: Array.isArray(gradients) ? String(gradients.length) : written(gradients),
      expected: {
        fr: `une liste de ${variables.length} tenseur(s), un par variable`,
        en: `a list of ${variables.length} tensor(s), one for each variable`,
      },
      mend: {
        fr: "Donnez les gradients dans l’ordre des variables.",
        en: "Give the gradients in the order of the variables.",
      },
    });
  }
  const odd = variables.findIndex(
    ({ shape }, i) => !(gradients[i] instanceof Tensor) || !sameShape((gradients[i] as Tensor).shape, shape),
  );
  if (odd < 0) return;
  const gradient: unknown = gradients[odd];
  throw new ShapeError({
    where,
    argument: `gradients[${odd}]`,
    received: gradient instanceof Tensor ? formatShape(gradient.shape) : written(gradient),
    expected: formatShape(variables[odd].shape),
    mend: { fr: "Un gradient a la forme de sa variable.", en: "A gradient has the shape of its variable." },
  });
}

/** @throws ArgumentError for arguments that `minimize` cannot use */
export function checkMinimize(f: unknown, returnCost: unknown, variables: unknown): void {
  const wrong =
    typeof f !== "function"
      ? {
          argument: "f",
          value: f,
          expected: {
            fr: "une fonction sans argument qui renvoie la perte",
            en: "a function without arguments that returns the loss",
          },
        }
      : typeof returnCost !== "boolean"
        ? {
            argument: "returnCost",
            value: returnCost,
            expected: { fr: "true ou false", en: "true or false" },
          }
        : undefined;
  if (wrong !== undefined) {
    throw new ArgumentError({
      where: MINIMIZE,
      argument: wrong.argument,
      received: written(wrong.value),
      expected: wrong.expected,
      mend: {
        fr: "Par exemple optimizer.minimize(() => w.square().sum(), true).",
        en: "For example optimizer.minimize(() => w.square().sum(), true).",
      },
    });
  }
  if (variables !== undefined) checkVariables(variables, MINIMIZE);
}

/** The error for a loss that depends on no variable. */
export function dependsOnNothing(): ArgumentError {
  return new ArgumentError({
    where: MINIMIZE,
    argument: "f",
    received: {
      fr: "une perte qui ne dépend d’aucune variable à apprendre",
      en: "a loss that depends on no variable to be learned",
    },
    expected: {
      fr: "une perte calculée à partir de variables, avec des tenseurs",
      en: "a loss computed from variables, with tensors",
    },
    mend: {
      fr: "model.predict, dataSync() et arraySync() donnent des nombres, que l’on ne dérive pas : écrivez model.apply(x), et restez en tenseurs jusqu’au bout.",
      en: "model.predict, dataSync() and arraySync() give numbers, which cannot be differentiated: write model.apply(x), and stay with tensors to the end.",
    },
  });
}

/** The error for a loss that is NaN or infinite. */
export function noFiniteLoss(value: number): NumericError {
  return new NumericError({
    where: MINIMIZE,
    argument: "f",
    received: { fr: `une perte ${value}`, en: `a loss of ${value}` },
    expected: { fr: "un nombre fini", en: "a finite number" },
    mend: {
      fr: "Les variables restent comme elles sont. Diminuez le taux d’apprentissage, ou vérifiez les données.",
      en: "The variables stay as they are. Lower the learning rate, or check the data.",
    },
  });
}
