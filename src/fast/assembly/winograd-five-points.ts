/**
 * The maps of Winograd's convolution F(4, 2) along one axis, four channels at a time; `winograd-six-points.ts` derives
 * such maps. Filters of length 2 need 5 points, here 0, 1, −1, 2 and ∞, and 5 multiplications instead of 8:
 *
 *          ⎡2 −1 −2  1 0⎤       ⎡ 1/2   0 ⎤        ⎡1 1  1 1 0⎤
 *          ⎢0 −2 −1  1 0⎥       ⎢−1/2 −1/2⎥        ⎢0 1 −1 2 0⎥
 *     Bᵀ = ⎢0  2 −3  1 0⎥   G = ⎢−1/6  1/6⎥   Aᵀ = ⎢0 1  1 4 0⎥
 *          ⎢0 −1  0  1 0⎥       ⎢ 1/6  1/3⎥        ⎣0 1 −1 8 1⎦
 *          ⎣0  2 −1 −2 1⎦       ⎣  0    1 ⎦
 *
 * Each function reads vectors `step` bytes apart and writes vectors `toStep` bytes apart.
 */
import { put, putProduct, scaled, times, zero } from "./vector";

/** Bᵀ d for F(4, 2): 5 from 5, of which the first, or the last, may be missing and is 0. */
// @ts-ignore: decorator
@inline
export function ofInput4(isFirstMissing: bool, isLastMissing: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = isFirstMissing ? zero() : v128.load(from);
  const d1 = v128.load(from + step);
  const d2 = v128.load(from + step * 2);
  const d3 = v128.load(from + step * 3);
  const d4 = isLastMissing ? zero() : v128.load(from + step * 4);
  const odd = f32x4.sub(d3, d1);
  v128.store(to, scaled(2, f32x4.sub(d0, d2), odd));
  v128.store(to + toStep, f32x4.sub(odd, f32x4.add(d1, d2)));
  v128.store(to + toStep * 2, scaled(3, f32x4.sub(d1, d2), odd));
  v128.store(to + toStep * 3, odd);
  v128.store(to + toStep * 4, scaled(-2, odd, f32x4.sub(d4, d2)));
}

/** B v for F(4, 2): 5 from 5, of which the first so many are added, the others written; the first and the last only where they exist. */
// @ts-ignore: decorator
@inline
export function ofInputBack4(added: i32, hasFirst: bool, hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const v0 = v128.load(from);
  const v1 = v128.load(from + step);
  const v2 = v128.load(from + step * 2);
  const v3 = v128.load(from + step * 3);
  const v4 = v128.load(from + step * 4);
  const ends = f32x4.add(v0, v3);
  if (hasFirst) put(to, times(2, v0), added > 0);
  put(to + toStep, scaled(2, f32x4.add(f32x4.sub(v2, v1), v4), f32x4.neg(ends)), added > 1);
  put(to + toStep * 2, scaled(-2, v0, scaled(-3, v2, f32x4.neg(f32x4.add(v1, v4)))), added > 2);
  put(to + toStep * 3, scaled(-2, v4, f32x4.add(ends, f32x4.add(v1, v2))), added > 3);
  if (hasLast) put(to + toStep * 4, v4, added > 4);
}

/** G g for a filter of length 2: 5 from 2, of which the last is 0 where it does not exist. */
// @ts-ignore: decorator
@inline
export function ofFilter2(hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = hasLast ? v128.load(from + step) : zero();
  v128.store(to, times(0.5, g0));
  v128.store(to + toStep, times(-0.5, f32x4.add(g0, g1)));
  v128.store(to + toStep * 2, times(1.0 / 6.0, f32x4.sub(g1, g0)));
  v128.store(to + toStep * 3, scaled(1.0 / 6.0, g0, times(1.0 / 3.0, g1)));
  v128.store(to + toStep * 4, g1);
}

/** Gᵀ u for a filter of length 2: 2 from 5, added or written; the last only where it exists. */
// @ts-ignore: decorator
@inline
export function ofFilterBack2(adds: bool, hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const u0 = v128.load(from);
  const u1 = v128.load(from + step);
  const u2 = v128.load(from + step * 2);
  const u3 = v128.load(from + step * 3);
  put(to, scaled(0.5, f32x4.sub(u0, u1), times(1.0 / 6.0, f32x4.sub(u3, u2))), adds);
  const rest = scaled(1.0 / 6.0, u2, times(1.0 / 3.0, u3));
  if (hasLast) put(to + toStep, f32x4.add(v128.load(from + step * 4), scaled(-0.5, u1, rest)), adds);
}

/** Aᵀ m for F(4, 2): 4 from 5, and the end of an output where `ends` (see `putProduct`). */
// @ts-ignore: decorator
@inline
export function ofProducts4(from: usize, step: usize, to: usize, toStep: usize, ends: bool, shift: v128, least: v128): void {
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + step * 2);
  const m3 = v128.load(from + step * 3);
  const a = f32x4.add(m1, m2);
  const b = f32x4.sub(m1, m2);
  putProduct(to, f32x4.add(v128.load(from), f32x4.add(a, m3)), ends, shift, least);
  putProduct(to + toStep, scaled(2, m3, b), ends, shift, least);
  putProduct(to + toStep * 2, scaled(4, m3, a), ends, shift, least);
  putProduct(to + toStep * 3, scaled(8, m3, f32x4.add(b, v128.load(from + step * 4))), ends, shift, least);
}

/** A y for F(4, 2): 5 from 4. */
// @ts-ignore: decorator
@inline
export function ofProductsBack4(from: usize, step: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from);
  const y1 = v128.load(from + step);
  const y2 = v128.load(from + step * 2);
  const y3 = v128.load(from + step * 3);
  const even = f32x4.add(y0, y2);
  const odd = f32x4.add(y1, y3);
  v128.store(to, y0);
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + toStep * 2, f32x4.sub(even, odd));
  v128.store(to + toStep * 3, f32x4.add(scaled(4, y2, y0), scaled(8, y3, times(2, y1))));
  v128.store(to + toStep * 4, y3);
}
