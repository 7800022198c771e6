/**
 * The maps of Winograd's convolution F(4, 3) along one axis, four channels at a time (Lavin and Gray 2016,
 * "Fast algorithms for convolutional neural networks"; Winograd 1980).
 *
 * Four neighbouring outputs y of a filter g of length 3 need 6 inputs d, and 12 multiplications. The
 * transpose of this map is a product of two polynomials, and a polynomial of degree 5 is determined by its
 * values at 6 points, here 0, 1, −1, 2, −2 and ∞. Evaluated there, multiplied point by point, and
 * interpolated,
 *
 *     y = Aᵀ [(G g) ⊙ (Bᵀ d)],    6 multiplications.
 *
 *          ⎡4  0 −5  0  1  0⎤       ⎡ 1/4    0    0 ⎤
 *          ⎢0 −4 −4  1  1  0⎥       ⎢−1/6 −1/6 −1/6⎥        ⎡1  1  1  1  1  0⎤
 *     Bᵀ = ⎢0  4 −4 −1  1  0⎥   G = ⎢−1/6  1/6 −1/6⎥   Aᵀ = ⎢0  1 −1  2 −2  0⎥
 *          ⎢0 −2 −1  2  1  0⎥       ⎢1/24 1/12  1/6⎥        ⎢0  1  1  4  4  0⎥
 *          ⎢0  2 −1 −2  1  0⎥       ⎢1/24 −1/12 1/6⎥        ⎣0  1 −1  8 −8  1⎦
 *          ⎣0  4  0 −5  0  1⎦       ⎣   0    0    1⎦
 *
 * The map is bilinear in g and d, so the backward pass consists of the transposed maps: A gives the gradient
 * of the products from that of y, and B and Gᵀ give those of d and g from that of the products.
 *
 * With the same 6 points, F(2, 5) computes two neighbouring outputs of a filter of length 5: 6 multiplications instead
 * of 10. Its Bᵀ is the same; its G has the powers 0 to 4 of a point in a row, its Aᵀ the powers 0 and 1.
 *
 * Each function reads vectors `step` bytes apart and writes vectors `toStep` bytes apart.
 */
import { Constant, factor } from "./constants";
import { second, storeTwo } from "./pairs";
import { multiplyAdd, put, putProduct, scaled, times, zero } from "./vector";

/** Bᵀ d: 6 from 6, of which the first, or the last, may be missing and is 0. Where `pair`, also of the four channels beside each d, here e. */
// @ts-ignore: decorator
@inline
export function ofInput(pair: bool, isFirstMissing: bool, isLastMissing: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = isFirstMissing ? zero() : v128.load(from);
  const e0 = isFirstMissing ? zero() : second(pair, from);
  const d1 = v128.load(from + step);
  const e1 = second(pair, from + step);
  const d2 = v128.load(from + step * 2);
  const e2 = second(pair, from + step * 2);
  const d3 = v128.load(from + step * 3);
  const e3 = second(pair, from + step * 3);
  const d4 = v128.load(from + step * 4);
  const e4 = second(pair, from + step * 4);
  const d5 = isLastMissing ? zero() : v128.load(from + step * 5);
  const e5 = isLastMissing ? zero() : second(pair, from + step * 5);
  const two = factor(Constant.TWO, 2);
  const four = factor(Constant.FOUR, 4);
  const minusTwo = factor(Constant.MINUS_TWO, -2);
  const minusFour = factor(Constant.MINUS_FOUR, -4);
  const minusFive = factor(Constant.MINUS_FIVE, -5);
  storeTwo(pair, to, multiplyAdd(four, d0, multiplyAdd(minusFive, d2, d4)), multiplyAdd(four, e0, multiplyAdd(minusFive, e2, e4)));
  const even = multiplyAdd(minusFour, d2, d4);
  const evenOfSecond = multiplyAdd(minusFour, e2, e4);
  const odd = multiplyAdd(minusFour, d1, d3);
  const oddOfSecond = multiplyAdd(minusFour, e1, e3);
  storeTwo(pair, to + toStep, f32x4.add(even, odd), f32x4.add(evenOfSecond, oddOfSecond));
  storeTwo(pair, to + toStep * 2, f32x4.sub(even, odd), f32x4.sub(evenOfSecond, oddOfSecond));
  const near = f32x4.sub(d4, d2);
  const nearOfSecond = f32x4.sub(e4, e2);
  const far = f32x4.sub(d3, d1);
  const farOfSecond = f32x4.sub(e3, e1);
  storeTwo(pair, to + toStep * 3, multiplyAdd(two, far, near), multiplyAdd(two, farOfSecond, nearOfSecond));
  storeTwo(pair, to + toStep * 4, multiplyAdd(minusTwo, far, near), multiplyAdd(minusTwo, farOfSecond, nearOfSecond));
  storeTwo(pair, to + toStep * 5, multiplyAdd(four, d1, multiplyAdd(minusFive, d3, d5)), multiplyAdd(four, e1, multiplyAdd(minusFive, e3, e5)));
}

/** B v: 6 from 6, of which the first so many are added, the others written; the first and the last only where they exist. */
// @ts-ignore: decorator
@inline
export function ofInputBack(added: i32, hasFirst: bool, hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const v0 = v128.load(from);
  const v1 = v128.load(from + step);
  const v2 = v128.load(from + step * 2);
  const v3 = v128.load(from + step * 3);
  const v4 = v128.load(from + step * 4);
  const v5 = v128.load(from + step * 5);
  const a = f32x4.add(v1, v2);
  const b = f32x4.sub(v1, v2);
  const c = f32x4.add(v3, v4);
  const d = f32x4.sub(v3, v4);
  if (hasFirst) put(to, times(4, v0), added > 0);
  put(to + toStep, scaled(-4, b, scaled(-2, d, times(4, v5))), added > 1);
  put(to + toStep * 2, f32x4.sub(scaled(-5, v0, times(-4, a)), c), added > 2);
  put(to + toStep * 3, scaled(2, d, scaled(-5, v5, b)), added > 3);
  put(to + toStep * 4, f32x4.add(v0, f32x4.add(a, c)), added > 4);
  if (hasLast) put(to + toStep * 5, v5, added > 5);
}

/** Aᵀ m: 4 from 6, and the end of an output where `ends` (see `putProduct`). */
// @ts-ignore: decorator
@inline
export function ofProducts(from: usize, step: usize, to: usize, toStep: usize, ends: bool, shift: v128, least: v128): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + step * 2);
  const m3 = v128.load(from + step * 3);
  const m4 = v128.load(from + step * 4);
  const m5 = v128.load(from + step * 5);
  const a = f32x4.add(m1, m2);
  const b = f32x4.sub(m1, m2);
  const c = f32x4.add(m3, m4);
  const d = f32x4.sub(m3, m4);
  putProduct(to, f32x4.add(m0, f32x4.add(a, c)), ends, shift, least);
  putProduct(to + toStep, scaled(2, d, b), ends, shift, least);
  putProduct(to + toStep * 2, scaled(4, c, a), ends, shift, least);
  putProduct(to + toStep * 3, scaled(8, d, f32x4.add(b, m5)), ends, shift, least);
}

/** A y: 6 from 4. */
// @ts-ignore: decorator
@inline
export function ofProductsBack(from: usize, step: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from);
  const y1 = v128.load(from + step);
  const y2 = v128.load(from + step * 2);
  const y3 = v128.load(from + step * 3);
  v128.store(to, y0);
  const even = f32x4.add(y0, y2);
  const odd = f32x4.add(y1, y3);
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + toStep * 2, f32x4.sub(even, odd));
  const far = scaled(4, y2, y0);
  const twice = scaled(8, y3, times(2, y1));
  v128.store(to + toStep * 3, f32x4.add(far, twice));
  v128.store(to + toStep * 4, f32x4.sub(far, twice));
  v128.store(to + toStep * 5, y3);
}

/** G g: 6 from 3, of which the last is 0 where it does not exist. */
// @ts-ignore: decorator
@inline
export function ofFilter(hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + step);
  const g2 = hasLast ? v128.load(from + step * 2) : zero();
  v128.store(to, times(0.25, g0));
  const outer = times(-1.0 / 6.0, f32x4.add(g0, g2));
  v128.store(to + toStep, scaled(-1.0 / 6.0, g1, outer));
  v128.store(to + toStep * 2, scaled(1.0 / 6.0, g1, outer));
  const far = scaled(1.0 / 24.0, g0, times(1.0 / 6.0, g2));
  v128.store(to + toStep * 3, scaled(1.0 / 12.0, g1, far));
  v128.store(to + toStep * 4, scaled(-1.0 / 12.0, g1, far));
  v128.store(to + toStep * 5, g2);
}

/** Gᵀ u: 3 from 6, added or written; the last only where it exists. */
// @ts-ignore: decorator
@inline
export function ofFilterBack(adds: bool, hasLast: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const u0 = v128.load(from);
  const u1 = v128.load(from + step);
  const u2 = v128.load(from + step * 2);
  const u3 = v128.load(from + step * 3);
  const u4 = v128.load(from + step * 4);
  const u5 = v128.load(from + step * 5);
  const near = times(-1.0 / 6.0, f32x4.add(u1, u2));
  const far = f32x4.add(u3, u4);
  put(to, scaled(0.25, u0, scaled(1.0 / 24.0, far, near)), adds);
  put(to + toStep, scaled(1.0 / 6.0, f32x4.sub(u2, u1), times(1.0 / 12.0, f32x4.sub(u3, u4))), adds);
  if (hasLast) put(to + toStep * 2, f32x4.add(scaled(1.0 / 6.0, far, near), u5), adds);
}

/** G g for a filter of length 5: 6 from 5. */
// @ts-ignore: decorator
@inline
export function ofFilter5(from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + step);
  const g2 = v128.load(from + step * 2);
  const g3 = v128.load(from + step * 3);
  const g4 = v128.load(from + step * 4);
  v128.store(to, times(0.25, g0));
  const even = times(-1.0 / 6.0, f32x4.add(g0, f32x4.add(g2, g4)));
  const odd = times(-1.0 / 6.0, f32x4.add(g1, g3));
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + toStep * 2, f32x4.sub(even, odd));
  const farEven = scaled(1.0 / 24.0, g0, scaled(1.0 / 6.0, g2, times(2.0 / 3.0, g4)));
  const farOdd = scaled(1.0 / 12.0, g1, times(1.0 / 3.0, g3));
  v128.store(to + toStep * 3, f32x4.add(farEven, farOdd));
  v128.store(to + toStep * 4, f32x4.sub(farEven, farOdd));
  v128.store(to + toStep * 5, g4);
}

/** Gᵀ u for a filter of length 5: 5 from 6, added or written. */
// @ts-ignore: decorator
@inline
export function ofFilterBack5(adds: bool, from: usize, step: usize, to: usize, toStep: usize): void {
  const u0 = v128.load(from);
  const u1 = v128.load(from + step);
  const u2 = v128.load(from + step * 2);
  const u3 = v128.load(from + step * 3);
  const u4 = v128.load(from + step * 4);
  const u5 = v128.load(from + step * 5);
  const even = times(-1.0 / 6.0, f32x4.add(u1, u2));
  const odd = times(-1.0 / 6.0, f32x4.sub(u1, u2));
  const farEven = f32x4.add(u3, u4);
  const farOdd = f32x4.sub(u3, u4);
  put(to, scaled(0.25, u0, scaled(1.0 / 24.0, farEven, even)), adds);
  put(to + toStep, scaled(1.0 / 12.0, farOdd, odd), adds);
  put(to + toStep * 2, scaled(1.0 / 6.0, farEven, even), adds);
  put(to + toStep * 3, scaled(1.0 / 3.0, farOdd, odd), adds);
  put(to + toStep * 4, f32x4.add(u5, scaled(2.0 / 3.0, farEven, even)), adds);
}

/** Aᵀ m for two outputs: 2 from 6, and the end of an output where `ends`. */
// @ts-ignore: decorator
@inline
export function ofProducts2(from: usize, step: usize, to: usize, toStep: usize, ends: bool, shift: v128, least: v128): void {
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + step * 2);
  const m3 = v128.load(from + step * 3);
  const m4 = v128.load(from + step * 4);
  putProduct(to, f32x4.add(v128.load(from), f32x4.add(f32x4.add(m1, m2), f32x4.add(m3, m4))), ends, shift, least);
  putProduct(to + toStep, scaled(2, f32x4.sub(m3, m4), f32x4.add(f32x4.sub(m1, m2), v128.load(from + step * 5))), ends, shift, least);
}

/** A y for two outputs: 6 from 2. */
// @ts-ignore: decorator
@inline
export function ofProductsBack2(from: usize, step: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from);
  const y1 = v128.load(from + step);
  v128.store(to, y0);
  v128.store(to + toStep, f32x4.add(y0, y1));
  v128.store(to + toStep * 2, f32x4.sub(y0, y1));
  v128.store(to + toStep * 3, scaled(2, y1, y0));
  v128.store(to + toStep * 4, scaled(-2, y1, y0));
  v128.store(to + toStep * 5, y1);
}
