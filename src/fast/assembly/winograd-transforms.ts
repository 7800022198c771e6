/**
 * The maps of Winograd's convolutions along one axis, by the length of the filters: 2 as F(4, 2) with 5 points, 3 as
 * F(4, 3) and 5 as F(2, 5) with 6 points. Each reads vectors `step` bytes apart and writes vectors `toStep` bytes apart.
 */
import { ofFilter2, ofFilterBack2, ofInput4, ofInputBack4, ofProducts4, ofProductsBack4 } from "./winograd-five-points";
import {
  ofFilter, ofFilter5, ofFilterBack, ofFilterBack5, ofInput, ofInputBack, ofProducts, ofProducts2, ofProductsBack, ofProductsBack2,
} from "./winograd-six-points";

/** How many points filters of so many places use. */
// @ts-ignore: decorator
@inline
export function pointsFor(taps: i32): i32 {
  return taps == 2 ? 5 : 6;
}

/** Which of the inputs of a map a picture does not have: they are zeros. */
export const enum Missing {
  NONE,
  FIRST,
  LAST,
}

/** Bᵀ d with so many points; pairs of vectors with 6 points alone. */
// @ts-ignore: decorator
@inline
export function inputTo(pair: bool, points: i32, missing: i32, from: usize, step: usize, to: usize, toStep: usize): void {
  if (points == 5) ofInput4(missing == Missing.FIRST, missing == Missing.LAST, from, step, to, toStep);
  else ofInput(pair, missing == Missing.FIRST, missing == Missing.LAST, from, step, to, toStep);
}

/** B v with so many points: the first so many results are added, the others written; the first and the last only where they exist. */
// @ts-ignore: decorator
@inline
export function inputBackTo(points: i32, added: i32, hasFirst: bool, hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  if (points == 5) ofInputBack4(added, hasFirst, hasLast, from, step, to, toStep);
  else ofInputBack(added, hasFirst, hasLast, from, step, to, toStep);
}

/** G g for filters of so many places, of which the last is 0 where it does not exist. */
// @ts-ignore: decorator
@inline
export function filterTo(taps: i32, hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  if (taps == 2) ofFilter2(hasLast, from, step, to, toStep);
  else if (taps == 3) ofFilter(hasLast, from, step, to, toStep);
  else ofFilter5(from, step, to, toStep);
}

/** Gᵀ u, added or written; the last place only where it exists. */
// @ts-ignore: decorator
@inline
export function filterBackTo(taps: i32, adds: bool, hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  if (taps == 2) ofFilterBack2(adds, hasLast, from, step, to, toStep);
  else if (taps == 3) ofFilterBack(adds, hasLast, from, step, to, toStep);
  else ofFilterBack5(adds, from, step, to, toStep);
}

/** Aᵀ m, and the end of an output where `ends` (see `putProduct`). */
// @ts-ignore: decorator
@inline
export function productsTo(taps: i32, from: usize, step: usize, to: usize, toStep: usize, ends: bool, shift: v128, least: v128): void {
  if (taps == 2) ofProducts4(from, step, to, toStep, ends, shift, least);
  else if (taps == 3) ofProducts(from, step, to, toStep, ends, shift, least);
  else ofProducts2(from, step, to, toStep, ends, shift, least);
}

/** How many outputs a tile has along an axis. */
// @ts-ignore: decorator
@inline
export function tileExtent(taps: i32): i32 {
  return pointsFor(taps) + 1 - taps;
}

/** A y. */
// @ts-ignore: decorator
@inline
export function productsBackTo(taps: i32, from: usize, step: usize, to: usize, toStep: usize): void {
  if (taps == 2) ofProductsBack4(from, step, to, toStep);
  else if (taps == 3) ofProductsBack(from, step, to, toStep);
  else ofProductsBack2(from, step, to, toStep);
}
