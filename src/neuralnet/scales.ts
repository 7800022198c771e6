/**
 * Warns of inputs that are so large, or of such different sizes, that neurons with a bounded activation
 * cannot distinguish the examples.
 */
import { notebook } from "../host/notebook.js";
import { formatNumber, say } from "../language/language.js";
import { LOGISTIC, TANH } from "./functions.js";
import type { NetworkFunctions } from "./propagation.js";

/**
 * Start weights have sizes of about 1: with a larger input than this, a neuron's value is 0 or 1 (−1 or 1)
 * for every example, and it learns nothing.
 */
const SATURATING = 100;
/** From this ratio on, the smaller of two columns has hardly any effect beside the larger. */
const WIDE = 100;

export function warnOfScales(
  inputs: readonly Float64Array[],
  hiddenLayers: number,
  { activation, linearOutput }: NetworkFunctions,
): void {
  if ((activation !== LOGISTIC && activation !== TANH) || (hiddenLayers === 0 && linearOutput)) return;
  const sizes = inputs.map((column) => column.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const largest = Math.max(...sizes);
  const smallest = Math.min(...sizes.filter((size) => size > 0));
  if (!(largest > SATURATING) && !(largest >= WIDE * smallest)) return;
  const places = [largest, smallest].map((size) => ({
    column: sizes.indexOf(size),
    size: formatNumber(size, { maximumSignificantDigits: 3 }),
  }));
  const [high, low] = places;
  const differ = largest >= 2 * smallest;
  notebook().warn(
    say({
      fr: `neuralnet : ${differ ? `les colonnes de x n’ont pas la même échelle (la colonne ${high.column} va jusqu’à ${high.size}, la colonne ${low.column} jusqu’à ${low.size})` : `les nombres de x vont jusqu’à ${high.size}`} : les neurones ${activation.name} saturent, et le réseau risque de répondre la même chose partout. Mettez d’abord les colonnes à la même échelle : const echelle = standardise(x), puis x: echelle.apply(x).`,
      en: `neuralnet: ${differ ? `the columns of x are not on one scale (column ${high.column} goes up to ${high.size}, column ${low.column} up to ${low.size})` : `the numbers in x go up to ${high.size}`}: ${activation.name} neurons saturate, and the network may give the same answer everywhere. Scale the columns first: const scale = standardise(x), then x: scale.apply(x).`,
    }),
  );
}
