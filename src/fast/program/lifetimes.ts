/**
 * Places arrays in one memory so that arrays that are needed at the same time do not overlap, while others
 * may share their place.
 *
 * The largest array is placed first, each at the lowest place where it fits: the usual greedy rule, whose
 * result is mostly within some percent of the best one (Pisarchyk and Lee 2020, "Efficient Memory Management
 * for Deep Neural Net Inference").
 */

/** An array that is needed from one time to another, both included. */
export interface Lifetime {
  /** How many numbers it has. */
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

/** How many numbers a cache line holds: each array begins with one. */
const LINE = 16;

/** The place of each array, counted in numbers, and how many numbers all take together. */
export function placeLifetimes(arrays: readonly Lifetime[]): {
  readonly places: readonly number[];
  readonly total: number;
} {
  const places = arrays.map(() => 0);
  const placed: number[] = [];
  const order = arrays.map((_, i) => i).sort((a, b) => arrays[b].count - arrays[a].count || a - b);
  let total = 0;
  for (const which of order) {
    const { count, from, to } = arrays[which];
    const size = Math.ceil(count / LINE) * LINE;
    let place = 0;
    for (const other of placed) {
      if (arrays[other].from > to || arrays[other].to < from) continue;
      if (places[other] >= place + size) break;
      place = Math.max(place, places[other] + Math.ceil(arrays[other].count / LINE) * LINE);
    }
    places[which] = place;
    placed.push(which);
    placed.sort((a, b) => places[a] - places[b]);
    total = Math.max(total, place + size);
  }
  return { places, total };
}
