/**
 * The matrix product C = A B, or C += A B; A and B as they are or transposed.
 *
 * The inner loop computes a tile of C, 4 rows by 8 columns, in 8 registers, for k from 0 to the inner extent:
 * each iteration loads 8 numbers of B and 4 of A, repeats each of the 4 in a register, and does 32
 * multiply-adds. B is packed first: the 8 columns of a strip lie side by side, k after k, so that the loop
 * reads memory in order whatever the shape of B. A is read where it is. The inner extent is divided into
 * blocks of 256 and the rows into blocks of 128, so that a strip (8 kB) stays in the first-level cache and a
 * block of A (128 kB) in the second-level cache.
 *
 * Where A has only one block of rows, four strips are packed at a time and multiplied at once: what is packed for a wide B,
 * 1 MB for 1,024 columns, would leave no place in the cache for what it is multiplied with.
 *
 * A transposed A is read down its columns: numbers that are needed one after the other lie a whole row apart,
 * in lines that compete for the same places in the cache where a row is a power of two. So 16 columns at a time
 * are copied side by side first, if there are enough strips to use the copy again.
 *
 * A last strip of at most 4 columns, common in small networks, is computed in tiles of 7 rows by 4 columns
 * instead.
 *
 * On vectors of 256 bits tiles have up to 6 rows by 16 columns (`wide-tiles.ts`).
 *
 * Two limits of the compilers: the loop over k is not unrolled, because more values than registers would be
 * spilled to memory; and the sums begin with a product instead of 0, because one shared zero would be copied
 * at the start of each tile.
 */
import { loadPart, loadUpTo, multiplyAdd, put8, putUpTo } from "./vector";
import { wideTiles } from "./wide-tiles";

const INNER_BLOCK = 256;
const ROW_BLOCK = 128;
/** How many columns of B are packed at a time where A has only one block of rows: two lines of the cache. */
const STRIPS = 32;
/** How many columns of a transposed A are copied at a time. */
const PANEL = 16;
/** For narrower results A is not copied. */
const LEAST_COLUMNS = 24;

/**
 * How many bytes `gemm` needs to pack a B of so many columns; `packedSize` of `kernels/matrices.ts` is the same
 * formula.
 */
export function packSize(columns: i32): i32 {
  return INNER_BLOCK * (((columns + 7) & ~7) + PANEL) * 4;
}

/**
 * @param a,b,c addresses; lda, ldb, ldc: the distance between the beginnings of two stored rows, in numbers
 * @param transposeA whether A is stored as [inner, rows] instead of [rows, inner]; B likewise
 * @param accumulate whether to add to C
 * @param pack scratch of `packSize(columns)` bytes
 */
export function gemm(
  a: usize, lda: i32, transposeA: bool, b: usize, ldb: i32, transposeB: bool, c: usize, ldc: i32,
  rows: i32, columns: i32, inner: i32, accumulate: bool, pack: usize,
): void {
  for (let k = 0; k < inner; k += INNER_BLOCK) {
    const depth = min(INNER_BLOCK, inner - k);
    const add = accumulate || k > 0;
    if (!transposeA && rows <= ROW_BLOCK) {
      for (let j = 0; j < columns; j += STRIPS) {
        const count = min(STRIPS, columns - j);
        packPart(b, ldb, transposeB, k, j, depth, count, pack);
        block(a + (<usize>k << 2), lda, pack, c + (<usize>j << 2), ldc, rows, count, depth, add);
      }
      continue;
    }
    packPart(b, ldb, transposeB, k, 0, depth, columns, pack);
    if (transposeA && columns >= LEAST_COLUMNS) {
      copiedColumns(a + (<usize>(k * lda) << 2), lda, pack, c, ldc, rows, columns, depth, add);
      continue;
    }
    for (let i = 0; i < rows; i += ROW_BLOCK) {
      const count = min(ROW_BLOCK, rows - i);
      const cBlock = c + (<usize>(i * ldc) << 2);
      if (transposeA) blockOfTransposed(a + (<usize>(k * lda + i) << 2), lda, pack, cBlock, ldc, count, columns, depth, add);
      else block(a + (<usize>(i * lda + k) << 2), lda, pack, cBlock, ldc, count, columns, depth, add);
    }
  }
}

/** Packs B from row k and column j on. */
function packPart(b: usize, ldb: i32, transposeB: bool, k: i32, j: i32, depth: i32, columns: i32, pack: usize): void {
  if (transposeB) packTransposed(b + (<usize>(j * ldb + k) << 2), ldb, depth, columns, pack);
  else packStrips(b + (<usize>(k * ldb + j) << 2), ldb, depth, columns, pack);
}

/**
 * The same for a B that is already packed and used in many products, with an inner extent of at most 256. A
 * is not transposed.
 */
export function gemmPacked(a: usize, lda: i32, pack: usize, c: usize, ldc: i32, rows: i32, columns: i32, inner: i32, accumulate: bool): void {
  for (let i = 0; i < rows; i += ROW_BLOCK) {
    block(a + (<usize>(i * lda) << 2), lda, pack, c + (<usize>(i * ldc) << 2), ldc, min(ROW_BLOCK, rows - i), columns, inner, accumulate);
  }
}

/**
 * Packs B [depth, columns] into strips of 8 columns, k after k. The last strip has 4 columns if that is
 * enough, and is padded with zeros. Four strips are packed side by side, so that each line of the cache is read once: between
 * two of its strips others may have taken its place.
 */
export function packStrips(b: usize, ldb: i32, depth: i32, columns: i32, pack: usize): void {
  const step = <usize>ldb << 2;
  const strip = <usize>depth << 5;
  let j = 0;
  for (; j + 32 <= columns; j += 32) {
    let from = b + (<usize>j << 2);
    for (let k = 0; k < depth; k++) {
      copy8(from, pack);
      copy8(from + 32, pack + strip);
      copy8(from + 64, pack + strip * 2);
      copy8(from + 96, pack + strip * 3);
      from += step;
      pack += 32;
    }
    pack += strip * 3;
  }
  for (; j < columns; j += 8) {
    let from = b + (<usize>j << 2);
    const left = columns - j;
    if (left >= 8) {
      for (let k = 0; k < depth; k++) {
        copy8(from, pack);
        from += step;
        pack += 32;
      }
    } else if (left > 4) {
      for (let k = 0; k < depth; k++) {
        v128.store(pack, v128.load(from));
        v128.store(pack, loadPart(from + 16, left - 4), 16);
        from += step;
        pack += 32;
      }
    } else {
      for (let k = 0; k < depth; k++) {
        v128.store(pack, left == 4 ? v128.load(from) : loadPart(from, left));
        from += step;
        pack += 16;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function copy8(from: usize, to: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
}

/** The same for a B that is stored as Bᵀ [columns, depth]. */
export function packTransposed(b: usize, ldb: i32, depth: i32, columns: i32, pack: usize): void {
  const step = <usize>ldb << 2;
  for (let j = 0; j < columns; j += 8) {
    const left = columns - j;
    const width = left > 4 ? 8 : 4;
    if (left >= 8) {
      const whole = depth & ~3;
      const from = b + <usize>j * step;
      for (let k = 0; k < whole; k += 4) {
        transpose(from + (<usize>k << 2), step, pack + (<usize>k << 5));
        transpose(from + (<usize>k << 2) + 4 * step, step, pack + (<usize>k << 5) + 16);
      }
      for (let k = whole; k < depth; k++) {
        for (let column: usize = 0; column < 8; column++) store<f32>(pack + (<usize>k << 5) + (column << 2), load<f32>(from + (<usize>k << 2) + column * step));
      }
      pack += <usize>depth << 5;
      continue;
    }
    for (let column = 0; column < width; column++) {
      let to = pack + (<usize>column << 2);
      let from = b + <usize>(j + column) * step;
      const stride = <usize>width << 2;
      if (column < left) {
        for (let k = 0; k < depth; k++) {
          store<f32>(to, load<f32>(from));
          from += 4;
          to += stride;
        }
      } else {
        for (let k = 0; k < depth; k++) {
          store<f32>(to, 0);
          to += stride;
        }
      }
    }
    pack += <usize>(width * depth) << 2;
  }
}

/** Writes the 4 × 4 numbers of four rows as columns, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function transpose(from: usize, step: usize, to: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + step);
  const r2 = v128.load(from + step * 2);
  const r3 = v128.load(from + step * 3);
  const a = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const b = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const c = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const d = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(a, b, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(a, b, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(c, d, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(c, d, 2, 3, 6, 7), 96);
}

export function block(a: usize, lda: i32, pack: usize, c: usize, ldc: i32, rows: i32, columns: i32, depth: i32, add: bool): void {
  const row = <usize>lda << 2;
  const cRow = <usize>ldc << 2;
  let j = WIDE ? wideStrips(a, row, 4, pack, c, cRow, rows, columns, depth, add) : 0;
  for (; j < columns; j += 8) {
    const width = columns - j;
    const strip = pack + (<usize>(j * depth) << 2);
    const to = c + (<usize>j << 2);
    let i = 0;
    if (width > 4) {
      for (; i + 4 <= rows; i += 4) tile4x8(a + <usize>i * row, row, 4, strip, to + <usize>i * cRow, cRow, width, depth, add);
      for (; i < rows; i++) tile1x8(a + <usize>i * row, 4, strip, to + <usize>i * cRow, width, depth, add);
    } else {
      for (; i + 7 <= rows; i += 7) tile7x4(a + <usize>i * row, row, 4, strip, to + <usize>i * cRow, cRow, width, depth, add);
      for (; i < rows; i++) tile1x4(a + <usize>i * row, 4, strip, to + <usize>i * cRow, width, depth, add);
    }
  }
}

/** Multiplies rows by all whole strips, on vectors of 256 bits; returns how many columns these have. */
function wideStrips(a: usize, row: usize, step: usize, pack: usize, c: usize, cRow: usize, rows: i32, columns: i32, depth: i32, add: bool): i32 {
  const strip = <usize>depth << 5;
  let j = 0;
  for (; j + 16 <= columns; j += 16) {
    wideTiles(a, row, step, pack + (<usize>(j * depth) << 2), strip, c + (<usize>j << 2), cRow, rows, depth, add);
  }
  for (; j + 8 <= columns; j += 8) {
    wideTiles(a, row, step, pack + (<usize>(j * depth) << 2), 0, c + (<usize>j << 2), cRow, rows, depth, add);
  }
  return j;
}

function blockOfTransposed(a: usize, lda: i32, pack: usize, c: usize, ldc: i32, rows: i32, columns: i32, depth: i32, add: bool): void {
  const step = <usize>lda << 2;
  const cRow = <usize>ldc << 2;
  let j = WIDE ? wideStrips(a, 4, step, pack, c, cRow, rows, columns, depth, add) : 0;
  for (; j < columns; j += 8) {
    const width = columns - j;
    const strip = pack + (<usize>(j * depth) << 2);
    const to = c + (<usize>j << 2);
    let i = 0;
    if (width > 4) {
      for (; i + 4 <= rows; i += 4) tile4x8(a + (<usize>i << 2), 4, step, strip, to + <usize>i * cRow, cRow, width, depth, add);
      for (; i < rows; i++) tile1x8(a + (<usize>i << 2), step, strip, to + <usize>i * cRow, width, depth, add);
    } else {
      for (; i + 7 <= rows; i += 7) tile7x4(a + (<usize>i << 2), 4, step, strip, to + <usize>i * cRow, cRow, width, depth, add);
      for (; i < rows; i++) tile1x4(a + (<usize>i << 2), step, strip, to + <usize>i * cRow, width, depth, add);
    }
  }
}

/** The product with a transposed A, whose columns are copied. */
function copiedColumns(a: usize, lda: i32, pack: usize, c: usize, ldc: i32, rows: i32, columns: i32, depth: i32, add: bool): void {
  const panel = pack + (<usize>(INNER_BLOCK * ((columns + 7) & ~7)) << 2);
  for (let i = 0; i < rows; i += PANEL) {
    const count = min(PANEL, rows - i);
    const end = panel + (<usize>(depth * PANEL) << 2);
    let from = a + (<usize>i << 2);
    for (let to = panel; to < end; to += PANEL << 2) {
      for (let j = 0; j < count; j += 4) v128.store(to + (<usize>j << 2), loadUpTo(from + (<usize>j << 2), count - j));
      from += <usize>lda << 2;
    }
    blockOfTransposed(panel, PANEL, pack, c + (<usize>(i * ldc) << 2), ldc, count, columns, depth, add);
  }
}

/**
 * Multiplies four rows of A, `row` bytes apart, their numbers `step` bytes apart, by a strip of 8 columns.
 */
// @ts-ignore: decorator
@inline
function tile4x8(a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, width: i32, depth: i32, add: bool): void {
  let a1 = a + row;
  let a2 = a1 + row;
  let a3 = a2 + row;
  let left = v128.load(b);
  let right = v128.load(b, 16);
  let x = v128.load_splat<f32>(a);
  let s00 = f32x4.mul(x, left);
  let s01 = f32x4.mul(x, right);
  x = v128.load_splat<f32>(a1);
  let s10 = f32x4.mul(x, left);
  let s11 = f32x4.mul(x, right);
  x = v128.load_splat<f32>(a2);
  let s20 = f32x4.mul(x, left);
  let s21 = f32x4.mul(x, right);
  x = v128.load_splat<f32>(a3);
  let s30 = f32x4.mul(x, left);
  let s31 = f32x4.mul(x, right);
  const end = b + (<usize>depth << 5);
  for (b += 32; b < end; b += 32) {
    a += step;
    a1 += step;
    a2 += step;
    a3 += step;
    left = v128.load(b);
    right = v128.load(b, 16);
    x = v128.load_splat<f32>(a);
    s00 = multiplyAdd(x, left, s00);
    s01 = multiplyAdd(x, right, s01);
    x = v128.load_splat<f32>(a1);
    s10 = multiplyAdd(x, left, s10);
    s11 = multiplyAdd(x, right, s11);
    x = v128.load_splat<f32>(a2);
    s20 = multiplyAdd(x, left, s20);
    s21 = multiplyAdd(x, right, s21);
    x = v128.load_splat<f32>(a3);
    s30 = multiplyAdd(x, left, s30);
    s31 = multiplyAdd(x, right, s31);
  }
  put8(c, s00, s01, width, add);
  c += cRow;
  put8(c, s10, s11, width, add);
  c += cRow;
  put8(c, s20, s21, width, add);
  c += cRow;
  put8(c, s30, s31, width, add);
}

/** Multiplies one row of A by a strip of 8 columns, for the rows that are left below the tiles. */
// @ts-ignore: decorator
@inline
function tile1x8(a: usize, step: usize, b: usize, c: usize, width: i32, depth: i32, add: bool): void {
  let x = v128.load_splat<f32>(a);
  let left = f32x4.mul(x, v128.load(b));
  let right = f32x4.mul(x, v128.load(b, 16));
  const end = b + (<usize>depth << 5);
  for (b += 32; b < end; b += 32) {
    a += step;
    x = v128.load_splat<f32>(a);
    left = multiplyAdd(x, v128.load(b), left);
    right = multiplyAdd(x, v128.load(b, 16), right);
  }
  put8(c, left, right, width, add);
}

/**
 * Multiplies seven rows of A by a strip of 4 columns: so many sums hide how long an addition takes, and with one more, whose
 * factor V8 loads beforehand too, there would be too few registers.
 */
// @ts-ignore: decorator
@inline
function tile7x4(a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, width: i32, depth: i32, add: bool): void {
  // Three distances instead of seven addresses, which would need too many registers.
  const row3 = row * 3;
  let below = a + row * 4;
  let y = v128.load(b);
  let s0 = f32x4.mul(v128.load_splat<f32>(a), y);
  let s1 = f32x4.mul(v128.load_splat<f32>(a + row), y);
  let s2 = f32x4.mul(v128.load_splat<f32>(a + row * 2), y);
  let s3 = f32x4.mul(v128.load_splat<f32>(a + row3), y);
  let s4 = f32x4.mul(v128.load_splat<f32>(below), y);
  let s5 = f32x4.mul(v128.load_splat<f32>(below + row), y);
  let s6 = f32x4.mul(v128.load_splat<f32>(below + row * 2), y);
  const end = b + (<usize>depth << 4);
  for (b += 16; b < end; b += 16) {
    a += step;
    below += step;
    y = v128.load(b);
    s0 = multiplyAdd(v128.load_splat<f32>(a), y, s0);
    s1 = multiplyAdd(v128.load_splat<f32>(a + row), y, s1);
    s2 = multiplyAdd(v128.load_splat<f32>(a + row * 2), y, s2);
    s3 = multiplyAdd(v128.load_splat<f32>(a + row3), y, s3);
    s4 = multiplyAdd(v128.load_splat<f32>(below), y, s4);
    s5 = multiplyAdd(v128.load_splat<f32>(below + row), y, s5);
    s6 = multiplyAdd(v128.load_splat<f32>(below + row * 2), y, s6);
  }
  putUpTo(c, s0, width, add);
  c += cRow;
  putUpTo(c, s1, width, add);
  c += cRow;
  putUpTo(c, s2, width, add);
  c += cRow;
  putUpTo(c, s3, width, add);
  c += cRow;
  putUpTo(c, s4, width, add);
  c += cRow;
  putUpTo(c, s5, width, add);
  c += cRow;
  putUpTo(c, s6, width, add);
}

// @ts-ignore: decorator
@inline
function tile1x4(a: usize, step: usize, b: usize, c: usize, width: i32, depth: i32, add: bool): void {
  let sums = f32x4.mul(v128.load_splat<f32>(a), v128.load(b));
  const end = b + (<usize>depth << 4);
  for (b += 16; b < end; b += 16) {
    a += step;
    sums = multiplyAdd(v128.load_splat<f32>(a), v128.load(b), sums);
  }
  putUpTo(c, sums, width, add);
}
