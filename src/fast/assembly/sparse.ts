/**
 * The product of a matrix that is mostly zero, such as bags of words, with a dense one: only numbers other
 * than zero are multiplied.
 *
 * The matrix X is in compressed rows: row i consists of the entries from `starts[i]` to before `starts[i +
 * 1]`, 8 bytes each: a column and its value. Row i of X W is the sum of value · row of W over these columns;
 * in the backward pass, each of these rows of W gets value · the gradient of row i.
 */
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

/** y [rows, width] = X W, with W [columns, width]. */
export function sparseProduct(starts: usize, entries: usize, w: usize, rows: i32, width: i32, y: usize): void {
  const step = <usize>width << 2;
  for (let row = 0; row < rows; row++) {
    const first = entries + (<usize>load<u32>(starts) << 3);
    const end = entries + (<usize>load<u32>(starts, 4) << 3);
    let f = 0;
    for (; f + 16 <= width; f += 16) {
      const from = w + (<usize>f << 2);
      let s0 = zero();
      let s1 = zero();
      let s2 = zero();
      let s3 = zero();
      for (let at = first; at < end; at += 8) {
        const wRow = from + <usize>load<u32>(at) * step;
        const value = v128.load_splat<f32>(at, 4);
        s0 = multiplyAdd(value, v128.load(wRow), s0);
        s1 = multiplyAdd(value, v128.load(wRow, 16), s1);
        s2 = multiplyAdd(value, v128.load(wRow, 32), s2);
        s3 = multiplyAdd(value, v128.load(wRow, 48), s3);
      }
      v128.store(y, s0);
      v128.store(y, s1, 16);
      v128.store(y, s2, 32);
      v128.store(y, s3, 48);
      y += 64;
    }
    for (; f < width; f += 4) {
      const left = width - f;
      const from = w + (<usize>f << 2);
      // Two sums, so that an addition does not wait for the result of the one before.
      let even = zero();
      let odd = zero();
      let at = first;
      for (; at + 16 <= end; at += 16) {
        even = multiplyAdd(v128.load_splat<f32>(at, 4), loadUpTo(from + <usize>load<u32>(at) * step, left), even);
        odd = multiplyAdd(v128.load_splat<f32>(at, 12), loadUpTo(from + <usize>load<u32>(at, 8) * step, left), odd);
      }
      if (at < end) even = multiplyAdd(v128.load_splat<f32>(at, 4), loadUpTo(from + <usize>load<u32>(at) * step, left), even);
      storeUpTo(y, f32x4.add(even, odd), left);
      y += <usize>min(left, 4) << 2;
    }
    starts += 4;
  }
}

/** X is listed by its columns where they have at least, and at most, so many numbers each: more would not fit into the scratch. */
const LEAST_OF_COLUMN = 3;
const MOST_OF_COLUMN = 100;
/** For narrower W the time that this takes is not saved. */
const LEAST_WIDTH = 48;

/**
 * dw [columns, width] += Xᵀ dy. Where the columns of X have some numbers each, X is listed by its columns first: so each
 * row of dw is read and written once.
 * @param lists scratch of `packSize(columns)` bytes
 */
export function addSparseTransposed(starts: usize, entries: usize, dy: usize, rows: i32, columns: i32, width: i32, dw: usize, lists: usize): void {
  const filled = <i32>(load<u32>(starts + (<usize>rows << 2)) - load<u32>(starts));
  if (width >= LEAST_WIDTH && filled >= LEAST_OF_COLUMN * columns && filled <= MOST_OF_COLUMN * columns) {
    listColumns(starts, entries, rows, columns, width, lists);
    addByColumns(lists, dy, columns, width, dw);
  } else addByRows(starts, entries, dy, rows, width, dw);
}

/**
 * Lists X by its columns: where each column ends, as the number of an entry; then, from the next multiple of 16 bytes on, the
 * entries, column after column, in the order of the rows: the distance of the row of dy from the first, in bytes, and the value.
 */
function listColumns(starts: usize, entries: usize, rows: i32, columns: i32, width: i32, ends: usize): void {
  const first = entries + (<usize>load<u32>(starts) << 3);
  const last = entries + (<usize>load<u32>(starts + (<usize>rows << 2)) << 3);
  memory.fill(ends, 0, <usize>(columns + 1) << 2);
  for (let at = first; at < last; at += 8) {
    const column = ends + 4 + (<usize>load<u32>(at) << 2);
    store<u32>(column, load<u32>(column) + 1);
  }
  // From the numbers of entries to the first entry of each column, which become the ends as the entries are listed.
  let sum: u32 = 0;
  for (let column = 0; column < columns; column++) {
    const at = ends + (<usize>column << 2);
    sum += load<u32>(at);
    store<u32>(at, sum);
  }
  const listed = listedEntries(ends, columns);
  for (let row = 0, at = first; row < rows; row++) {
    starts += 4;
    const distance = row * (width << 2);
    for (const end = entries + (<usize>load<u32>(starts) << 3); at < end; at += 8) {
      const next = ends + (<usize>load<u32>(at) << 2);
      const place = load<u32>(next);
      store<u32>(next, place + 1);
      store<u32>(listed + (<usize>place << 3), distance);
      store<u32>(listed + (<usize>place << 3), load<u32>(at, 4), 4);
    }
  }
}

// @ts-ignore: decorator
@inline
function listedEntries(ends: usize, columns: i32): usize {
  return ends + ((<usize>(columns + 1) << 2) + 15 & ~15);
}

/** dw += Xᵀ dy, with X listed by its columns. */
function addByColumns(ends: usize, dy: usize, columns: i32, width: i32, dw: usize): void {
  const listed = listedEntries(ends, columns);
  let first = listed;
  for (let column = 0; column < columns; column++) {
    const end = listed + (<usize>load<u32>(ends) << 3);
    ends += 4;
    let f = 0;
    for (; f + 16 <= width; f += 16) {
      const from = dy + (<usize>f << 2);
      const to = dw + (<usize>f << 2);
      let s0 = v128.load(to);
      let s1 = v128.load(to, 16);
      let s2 = v128.load(to, 32);
      let s3 = v128.load(to, 48);
      for (let at = first; at < end; at += 8) {
        const row = from + <usize>load<u32>(at);
        const value = v128.load_splat<f32>(at, 4);
        s0 = multiplyAdd(value, v128.load(row), s0);
        s1 = multiplyAdd(value, v128.load(row, 16), s1);
        s2 = multiplyAdd(value, v128.load(row, 32), s2);
        s3 = multiplyAdd(value, v128.load(row, 48), s3);
      }
      v128.store(to, s0);
      v128.store(to, s1, 16);
      v128.store(to, s2, 32);
      v128.store(to, s3, 48);
    }
    for (; f < width; f += 4) {
      const left = width - f;
      const from = dy + (<usize>f << 2);
      let sum = loadUpTo(dw + (<usize>f << 2), left);
      for (let at = first; at < end; at += 8) sum = multiplyAdd(v128.load_splat<f32>(at, 4), loadUpTo(from + <usize>load<u32>(at), left), sum);
      storeUpTo(dw + (<usize>f << 2), sum, left);
    }
    first = end;
    dw += <usize>width << 2;
  }
}

/** dw += Xᵀ dy, row of X after row. */
function addByRows(starts: usize, entries: usize, dy: usize, rows: i32, width: i32, dw: usize): void {
  const step = <usize>width << 2;
  for (let row = 0; row < rows; row++) {
    const first = entries + (<usize>load<u32>(starts) << 3);
    const end = entries + (<usize>load<u32>(starts, 4) << 3);
    let f = 0;
    for (; f + 16 <= width; f += 16) {
      const base = dw + (<usize>f << 2);
      const g0 = v128.load(dy);
      const g1 = v128.load(dy, 16);
      const g2 = v128.load(dy, 32);
      const g3 = v128.load(dy, 48);
      for (let at = first; at < end; at += 8) {
        const to = base + <usize>load<u32>(at) * step;
        const value = v128.load_splat<f32>(at, 4);
        v128.store(to, multiplyAdd(value, g0, v128.load(to)));
        v128.store(to, multiplyAdd(value, g1, v128.load(to, 16)), 16);
        v128.store(to, multiplyAdd(value, g2, v128.load(to, 32)), 32);
        v128.store(to, multiplyAdd(value, g3, v128.load(to, 48)), 48);
      }
      dy += 64;
    }
    for (; f < width; f += 4) {
      const left = width - f;
      const gradient = loadUpTo(dy, left);
      const base = dw + (<usize>f << 2);
      for (let at = first; at < end; at += 8) {
        const to = base + <usize>load<u32>(at) * step;
        storeUpTo(to, multiplyAdd(v128.load_splat<f32>(at, 4), gradient, loadUpTo(to, left)), left);
      }
      dy += <usize>min(left, 4) << 2;
    }
    starts += 4;
  }
}

/**
 * Lists the numbers of x [rows, columns] that are not zero; returns false where there are more than `most`. Each
 * number is written, and the next one over it where it is zero: that needs no branch, which would often be
 * predicted wrongly.
 */
export function compressRows(x: usize, rows: i32, columns: i32, starts: usize, entries: usize, most: i32): bool {
  const first = entries;
  // The last number that is written may lie one place behind those that count.
  const end = entries + (<usize>(most - 1) << 3);
  for (let row = 0; row < rows; row++) {
    store<u32>(starts, <u32>((entries - first) >> 3));
    starts += 4;
    let column = 0;
    // Four numbers at a time, as long as all of them have a place.
    for (let places = i32x4(0, 1, 2, 3); column + 4 <= columns && entries + 24 <= end; column += 4) {
      const values = v128.load(x);
      const filled = i32x4.bitmask(f32x4.ne(values, zero()));
      const low = v128.shuffle<i32>(places, values, 0, 4, 1, 5);
      const high = v128.shuffle<i32>(places, values, 2, 6, 3, 7);
      store<i64>(entries, i64x2.extract_lane(low, 0));
      entries += (filled & 1) << 3;
      store<i64>(entries, i64x2.extract_lane(low, 1));
      entries += (filled & 2) << 2;
      store<i64>(entries, i64x2.extract_lane(high, 0));
      entries += (filled & 4) << 1;
      store<i64>(entries, i64x2.extract_lane(high, 1));
      entries += filled & 8;
      places = i32x4.add(places, i32x4.splat(4));
      x += 16;
    }
    for (; column < columns; column++) {
      const value = load<f32>(x);
      if (entries > end) {
        if (value != 0) return false;
      } else {
        store<u32>(entries, column);
        store<f32>(entries, value, 4);
        entries += <usize>(value != 0) << 3;
      }
      x += 4;
    }
  }
  store<u32>(starts, <u32>((entries - first) >> 3));
  return true;
}
