/**
 * Masks: which steps of a sequence count, and which are padding.
 *
 * Sequences of a batch are padded to the same length, in the course with 0. An embedding with `maskZero`
 * stores a mask for its output, [batch, time] of 1 (counts) and 0 (padding). Layers that compute each step
 * independently pass the mask on; recurrent layers and the mean over time ignore the padding. Masks are
 * stored in a map outside of the tensors, and exist as long as their tensors.
 */
import type { Tensor } from "../tensor/tensor.js";

const masks = new WeakMap<Tensor, Tensor>();

/** Stores the mask of a tensor, if there is one; returns the tensor. */
export function rememberMask(sequences: Tensor, mask: Tensor | undefined): Tensor {
  if (mask !== undefined) masks.set(sequences, mask);
  return sequences;
}

/** The mask of a tensor; undefined where every step counts. */
export function maskOf(sequences: Tensor): Tensor | undefined {
  return masks.get(sequences);
}
