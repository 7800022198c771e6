/**
 * Where weights, gradients and what the optimizer remembers lie: the trained weights side by side, so that one call takes a
 * step with all of them, and the gradients and memories in blocks of the same order.
 */
import type { Layout } from "../arena.js";
import type { Weight } from "../operations/operation.js";
import type { WeightSpec } from "./plan.js";

/** Each array begins with a cache line. */
const LINE = 16;

export class WeightLayout {
  /** How many numbers the trained weights take together, with what fills up their last lines. */
  readonly trainedCount: number;
  /** The address of the trained weights, and of each part's gradients by them. */
  readonly trained: number;
  readonly gradients: readonly number[];
  /** The addresses of the optimizer's memories. */
  readonly slots: readonly number[];
  private readonly places: readonly { readonly trainable: boolean; readonly offset: number }[];

  /**
   * @param parts how many parts of a batch have gradients of their own; 0 for a program that only predicts
   * @param slots how many numbers the optimizer remembers of each weight
   */
  constructor(specs: readonly WeightSpec[], layout: Layout, parts: number, slots: number) {
    const ends = { trained: 0, fixed: 0 };
    this.places = specs.map(({ size, trainable }) => {
      const block = trainable ? "trained" : "fixed";
      const offset = ends[block] * 4;
      ends[block] += Math.ceil(size / LINE) * LINE;
      return { trainable, offset };
    });
    this.trainedCount = ends.trained;
    this.trained = layout.reserve(ends.trained);
    const fixed = layout.reserve(ends.fixed);
    this.places = this.places.map(({ trainable, offset }) => ({
      trainable,
      offset: trainable ? offset : fixed + offset,
    }));
    const block = () => layout.reserve(ends.trained);
    this.gradients = Array.from({ length: parts }, block);
    this.slots = Array.from({ length: slots }, block);
  }

  /** A weight as a part of a batch sees it. */
  weight(index: number, part = 0): Weight {
    const { trainable, offset } = this.places[index];
    if (!trainable) return { at: offset, gradient: 0 };
    const gradients = this.gradients[part];
    return { at: this.trained + offset, gradient: gradients === undefined ? 0 : gradients + offset };
  }

  /** Where the optimizer's memory of a trained weight begins. */
  slot(index: number, slot: number): number {
    return this.slots[slot] + this.places[index].offset;
  }
}
