/**
 * The phases of a transposed window. Place p of the picture gets Y F(i)ᵀ from each position
 * (p + before − i) / stride that is whole. So places with the same remainder (a phase) have the same places i of
 * the window, `stride` apart, and neighbours in a phase have neighbouring positions.
 */
import type { SlidingWindow } from "../../tensor/operations/window.js";

/** Along one axis: the places of the picture that have the same places of the window. */
export interface PhaseAlong {
  /** The first place of the picture, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** The first place of the window, and how many there are. */
  readonly tap: number;
  readonly taps: number;
  /** Which position the last place of the window belongs to, for the first place of the picture. */
  readonly position: number;
}

/** The phases of the transposed map along an axis that have places of the window. */
export function phasesAlong(
  { input, kernel, before, dilations }: SlidingWindow,
  stride: number,
  axis: number,
): readonly PhaseAlong[] {
  const extent = input[1 + axis];
  const phases: PhaseAlong[] = [];
  for (let tap = 0; tap < Math.min(stride, kernel[axis]); tap++) {
    // The first place p ≥ 0 with (p + before − tap) divisible by the stride.
    const rest = (((tap - before[axis]) % stride) + stride) % stride;
    if (rest >= extent) continue;
    phases.push({
      first: rest,
      count: Math.ceil((extent - rest) / stride),
      tap,
      taps: Math.ceil((kernel[axis] - tap) / stride),
      position: (rest + before[axis] - tap * dilations[axis]) / stride,
    });
  }
  return phases;
}

/**
 * Whether the window is dilated and moves by more than one place. The transposed map then takes it as one that
 * moves by one, over positions with zeros between them.
 */
export function isSpread({ strides, dilations }: SlidingWindow): boolean {
  return [0, 1].some((axis) => strides[axis] > 1 && dilations[axis] > 1);
}
