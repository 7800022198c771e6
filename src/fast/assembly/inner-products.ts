/** Inner products of pairs of vectors: the product of matrices would pack one vector to use it once. */
import { loadPart, multiplyAdd, put, putPart, sumOf, zero } from "./vector";

/** y = Σ a b for each row of a and b, [rows, size]. */
export function innerProducts(a: usize, b: usize, rows: i32, size: i32, y: usize): void {
  for (let row = 0; row < rows; row++) {
    let s0 = zero();
    let s1 = zero();
    let i = 0;
    for (; i + 8 <= size; i += 8) {
      s0 = multiplyAdd(v128.load(a), v128.load(b), s0);
      s1 = multiplyAdd(v128.load(a, 16), v128.load(b, 16), s1);
      a += 32;
      b += 32;
    }
    for (; i < size; i += 4) {
      const left = min(size - i, 4);
      s0 = multiplyAdd(left == 4 ? v128.load(a) : loadPart(a, left), left == 4 ? v128.load(b) : loadPart(b, left), s0);
      a += <usize>left << 2;
      b += <usize>left << 2;
    }
    store<f32>(y, sumOf(f32x4.add(s0, s1)));
    y += 4;
  }
}

/** y = f x for each row of x, [rows, size], with a factor f of its own; added to y where `adds`. */
export function scaleRows(x: usize, factors: usize, rows: i32, size: i32, y: usize, adds: bool): void {
  for (let row = 0; row < rows; row++) {
    const factor = v128.load_splat<f32>(factors);
    let i = 0;
    for (; i + 4 <= size; i += 4) {
      const scaled = f32x4.mul(v128.load(x), factor);
      put(y, scaled, adds);
      x += 16;
      y += 16;
    }
    const left = size - i;
    if (left > 0) {
      const scaled = f32x4.mul(loadPart(x, left), factor);
      putPart(y, scaled, left, adds);
      x += <usize>left << 2;
      y += <usize>left << 2;
    }
    factors += 4;
  }
}
