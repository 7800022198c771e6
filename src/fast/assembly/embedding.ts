/**
 * Words as rows of a table: the forward pass copies the rows, the backward pass adds to their gradients.
 * Where the next operation is the mean over a sequence, it is computed in the same pass and the rows are
 * never stored.
 *
 * Word numbers come as float32; they are first converted to the distances, in bytes, of their rows from the
 * beginning of the table.
 */
import { loadPart, loadUpTo, storeUpTo, zero } from "./vector";

/** Whether all numbers are whole, at least 0 and less than `words`. */
export function areWords(x: usize, count: i32, words: i32): bool {
  const most = f32x4.splat(<f32>words);
  let right = i32x4.splat(-1);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    right = v128.and(right, isWord(v128.load(x), most));
    x += 16;
  }
  if (i < count) right = v128.and(right, isWord(loadPart(x, count - i), most));
  return i32x4.all_true(right);
}

// @ts-ignore: decorator
@inline
function isWord(x: v128, most: v128): v128 {
  return v128.and(f32x4.eq(x, f32x4.floor(x)), v128.and(f32x4.ge(x, zero()), f32x4.lt(x, most)));
}

/**
 * Writes the distances [count] of the rows, each of `width` numbers; `count` is rounded up to whole vectors.
 */
export function rowDistances(x: usize, count: i32, width: i32, distances: usize): void {
  const bytes = i32x4.splat(width << 2);
  const end = x + (<usize>count << 2);
  for (; x < end; x += 16) {
    v128.store(distances, i32x4.mul(i32x4.trunc_sat_f32x4_s(v128.load(x)), bytes));
    distances += 16;
  }
}

/** Writes y [count, width]: the table's row of each word. */
export function fetchRows(table: usize, distances: usize, count: i32, width: i32, y: usize): void {
  const row = <usize>width << 2;
  for (let i = 0; i < count; i++) {
    memory.copy(y, table + load<u32>(distances), row);
    distances += 4;
    y += row;
  }
}

/** Adds each row of dy [count, width] to the gradient of its word's row. */
export function addToRows(dy: usize, distances: usize, count: i32, width: i32, dtable: usize): void {
  for (let i = 0; i < count; i++) {
    const to = dtable + load<u32>(distances);
    for (let f = 0; f < width; f += 4) {
      const at = <usize>f << 2;
      storeUpTo(to + at, f32x4.add(loadUpTo(to + at, width - f), loadUpTo(dy + at, width - f)), width - f);
    }
    distances += 4;
    dy += <usize>width << 2;
  }
}

/**
 * 1 / the number of steps that the mean includes: all of them or, where `masked`, those whose word is not 0.
 */
function shareOf(distances: usize, steps: i32, masked: bool): f32 {
  let count = steps;
  if (masked) {
    count = 0;
    for (let i = 0; i < steps; i++) count += i32(load<u32>(distances + (<usize>i << 2)) != 0);
  }
  return 1 / <f32>max(count, 1);
}

/** Writes y [rows, width]: the mean of the rows of a sequence's words. */
export function meanOfRows(table: usize, distances: usize, rows: i32, steps: i32, width: i32, masked: bool, y: usize): void {
  for (let row = 0; row < rows; row++) {
    const share = f32x4.splat(shareOf(distances, steps, masked));
    const end = distances + (<usize>steps << 2);
    let f = 0;
    for (; f + 16 <= width; f += 16) {
      const from = table + (<usize>f << 2);
      let s0 = zero();
      let s1 = zero();
      let s2 = zero();
      let s3 = zero();
      for (let at = distances; at < end; at += 4) {
        const distance = load<u32>(at);
        if (masked && distance == 0) continue;
        s0 = f32x4.add(s0, v128.load(from + distance));
        s1 = f32x4.add(s1, v128.load(from + distance, 16));
        s2 = f32x4.add(s2, v128.load(from + distance, 32));
        s3 = f32x4.add(s3, v128.load(from + distance, 48));
      }
      v128.store(y, f32x4.mul(s0, share));
      v128.store(y, f32x4.mul(s1, share), 16);
      v128.store(y, f32x4.mul(s2, share), 32);
      v128.store(y, f32x4.mul(s3, share), 48);
      y += 64;
    }
    for (; f < width; f += 4) {
      const left = width - f;
      const from = table + (<usize>f << 2);
      let sum = zero();
      for (let at = distances; at < end; at += 4) {
        const distance = load<u32>(at);
        if (!(masked && distance == 0)) sum = f32x4.add(sum, loadUpTo(from + distance, left));
      }
      storeUpTo(y, f32x4.mul(sum, share), left);
      y += <usize>min(left, 4) << 2;
    }
    distances = end;
  }
}

/** Adds the gradient of each mean, divided by the number of words, to the gradients of its words' rows. */
export function addMeansToRows(dy: usize, distances: usize, rows: i32, steps: i32, width: i32, masked: bool, dtable: usize): void {
  for (let row = 0; row < rows; row++) {
    const share = f32x4.splat(shareOf(distances, steps, masked));
    const end = distances + (<usize>steps << 2);
    let f = 0;
    for (; f + 16 <= width; f += 16) {
      const base = dtable + (<usize>f << 2);
      const g0 = f32x4.mul(v128.load(dy), share);
      const g1 = f32x4.mul(v128.load(dy, 16), share);
      const g2 = f32x4.mul(v128.load(dy, 32), share);
      const g3 = f32x4.mul(v128.load(dy, 48), share);
      for (let at = distances; at < end; at += 4) {
        const distance = load<u32>(at);
        if (masked && distance == 0) continue;
        const to = base + distance;
        v128.store(to, f32x4.add(v128.load(to), g0));
        v128.store(to, f32x4.add(v128.load(to, 16), g1), 16);
        v128.store(to, f32x4.add(v128.load(to, 32), g2), 32);
        v128.store(to, f32x4.add(v128.load(to, 48), g3), 48);
      }
      dy += 64;
    }
    for (; f < width; f += 4) {
      const left = width - f;
      const gradient = f32x4.mul(loadUpTo(dy, left), share);
      const base = dtable + (<usize>f << 2);
      for (let at = distances; at < end; at += 4) {
        const distance = load<u32>(at);
        if (masked && distance == 0) continue;
        const to = base + distance;
        storeUpTo(to, f32x4.add(loadUpTo(to, left), gradient), left);
      }
      dy += <usize>min(left, 4) << 2;
    }
    distances = end;
  }
}
