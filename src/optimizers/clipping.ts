/** Gradient clipping: without it, one very large gradient can move the weights far from a good solution. */
import { numberAbove, type Kinds } from "../errors/kinds.js";
import * as raw from "../tensor/operations/operations.js";
import type { Tensor } from "../tensor/tensor.js";

/** The ways to clip; several apply one after the other. */
export interface Clipping {
  /** Every number of a gradient is clipped to [−clipValue, clipValue]. */
  readonly clipValue?: number;
  /** The gradient of each weight tensor is scaled down to this L2 norm at most. */
  readonly clipNorm?: number;
  /** All gradients, as one vector, are scaled down to this L2 norm at most. */
  readonly globalClipNorm?: number;
}

/** A bound of 0 would stop the training; a negative bound would reverse its direction. */
export const CLIPPING_KINDS: Kinds<keyof Clipping> = {
  clipValue: numberAbove(0, 0.5),
  clipNorm: numberAbove(0, 1),
  globalClipNorm: numberAbove(0, 1),
};

function squaredLength({ storage: data }: Tensor): number {
  let total = 0;
  for (let i = 0; i < data.length; i++) total += data[i] * data[i];
  return total;
}

function shorten(gradient: Tensor, length: number, most: number): Tensor {
  return length > most ? raw.map(gradient, (value) => (value * most) / length) : gradient;
}

export function clip(
  gradients: readonly Tensor[],
  { clipValue, clipNorm, globalClipNorm }: Clipping,
): readonly Tensor[] {
  let clipped = gradients;
  if (clipValue !== undefined)
    clipped = clipped.map((gradient) =>
      raw.map(gradient, (value) => Math.min(clipValue, Math.max(-clipValue, value))),
    );
  if (clipNorm !== undefined)
    clipped = clipped.map((gradient) => shorten(gradient, Math.sqrt(squaredLength(gradient)), clipNorm));
  if (globalClipNorm !== undefined) {
    const length = Math.sqrt(clipped.reduce((total, gradient) => total + squaredLength(gradient), 0));
    clipped = clipped.map((gradient) => shorten(gradient, length, globalClipNorm));
  }
  return clipped;
}
