/**
 * Relu with learned slopes: y = x for x > 0, α x elsewhere. Its derivative by x is 1 or α, and by α it is 0 or x.
 */
import { loadUpTo, putUpTo, storeUpTo, sumOf, zero } from "./vector";

/** How many numbers a block of `rectifiedBackward` has. */
const BLOCK = 1024;

/** y = x for x > 0, α x elsewhere; α has `columns` numbers, x [rows, columns]. */
export function prelu(x: usize, alpha: usize, y: usize, rows: i32, columns: i32): void {
  if (columns == 1) return rectified(x, f32x4.splat(load<f32>(alpha)), y, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j += 4) {
      const left = columns - j;
      const v = loadUpTo(x, left);
      storeUpTo(y, v128.bitselect(v, f32x4.mul(v, loadUpTo(alpha + (<usize>j << 2), left)), f32x4.gt(v, zero())), left);
      const bytes = <usize>min(left, 4) << 2;
      x += bytes;
      y += bytes;
    }
  }
}

/** The gradients of x, unless its address is 0, and of α, likewise: that of α is added. */
export function preluBackward(x: usize, alpha: usize, dy: usize, dx: usize, dalpha: usize, rows: i32, columns: i32, adds: bool): void {
  if (columns == 1) return rectifiedBackward(x, f32x4.splat(load<f32>(alpha)), dy, dx, dalpha, rows, adds);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j += 4) {
      const left = columns - j;
      const at = <usize>j << 2;
      const v = loadUpTo(x, left);
      const gradient = loadUpTo(dy, left);
      const isAbove = f32x4.gt(v, zero());
      if (dalpha != 0)
        storeUpTo(dalpha + at, f32x4.add(loadUpTo(dalpha + at, left), v128.andnot(f32x4.mul(gradient, v), isAbove)), left);
      const bytes = <usize>min(left, 4) << 2;
      if (dx != 0) {
        const result = v128.bitselect(gradient, f32x4.mul(gradient, loadUpTo(alpha + at, left)), isAbove);
        putUpTo(dx, result, left, adds);
        dx += bytes;
      }
      x += bytes;
      dy += bytes;
    }
  }
}

/** `prelu` of one slope. */
// @ts-ignore: decorator
@inline
function rectified(x: usize, alpha: v128, y: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const v = loadUpTo(x, count - i);
    storeUpTo(y, v128.bitselect(v, f32x4.mul(v, alpha), f32x4.gt(v, zero())), count - i);
    x += 16;
    y += 16;
  }
}

/**
 * `preluBackward` of one slope, whose gradient is a sum over all numbers: each block of them is added up by itself, since
 * float32 loses the last digits of numbers that are added to a large sum.
 */
// @ts-ignore: decorator
@inline
function rectifiedBackward(x: usize, alpha: v128, dy: usize, dx: usize, dalpha: usize, count: i32, adds: bool): void {
  let whole = zero();
  for (let first = 0; first < count; first += BLOCK) {
    const end = min(count, first + BLOCK);
    let sum = zero();
    for (let i = first; i < end; i += 4) {
      const left = end - i;
      const v = loadUpTo(x, left);
      const gradient = loadUpTo(dy, left);
      const isAbove = f32x4.gt(v, zero());
      sum = f32x4.add(sum, v128.andnot(f32x4.mul(gradient, v), isAbove));
      if (dx != 0) {
        const result = v128.bitselect(gradient, f32x4.mul(gradient, alpha), isAbove);
        putUpTo(dx, result, left, adds);
        dx += 16;
      }
      x += 16;
      dy += 16;
    }
    whole = f32x4.add(whole, sum);
  }
  if (dalpha != 0) store<f32>(dalpha, load<f32>(dalpha) + sumOf(whole));
}
