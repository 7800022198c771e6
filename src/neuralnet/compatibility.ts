/** Checks before training that targets, error function and output are compatible. */
import { ArgumentError } from "../errors/errors.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import { CE, LOGISTIC } from "./functions.js";
import type { NetworkFunctions } from "./propagation.js";

/**
 * Refuses combinations that cannot be computed, and warns of targets that cannot be reached.
 * @throws ArgumentError where cross-entropy is used with targets other than 0 and 1, as in R
 */
export function checkCompatibility(
  targets: readonly Float64Array[],
  { activation, error, linearOutput }: NetworkFunctions,
): void {
  const values = new Set(targets.flatMap((column) => [...new Set(column)]));
  if (error === CE && [...values].some((value) => value !== 0 && value !== 1)) {
    throw new ArgumentError({
      where: "neuralnet",
      argument: "errFct",
      received: {
        fr: `"ce" avec les valeurs ${list(values)} dans y`,
        en: `"ce" with the values ${list(values)} in y`,
      },
      expected: {
        fr: "des étiquettes 0 et 1 pour l’entropie croisée",
        en: "labels 0 and 1 for cross-entropy",
      },
      mend: {
        fr: "Recodez −1 en 0 : y.map((label) => (label + 1) / 2).",
        en: "Replace −1 by 0: y.map((label) => (label + 1) / 2).",
      },
    });
  }
  if (error === CE && (linearOutput || activation !== LOGISTIC)) {
    notebook().warn(
      say({
        fr: 'neuralnet : l’entropie croisée veut une sortie entre 0 et 1, donc linearOutput: false et actFct: "logistic" ; ici elle peut en sortir, et l’erreur devient alors NaN.',
        en: 'neuralnet: cross-entropy needs an output between 0 and 1, so linearOutput: false and actFct: "logistic"; here it can leave that range, and the error is then NaN.',
      }),
    );
    return;
  }
  const [low, high] = linearOutput ? [-Infinity, Infinity] : activation.range;
  const outside = [...values].filter((value) => value < low || value > high);
  if (outside.length === 0) return;
  notebook().warn(
    say({
      fr: `neuralnet : la sortie ${activation.name} reste entre ${bound(low)} et ${bound(high)} et n’atteint pas ${list(outside)} : recodez les étiquettes (par exemple −1 en 0), ou choisissez une autre activation.`,
      en: `neuralnet: the ${activation.name} output stays between ${bound(low)} and ${bound(high)} and does not reach ${list(outside)}: recode the labels (for example −1 as 0), or choose another activation.`,
    }),
  );
}

function bound(value: number): string {
  return Number.isFinite(value) ? String(value) : "∞";
}

function list(values: Iterable<number>): string {
  return [...values]
    .sort((a, b) => a - b)
    .slice(0, 4)
    .join(", ");
}
