/** The extents that all of Winograd's convolutions share. */

/** How many numbers a cache line has. */
const LINE = 16;
/** About how many numbers the transformed input and the products of a group have together. */
export const GROUP_NUMBERS = 1 << 18;
/** With fewer channels the transforms take more time than they save. */
export const FEWEST_CHANNELS = 8;
/** How many numbers the transforms need for intermediate results: 324 vectors. */
export const TEMPORARY_NUMBERS = 324 * 4;

/**
 * How many numbers lie between the beginnings of the matrices of two points: an odd number of cache lines (see
 * `assembly/points.ts`).
 */
export function pointStride(numbers: number): number {
  return (Math.ceil(numbers / LINE) | 1) * LINE;
}
