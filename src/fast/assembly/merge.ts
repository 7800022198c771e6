/**
 * Layers that combine several inputs number by number, and copies between arrays whose rows lie at different
 * distances.
 */
import { loadUpTo, multiplyAdd, put, putUpTo, storeUpTo, zero } from "./vector";

/** y = the larger of x and y, number by number; `least` takes the smaller. NaN stays NaN. */
export function takeExtreme(x: usize, y: usize, count: i32, least: bool): void {
  for (let i = 0; i < count; i += 4) {
    const left = count - i;
    const a = loadUpTo(x, left);
    const b = loadUpTo(y, left);
    storeUpTo(y, least ? f32x4.min(a, b) : f32x4.max(a, b), left);
    x += 16;
    y += 16;
  }
}

/**
 * The gradient of an extreme y of several inputs, with respect to one of them: where x is equal to y it takes
 * what is left of dy, so that the first of equal inputs gets the gradient. It is added to dx where `adds`.
 * @param rest dy, less what earlier inputs have taken
 * @param dx 0 for an input without a gradient, which takes its share all the same
 */
export function extremeBackward(x: usize, y: usize, rest: usize, dx: usize, count: i32, adds: bool): void {
  for (let i = 0; i < count; i += 4) {
    const left = count - i;
    const equal = f32x4.eq(loadUpTo(x, left), loadUpTo(y, left));
    const gradient = loadUpTo(rest, left);
    const share = v128.and(gradient, equal);
    storeUpTo(rest, v128.andnot(gradient, equal), left);
    x += 16;
    y += 16;
    rest += 16;
    if (dx == 0) continue;
    putUpTo(dx, share, left, adds);
    dx += 16;
  }
}

/** y = a x, or y += a x. */
export function addScaled(x: usize, factor: f32, y: usize, count: i32, adds: bool): void {
  const a = f32x4.splat(factor);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    put(y, f32x4.mul(v128.load(x), a), adds);
    put(y + 16, f32x4.mul(v128.load(x, 16), a), adds);
    x += 32;
    y += 32;
  }
  for (; i < count; i += 4) {
    const left = count - i;
    const scaled = f32x4.mul(loadUpTo(x, left), a);
    putUpTo(y, scaled, left, adds);
    x += 16;
    y += 16;
  }
}

/** y = a x + b z; with relu where `rectify`. */
export function addTwoScaled(x: usize, a: f32, z: usize, b: f32, y: usize, count: i32, rectify: bool): void {
  const least = rectify ? zero() : f32x4.splat(-Infinity);
  const first = f32x4.splat(a);
  const second = f32x4.splat(b);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    v128.store(y, sumOfTwo(v128.load(x), first, v128.load(z), second, least));
    v128.store(y, sumOfTwo(v128.load(x, 16), first, v128.load(z, 16), second, least), 16);
    x += 32;
    z += 32;
    y += 32;
  }
  for (; i < count; i += 4) {
    const left = count - i;
    storeUpTo(y, sumOfTwo(loadUpTo(x, left), first, loadUpTo(z, left), second, least), left);
    x += 16;
    z += 16;
    y += 16;
  }
}

// @ts-ignore: decorator
@inline
function sumOfTwo(x: v128, a: v128, z: v128, b: v128, least: v128): v128 {
  return f32x4.pmax(f32x4.add(f32x4.mul(x, a), f32x4.mul(z, b)), least);
}

/** dx = a dy where y > 0, else 0; or adds it. */
export function addScaledRectified(y: usize, dy: usize, factor: f32, dx: usize, count: i32, adds: bool): void {
  const a = f32x4.splat(factor);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    put(dx, rectified(v128.load(dy), v128.load(y), a), adds);
    put(dx + 16, rectified(v128.load(dy, 16), v128.load(y, 16), a), adds);
    y += 32;
    dy += 32;
    dx += 32;
  }
  for (; i < count; i += 4) {
    const left = count - i;
    const gradient = rectified(loadUpTo(dy, left), loadUpTo(y, left), a);
    putUpTo(dx, gradient, left, adds);
    y += 16;
    dy += 16;
    dx += 16;
  }
}

/** A product with 0 or 1 rather than a mask, so that NaN stays NaN. */
// @ts-ignore: decorator
@inline
function rectified(dy: v128, y: v128, a: v128): v128 {
  return f32x4.mul(f32x4.mul(dy, v128.and(f32x4.gt(y, zero()), f32x4.splat(1))), a);
}

/** y = a x + b. */
export function rescale(x: usize, a: f32, b: f32, y: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const left = count - i;
    storeUpTo(y, multiplyAdd(loadUpTo(x, left), f32x4.splat(a), f32x4.splat(b)), left);
    x += 16;
    y += 16;
  }
}

/** y = a b, or y += a b, number by number. */
export function addProduct(a: usize, b: usize, y: usize, count: i32, adds: bool): void {
  for (let i = 0; i < count; i += 4) {
    const left = count - i;
    const product = f32x4.mul(loadUpTo(a, left), loadUpTo(b, left));
    putUpTo(y, product, left, adds);
    a += 16;
    b += 16;
    y += 16;
  }
}

/** Calling the host's copy takes longer than to copy so many numbers. */
const SHORT = 128;

/**
 * Copies `blocks` blocks of `size` numbers; `strideX` and `strideY` numbers lie between the beginnings of two
 * blocks. Where `adds`, they are added to y.
 */
export function copyBlocks(x: usize, strideX: i32, y: usize, strideY: i32, size: i32, blocks: i32, adds: bool): void {
  for (let block = 0; block < blocks; block++) {
    if (adds) {
      for (let i = 0; i < size; i += 4) {
        const at = <usize>i << 2;
        storeUpTo(y + at, f32x4.add(loadUpTo(y + at, size - i), loadUpTo(x + at, size - i)), size - i);
      }
    } else if (size <= SHORT && (size & 3) == 0) {
      for (let at: usize = 0; at < <usize>size << 2; at += 16) v128.store(y + at, v128.load(x + at));
    } else memory.copy(y, x, <usize>size << 2);
    x += <usize>strideX << 2;
    y += <usize>strideY << 2;
  }
}

/** y [rows, size] = the number of x at a place of the same row; where `adds`, it is added to y. */
export function rearrange(x: usize, places: usize, rows: i32, size: i32, y: usize, adds: bool): void {
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < size; i++) {
      const value = load<f32>(x + (<usize>load<u32>(places + (<usize>i << 2)) << 2));
      store<f32>(y, adds ? load<f32>(y) + value : value);
      y += 4;
    }
    x += <usize>size << 2;
  }
}
