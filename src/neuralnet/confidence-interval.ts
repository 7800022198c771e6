/**
 * Confidence intervals of the weights, and the network information criterion: R's `confidence.interval`.
 *
 * The estimated weights are approximately normal around the best ones, with the covariance A⁻¹ B A⁻¹ / n
 * (White 1989; A and B: `information-matrices.ts`), if the error is a negative log-likelihood and no other
 * weights give the same network. NIC = error + trace(B A⁻¹) (Murata, Yoshizawa and Amari 1994).
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import { normalQuantile } from "../random/normal-quantile.js";
import { informationMatrices } from "./information-matrices.js";
import { weightCount, type Examples, type LayerSizes, type NetworkFunctions } from "./propagation.js";
import { isSingular, multiply, pseudoInverse, type Matrix } from "./symmetric-matrix.js";

export interface Variances {
  /** The error plus trace(B A⁻¹); NaN where A has no inverse. */
  readonly nic: number;
  /**
   * Half the width of each weight's interval, NaN for weights that are not trained; undefined where there are
   * no intervals.
   */
  readonly halfWidths: Float64Array | undefined;
}

interface Fitted {
  readonly weights: readonly Matrix[];
  readonly sizes: LayerSizes;
  readonly examples: Examples;
  readonly functions: NetworkFunctions;
  /** The positions of the weights that were not trained. */
  readonly excluded: readonly number[];
  readonly error: number;
}

/**
 * @param alpha 1 − the level: 0.05 for intervals of 95 %
 * @throws ArgumentError for a network with more than one hidden layer, or an alpha that is not between 0 and
 *   1
 */
export function variances(
  { weights, sizes, examples, functions, excluded, error }: Fitted,
  alpha: number,
): Variances {
  check(sizes, alpha);
  const count = weightCount(sizes);
  const trained = Array.from({ length: count }, (_, i) => i).filter((i) => !excluded.includes(i));
  const matrices = informationMatrices(weights, sizes, examples, functions, trained);
  if (matrices === undefined || isSingular(matrices.a)) return withoutIntervals(NaN);
  const inverse = pseudoInverse(matrices.a);
  const product = multiply(matrices.b, inverse);
  const nic = error + product.reduce((trace, row, i) => trace + row[i], 0);
  const covariance = multiply(inverse, product);
  // A weight that the data do not determine has a variance of 0, up to rounding; R usually finds it negative,
  // and then gives no intervals.
  const largest = covariance.reduce((most, row, i) => Math.max(most, row[i]), 0);
  if (!covariance.every((row, i) => row[i] > largest * Number.EPSILON)) return withoutIntervals(nic);
  const halfWidths = new Float64Array(count).fill(NaN);
  const quantile = normalQuantile(1 - alpha / 2);
  trained.forEach(
    (position, i) =>
      (halfWidths[position] = (quantile * Math.sqrt(covariance[i][i])) / Math.sqrt(examples.count)),
  );
  return { nic, halfWidths };
}

function check(sizes: LayerSizes, alpha: unknown): void {
  if (sizes.length > 3) {
    throw new ArgumentError({
      where: "confidenceInterval",
      argument: "hidden",
      received: written(sizes.slice(1, -1)),
      expected: { fr: "au plus une couche cachée", en: "at most one hidden layer" },
      mend: {
        fr: "Comme en R, les intervalles ne sont calculés que jusqu’à une couche cachée.",
        en: "As in R, intervals are computed for up to one hidden layer only.",
      },
    });
  }
  if (typeof alpha === "number" && alpha > 0 && alpha < 1) return;
  throw new ArgumentError({
    where: "confidenceInterval",
    argument: "alpha",
    received: written(alpha),
    expected: { fr: "un nombre entre 0 et 1", en: "a number between 0 and 1" },
    mend: {
      fr: "Par exemple 0.05 pour des intervalles à 95 %.",
      en: "For example 0.05 for intervals of 95 %.",
    },
  });
}

function withoutIntervals(nic: number): Variances {
  notebook().warn(
    say({
      fr: "confidenceInterval : pas d’intervalles pour ces poids : la matrice d’information n’a pas d’inverse utilisable. Le réseau a sans doute des neurones superflus, ou n’a pas convergé.",
      en: "confidenceInterval: no intervals for these weights: the information matrix has no usable inverse. The network probably has neurons that it does not need, or has not converged.",
    }),
  );
  return { nic, halfWidths: undefined };
}
