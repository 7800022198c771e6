/**
 * Remembers the logits that probabilities were computed from.
 *
 * From the logits z, ln σ(z) and ln softmax(z) can be computed without rounding a probability to 0 or 1. So
 * these two activations remember their input as long as their result exists, and the cross-entropies look it
 * up here.
 */
import type { Tensor } from "../tensor/tensor.js";

/** The activation that computed a probability. */
export type ProbabilityKind = "sigmoid" | "softmax";

interface Origin {
  readonly kind: ProbabilityKind;
  readonly logits: Tensor;
}

const origins = new WeakMap<Tensor, Origin>();

export function rememberLogits(probabilities: Tensor, kind: ProbabilityKind, logits: Tensor): Tensor {
  origins.set(probabilities, { kind, logits });
  return probabilities;
}

/** The logits, if this activation computed these probabilities; otherwise undefined. */
export function logitsOf(probabilities: Tensor, kind: ProbabilityKind): Tensor | undefined {
  const origin = origins.get(probabilities);
  return origin?.kind === kind ? origin.logits : undefined;
}
