/**
 * The layout of weights, gradients and optimizer slots: the trained weights lie side by side, so that one
 * kernel call updates all of them; gradients and slots are blocks in the same order.
 */
import type { Layout } from "../memory-layout.js";
import type { Weight } from "../operations/operation.js";
import type { WeightSpec } from "./program.js";

/** How many numbers a cache line holds: each array begins with one. */
const LINE = 16;

/** Gradients side by side: the sums of a batch, in the array of the first part. */
interface GradientPiece {
  readonly at: number;
  readonly count: number;
  /** Whether every second part has added its own to those of the part before (`joined-gradients.ts`). */
  readonly joined: boolean;
}

export class WeightLayout {
  /** How many numbers the trained weights take together, including the padding of their last lines. */
  readonly trainedCount: number;
  /** The addresses of the trained weights, and of the gradients of each part. */
  readonly trained: number;
  readonly gradients: readonly number[];
  /** The addresses of the optimizer's slots. */
  readonly slots: readonly number[];
  /** The sums of the gradients of each trained weight, with how many numbers they take with their padding. */
  readonly trainedGradients: readonly { readonly at: number; readonly count: number }[];
  /** All of them, in as few pieces as possible. */
  readonly pieces: readonly GradientPiece[];
  private readonly places: readonly { readonly trainable: boolean; readonly offset: number }[];
  private readonly joined: readonly boolean[];

  /**
   * @param parts how many parts of a batch have gradients of their own; 0 for a program that only predicts
   * @param slots how many numbers the optimizer keeps for each weight
   * @param joined for each weight, whether every second part adds its gradient to that of the part before
   */
  constructor(
    specs: readonly WeightSpec[],
    layout: Layout,
    parts: number,
    slots: number,
    joined: readonly boolean[],
  ) {
    this.joined = joined;
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
    this.trainedGradients = specs.flatMap(({ size, trainable }, index) =>
      trainable && parts > 0
        ? [{ at: this.weight(index).gradient, count: Math.ceil(size / LINE) * LINE }]
        : [],
    );
    const joinedOnes = joined.filter((_, index) => specs[index].trainable);
    const pieces: GradientPiece[] = [];
    this.trainedGradients.forEach(({ at, count }, i) => {
      const before = joinedOnes[i] === joinedOnes[i - 1] ? pieces.pop() : undefined;
      pieces.push({
        at: before?.at ?? at,
        count: (before?.count ?? 0) + count,
        joined: joinedOnes[i],
      });
    });
    this.pieces = pieces;
  }

  /** A weight, with the address of its gradient in a part's block. */
  weight(index: number, part = 0): Weight {
    const { trainable, offset } = this.places[index];
    if (!trainable) return { at: offset, gradient: 0 };
    const gradients = this.gradients[this.joined[index] ? part - (part % 2) : part];
    return { at: this.trained + offset, gradient: gradients === undefined ? 0 : gradients + offset };
  }

  /** The address of an optimizer slot of a trained weight. */
  slot(index: number, slot: number): number {
    return this.slots[slot] + this.places[index].offset;
  }
}
