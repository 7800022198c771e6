/**
 * The gradients of `direct.ts`. Only one of the four positions of a pooling window has a gradient, and a different one for each
 * filter: a quarter of the multiplications. The patches of some windows are copied first, 3 · 3 · channels numbers side by side
 * and a 1, then zeros; so for one filter at a time the patch at that position, multiplied by the gradient, is added to 32 sums
 * (40 with four channels) in a single loop. The sum that belongs to the 1 is the gradient of the bias.
 */
import { multiplyAdd, zero } from "./vector";
import { channels, height, width } from "./window";

/** At most so many windows are processed for all filters: what is read for them stays in the first-level cache. */
const WINDOWS = 32;

/**
 * Adds to the gradients of the filters, and to that of the bias unless its address is 0.
 * @param scratch 32 numbers, 40 with four channels, for each filter and for 128 patches
 */
export function directPooledBack(
  x: usize, window: usize, dy: usize, places: usize, images: i32, filters: i32, rows: i32, columns: i32, dfilters: usize, dbias: usize, scratch: usize,
): void {
  const numbers = 9 * channels(window);
  const long = numbers >= 32;
  const size: usize = long ? 160 : 128;
  const step = <usize>filters << 2;
  const patches = scratch + <usize>filters * size;
  memory.fill(scratch, 0, (filters + 4 * WINDOWS) * <i32>size);
  const windows = rows * columns;
  const blocks = (windows + WINDOWS - 1) / WINDOWS;
  const perBlock = (windows + blocks - 1) / blocks;
  for (let image = 0; image < images; image++) {
    for (let first = 0; first < windows; first += perBlock) {
      const count = min(perBlock, windows - first);
      copyPatches(x, window, first, count, columns, patches, size);
      const block = <usize>count * step;
      for (let filter = 0; filter < filters; filter++) {
        const at = <usize>filter << 2;
        const sums = scratch + <usize>filter * size;
        if (long) longDirectGradient(patches, dy + at, places + at, step, dy + block, sums);
        else directGradient(patches, dy + at, places + at, step, dy + block, sums);
      }
      dy += block;
      places += block;
    }
    x += <usize>(height(window) * width(window) * channels(window)) << 2;
  }
  for (let filter = 0; filter < filters; filter++) {
    let from = scratch + <usize>filter * size;
    let to = dfilters + (<usize>filter << 2);
    for (let k = 0; k < numbers; k++) {
      store<f32>(to, load<f32>(to) + load<f32>(from));
      from += 4;
      to += step;
    }
    if (dbias != 0) store<f32>(dbias + (<usize>filter << 2), load<f32>(dbias + (<usize>filter << 2)) + load<f32>(from));
  }
}

/** Copies the four patches of so many windows of a picture, from the window `first` on. */
function copyPatches(x: usize, window: usize, first: i32, count: i32, columns: i32, to: usize, size: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const one = f32x4.replace_lane(zero(), 0, 1);
  for (let at = first; at < first + count; at++) {
    const corner = x + <usize>(at / columns * 2) * line + <usize>(at % columns * 2) * place;
    for (let position = 0; position < 4; position++) {
      let from = corner + <usize>(position & 1) * place + <usize>(position >> 1) * line;
      let row = to;
      for (let i = 0; i < 3; i++) {
        // A row has at most 12 numbers; the next row, and the 1, are written over what is too much.
        const left = v128.load(from);
        const middle = v128.load(from, 16);
        const right = v128.load(from, 32);
        v128.store(row, middle, 16);
        v128.store(row, left);
        v128.store(row, right, 32);
        from += line;
        row += place * 3;
      }
      v128.store(row, one);
      to += size;
    }
  }
}

/**
 * Adds the gradient of one filter, multiplied with 32 numbers of each patch, to its sums.
 *
 * It is exported because what is exported is not inlined into its only caller: within the loops around it V8 (of Node 20) would
 * not keep the sums in registers.
 */
export function directGradient(patches: usize, dy: usize, places: usize, step: usize, end: usize, sums: usize): void {
  addPatches(patches, dy, places, step, end, sums, false);
}

/** The same with 40 numbers. */
export function longDirectGradient(patches: usize, dy: usize, places: usize, step: usize, end: usize, sums: usize): void {
  addPatches(patches, dy, places, step, end, sums, true);
}

/** Where relu made the output 0, which no processor can predict, the gradient counts as 0. */
// @ts-ignore: decorator
@inline
function addPatches(patches: usize, dy: usize, places: usize, step: usize, end: usize, sums: usize, long: bool): void {
  const size: usize = long ? 160 : 128;
  let s0 = v128.load(sums);
  let s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32);
  let s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64);
  let s5 = v128.load(sums, 80);
  let s6 = v128.load(sums, 96);
  let s7 = v128.load(sums, 112);
  let s8 = zero();
  let s9 = zero();
  if (long) {
    s8 = v128.load(sums, 128);
    s9 = v128.load(sums, 144);
  }
  for (; dy < end; dy += step) {
    // All bits are set where relu made the output 0.
    const off = i32x4.shr_s(v128.load_splat<i32>(places), 31);
    const g = v128.andnot(v128.load_splat<f32>(dy), off);
    const at = patches + <usize>(load<i32>(places) & 3) * size;
    s0 = multiplyAdd(g, v128.load(at), s0);
    s1 = multiplyAdd(g, v128.load(at, 16), s1);
    s2 = multiplyAdd(g, v128.load(at, 32), s2);
    s3 = multiplyAdd(g, v128.load(at, 48), s3);
    s4 = multiplyAdd(g, v128.load(at, 64), s4);
    s5 = multiplyAdd(g, v128.load(at, 80), s5);
    s6 = multiplyAdd(g, v128.load(at, 96), s6);
    s7 = multiplyAdd(g, v128.load(at, 112), s7);
    if (long) {
      s8 = multiplyAdd(g, v128.load(at, 128), s8);
      s9 = multiplyAdd(g, v128.load(at, 144), s9);
    }
    places += step;
    patches += size * 4;
  }
  v128.store(sums, s1, 16);
  v128.store(sums, s0);
  v128.store(sums, s3, 48);
  v128.store(sums, s2, 32);
  v128.store(sums, s5, 80);
  v128.store(sums, s4, 64);
  v128.store(sums, s7, 112);
  v128.store(sums, s6, 96);
  if (long) {
    v128.store(sums, s9, 144);
    v128.store(sums, s8, 128);
  }
}
