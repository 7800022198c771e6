/**
 * Which steps of a sequence count.
 *
 * Sequences in a batch are filled up to one length, in the course with 0. An embedding with `maskZero` remembers for its
 * result where the filling is: a mask [batch, time] of 1 (counts) and 0 (filling). Layers that treat each step by itself hand
 * it on, recurrent layers and the mean over time leave the filling out. It is kept beside the tensor, not in it, and lives as
 * long as the tensor does.
 */
import type { Tensor } from "../tensor/tensor.js";

const masks = new WeakMap<Tensor, Tensor>();

/** Notes the mask of a tensor, if it has one; returns the tensor. */
export function rememberMask(sequences: Tensor, mask: Tensor | undefined): Tensor {
  if (mask !== undefined) masks.set(sequences, mask);
  return sequences;
}

/** The mask of a tensor; undefined where every step counts. */
export function maskOf(sequences: Tensor): Tensor | undefined {
  return masks.get(sequences);
}
