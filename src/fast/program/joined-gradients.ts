/**
 * Weights whose gradients need no array in every second part of a batch: the part adds them to those of the part before.
 *
 * Where one thread computes all parts, one after the other, this spares the pass that adds up the two arrays. It is possible
 * where a part adds to each number of the gradient once: the sum of both parts then has the same bits as the sum of two
 * arrays. So it is with the kernel of a dense layer whose rows `gemm` multiplies at once, but not with a bias, whose rows are
 * added one by one, nor with inputs in compressed rows.
 */
import { INNER_BLOCK } from "../kernels/matrices.js";
import type { Program } from "./program.js";
import type { StepSpec } from "./step.js";

/**
 * For each weight, whether two parts can use one array.
 * @param examples the most examples that a part of several has; Infinity where several threads compute them
 */
export function joinedGradients(
  { steps, weights, inputs }: Pick<Program, "steps" | "weights" | "inputs">,
  examples: number,
): readonly boolean[] {
  const sparse = new Set(inputs.filter(({ mayBeSparse }) => mayBeSparse).map(({ value }) => value));
  const addsOnce = ({ operation, inputs: [input] }: StepSpec, weight: number) =>
    operation.kind === "dense" &&
    operation.weights.indexOf(weight) === 0 &&
    (examples * operation.size) / operation.units <= INNER_BLOCK &&
    !sparse.has(input);
  return weights.map(({ trainable, l1, l2 }, weight) => {
    const users = steps.filter(({ operation }) => operation.weights.includes(weight));
    return trainable && l1 === 0 && l2 === 0 && users.length === 1 && addsOnce(users[0], weight);
  });
}
