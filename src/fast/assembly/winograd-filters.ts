/** Winograd's convolutions (see `winograd.ts`): the filters, and their gradient. */
import { zero } from "./vector";
import { channels, kernelHeight, kernelWidth, strideAcross } from "./window";
import { slotOf, tapsOf } from "./winograd";
import {
  filterTile2, filterTile3, filterTile5, filterTileBack2, filterTileBack3, filterTileBack5, ROW, VECTOR,
} from "./winograd-tiles";

/** Writes U [points, phases, channels, filters], computed from the filters [kernel, kernel, channels, filters]. */
export function winogradFilters(filters: usize, window: usize, u: usize, columns: i32, stride: i32, temporary: usize): void {
  const count = <usize>(channels(window) * columns) << 2;
  const step = strideAcross(window);
  const taps = tapsOf(window);
  const point = <usize>stride << 2;
  const patch = temporary + 6 * ROW;
  for (let phase = 0; phase < step * step; phase++) {
    const row = phase / step;
    const column = phase % step;
    const to = u + <usize>slotOf(step, row, column) * count;
    for (let at: usize = 0; at < count; at += VECTOR) {
      for (let i = 0; i < taps; i++) {
        for (let j = 0; j < taps; j++) {
          const k = i * step + row;
          const l = j * step + column;
          const within = k < kernelHeight(window) && l < kernelWidth(window);
          const g = within ? v128.load(filters + at + <usize>(k * kernelWidth(window) + l) * count) : zero();
          v128.store(patch + <usize>(i * taps + j) * VECTOR, g);
        }
      }
      const down = <usize>taps * VECTOR;
      if (taps == 3) filterTile3(patch, VECTOR, down, to + at, point, temporary);
      else if (taps == 2) filterTile2(patch, VECTOR, down, to + at, point, temporary);
      else filterTile5(patch, VECTOR, down, to + at, point, temporary);
    }
  }
}

/** Adds to the gradient of the filters from that of U. What U has at points without a product is not used. */
export function winogradFiltersBack(du: usize, window: usize, dfilters: usize, columns: i32, stride: i32, temporary: usize): void {
  const count = <usize>(channels(window) * columns) << 2;
  const step = strideAcross(window);
  const taps = tapsOf(window);
  const point = <usize>stride << 2;
  const result = temporary + 6 * ROW;
  for (let phase = 0; phase < step * step; phase++) {
    const row = phase / step;
    const column = phase % step;
    const from = du + <usize>slotOf(step, row, column) * count;
    for (let at: usize = 0; at < count; at += VECTOR) {
      const down = <usize>taps * VECTOR;
      if (taps == 3) filterTileBack3(from + at, point, result, VECTOR, down, temporary);
      else if (taps == 2) filterTileBack2(from + at, point, result, VECTOR, down, temporary);
      else filterTileBack5(from + at, point, result, VECTOR, down, temporary);
      for (let i = 0; i < taps; i++) {
        for (let j = 0; j < taps; j++) {
          const k = i * step + row;
          const l = j * step + column;
          if (k >= kernelHeight(window) || l >= kernelWidth(window)) continue;
          const to = dfilters + at + <usize>(k * kernelWidth(window) + l) * count;
          v128.store(to, f32x4.add(v128.load(to), v128.load(result + <usize>(i * taps + j) * VECTOR)));
        }
      }
    }
  }
}
