/** Numbers that both engines can begin with: random ones would differ. */

/** A generator of numbers from 0 to 1, the same for the same seed. */
export function draws(seed: number): () => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** Weights around 0. */
export function weightsOf(size: number, seed: number, scale = 0.5): number[] {
  const draw = draws(seed + 1);
  return Array.from({ length: size }, () => scale * (2 * draw() - 1));
}

/** What a program has computed, by name. */
export type Results = Record<string, ArrayLike<number>>;
