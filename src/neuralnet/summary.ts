/** The summary of a training, as text for the cell. */
import { formatNumber, say } from "../language/language.js";
import { weightCount, type LayerSizes } from "./propagation.js";
import type { Settings } from "./settings.js";
import type { Label } from "./targets.js";

/** The parts of a trained network that its summary tells of. */
export interface Summarised {
  readonly sizes: LayerSizes;
  readonly classes: readonly Label[] | undefined;
  readonly error: number;
  readonly steps: number;
  readonly reachedThreshold: number;
  readonly converged: boolean;
  readonly aic: number | undefined;
  readonly bic: number | undefined;
}

export function summaryOf(
  { sizes, classes, error, steps, reachedThreshold, converged, aic, bic }: Summarised,
  { functions, algorithm, threshold }: Settings,
): string {
  const { activation, error: errorFunction, linearOutput } = functions;
  const number = (value: number) => formatNumber(value, { maximumSignificantDigits: 6 });
  return [
    say({
      fr: `Réseau ${sizes.join("-")}, ${weightCount(sizes)} paramètre(s)`,
      en: `Network ${sizes.join("-")}, ${weightCount(sizes)} parameter(s)`,
    }),
    say({
      fr: `activation ${activation.name}, sortie ${linearOutput ? "linéaire" : activation.name}, erreur ${errorFunction.name}, algorithme ${algorithm}`,
      en: `activation ${activation.name}, output ${linearOutput ? "linear" : activation.name}, error ${errorFunction.name}, algorithm ${algorithm}`,
    }),
    ...(classes === undefined ? [] : [classLine(classes, sizes[sizes.length - 1])]),
    say({
      fr: `erreur ${number(error)} en ${formatNumber(steps)} étape(s)`,
      en: `error ${number(error)} in ${formatNumber(steps)} step(s)`,
    }),
    converged
      ? say({
          fr: `convergence : plus grande dérivée ${number(reachedThreshold)} ≤ seuil ${number(threshold)}`,
          en: `converged: largest derivative ${number(reachedThreshold)} ≤ threshold ${number(threshold)}`,
        })
      : say({
          fr: `pas de convergence : plus grande dérivée ${number(reachedThreshold)} > seuil ${number(threshold)}`,
          en: `not converged: largest derivative ${number(reachedThreshold)} > threshold ${number(threshold)}`,
        }),
    ...(aic === undefined || bic === undefined ? [] : [`AIC ${number(aic)}, BIC ${number(bic)}`]),
  ].join("\n");
}

function classLine(classes: readonly Label[], outputs: number): string {
  if (outputs === 1)
    return say({
      fr: `classes : ${classes[0]} (sortie basse), ${classes[1]} (sortie haute)`,
      en: `classes: ${classes[0]} (low output), ${classes[1]} (high output)`,
    });
  return say({
    fr: `classes, une sortie chacune : ${classes.join(", ")}`,
    en: `classes, one output each: ${classes.join(", ")}`,
  });
}
