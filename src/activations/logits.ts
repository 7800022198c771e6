/**
 * Which logits a probability came from.
 *
 * ln σ(z) and ln softmax(z) can be computed from z without ever rounding a probability to 0 or 1; from the probability
 * itself they cannot. So the two activations remember, for as long as their result lives, what they were given, and the
 * cross-entropies ask here.
 */
import type { Tensor } from "../tensor/tensor.js";

/** The activation a probability came from. */
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

/** The logits that these probabilities were computed from by this activation; undefined for any others. */
export function logitsOf(probabilities: Tensor, kind: ProbabilityKind): Tensor | undefined {
  const origin = origins.get(probabilities);
  return origin?.kind === kind ? origin.logits : undefined;
}
