/**
 * Generalized weights (Intrator and Intrator 1993): for each example, input and output, the derivative of the
 * output's log-odds by the input, ∂ ln(o / (1 − o)) / ∂x. In a logistic regression it is the input's
 * coefficient, the same for all examples; if it varies between examples, the input's effect is not linear.
 *
 * They are computed as in R for any output: where the output is not between 0 and 1 its log-odds are no real
 * number, and the value has no meaning.
 */
import type { Examples, LayerSizes } from "./propagation.js";

/**
 * Results of a forward pass: the derivatives of all neurons of each layer after the inputs, and the values of
 * the last layer.
 */
export interface Slopes {
  readonly derivatives: readonly (readonly Float64Array[])[];
  readonly outputs: readonly Float64Array[];
}

/**
 * One row for each example; its columns are the inputs for the first output, then those for the second, and
 * so on.
 * @param weights `weights[layer][row][column]`, the biases in row 0
 */
export function generalizedWeights(
  weights: readonly (readonly (readonly number[])[])[],
  sizes: LayerSizes,
  { count }: Examples,
  { derivatives, outputs }: Slopes,
): number[][] {
  const last = weights.length - 1;
  return Array.from({ length: count }, (_, n) =>
    outputs.flatMap((output, k) => {
      const slope = derivatives[last][k][n] / (output[n] * (1 - output[n]));
      let deltas = Array.from({ length: sizes[last] }, (__, i) => slope * weights[last][i + 1][k]);
      for (let l = last - 1; l >= 0; l--) {
        const after = deltas.map((delta, j) => delta * derivatives[l][j][n]);
        deltas = Array.from({ length: sizes[l] }, (__, i) =>
          after.reduce((sum, delta, j) => sum + delta * weights[l][i + 1][j], 0),
        );
      }
      return deltas;
    }),
  );
}
