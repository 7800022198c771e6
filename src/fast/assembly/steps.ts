/** The order of the steps that recurrent layers read, and the steps that a mask leaves out. */
import { addTo } from "./activations";
import { copyBlocks } from "./merge";

/**
 * Copies [rows, steps, size] to [steps, rows, size], so that a step is contiguous; where `backwards`, the
 * last step comes first.
 * @param stride how many numbers lie between the beginnings of two steps of x
 */
export function stepsFirst(x: usize, rows: i32, steps: i32, size: i32, stride: i32, backwards: bool, y: usize): void {
  for (let step = 0; step < steps; step++) {
    const from = x + (<usize>((backwards ? steps - 1 - step : step) * stride) << 2);
    copyBlocks(from, steps * stride, y, size, size, rows, false);
    y += <usize>(rows * size) << 2;
  }
}

/** The inverse of `stepsFirst`; where `adds`, y is added to x. */
export function stepsSecond(y: usize, rows: i32, steps: i32, size: i32, stride: i32, backwards: bool, x: usize, adds: bool): void {
  for (let step = 0; step < steps; step++) {
    const to = x + (<usize>((backwards ? steps - 1 - step : step) * stride) << 2);
    copyBlocks(y, size, to, steps * stride, size, rows, adds);
    y += <usize>(rows * size) << 2;
  }
}

/**
 * Steps that a mask leaves out: `counts` has a number for each row, 0 where this step does not count. Such a
 * row repeats that of the step before.
 */
export function repeatRows(counts: usize, before: usize, after: usize, rows: i32, size: i32): void {
  const bytes = <usize>size << 2;
  for (let row = 0; row < rows; row++) {
    if (isRepeated(counts, row)) memory.copy(after, before, bytes);
    before += bytes;
    after += bytes;
  }
}

/** x = 0 in the rows that repeat others. */
export function clearRepeated(counts: usize, x: usize, rows: i32, size: i32): void {
  const bytes = <usize>size << 2;
  for (let row = 0; row < rows; row++) {
    if (isRepeated(counts, row)) memory.fill(x, 0, bytes);
    x += bytes;
  }
}

/** y += x in the rows that repeat others. */
export function addRepeated(counts: usize, x: usize, y: usize, rows: i32, size: i32): void {
  const bytes = <usize>size << 2;
  for (let row = 0; row < rows; row++) {
    if (isRepeated(counts, row)) addTo(y, x, size);
    x += bytes;
    y += bytes;
  }
}

/** @param counts 0 where there is no mask */
// @ts-ignore: decorator
@inline
export function isRepeated(counts: usize, row: i32): bool {
  return counts != 0 && load<f32>(counts + (<usize>row << 2)) == 0;
}
