/** Arrays that are repeated along an axis, and the sums of their gradients. */
import { loadUpTo, storeUpTo, sumOf, zero } from "./vector";

/** [outer, inner] to [outer, repeats, inner]. */
export function repeat(x: usize, outer: i32, repeats: i32, inner: i32, y: usize): void {
  const row = <usize>inner << 2;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) {
      const value = f32x4.splat(load<f32>(x));
      for (let j = 0; j < repeats; j += 4) storeUpTo(y + (<usize>j << 2), value, repeats - j);
      y += <usize>repeats << 2;
    } else {
      for (let j = 0; j < repeats; j++) {
        memory.copy(y, x, row);
        y += row;
      }
    }
    x += row;
  }
}

/** The sums over the repetitions, [outer, repeats, inner] to [outer, inner], written or added to dx. */
export function sumRepeated(dy: usize, outer: i32, repeats: i32, inner: i32, dx: usize, adds: bool): void {
  const row = <usize>inner << 2;
  const block = row * <usize>repeats;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) {
      let sum = zero();
      for (let j = 0; j < repeats; j += 4) sum = f32x4.add(sum, loadUpTo(dy + (<usize>j << 2), repeats - j));
      store<f32>(dx, adds ? load<f32>(dx) + sumOf(sum) : sumOf(sum));
    } else {
      for (let j = 0; j < inner; j += 4) {
        const left = inner - j;
        const to = dx + (<usize>j << 2);
        let from = dy + (<usize>j << 2);
        let sum = adds ? loadUpTo(to, left) : zero();
        for (let k = 0; k < repeats; k++) {
          sum = f32x4.add(sum, loadUpTo(from, left));
          from += row;
        }
        storeUpTo(to, sum, left);
      }
    }
    dx += row;
    dy += block;
  }
}
