/** Winograd's convolutions (see `winograd.ts`): the filters, and their gradient. */
import { channels, kernelWidth, strideAcross } from "./window";
import { isShort, slotOf, tapsOf } from "./winograd";
import { addFilters2, addFilters3, addFilters5, writeFilters2, writeFilters3, writeFilters5 } from "./winograd-filter-tiles";

/** Writes U [points, phases, channels, filters], computed from the filters [kernel, kernel, channels, filters]. */
export function winogradFilters(filters: usize, window: usize, u: usize, columns: i32, stride: i32, temporary: usize): void {
  const size = <usize>(channels(window) * columns) << 2;
  const step = strideAcross(window);
  const taps = tapsOf(window);
  const point = <usize>stride << 2;
  const line = <usize>kernelWidth(window) * size;
  const across = <usize>step * size;
  const down = <usize>step * line;
  for (let phase = 0; phase < step * step; phase++) {
    const row = phase / step;
    const column = phase % step;
    const hasLastRow = !isShort(window, row);
    const hasLastColumn = !isShort(window, column);
    const from = filters + <usize>row * line + <usize>column * size;
    const to = u + <usize>slotOf(step, row, column) * size;
    if (taps == 3) writeFilters3(from, size, across, down, hasLastRow, hasLastColumn, to, point, temporary);
    else if (taps == 2) writeFilters2(from, size, across, down, hasLastRow, hasLastColumn, to, point, temporary);
    else writeFilters5(from, size, across, down, to, point, temporary);
  }
}

/** Adds to the gradient of the filters from that of U. What U has at points without a product is not used. */
export function winogradFiltersBack(du: usize, window: usize, dfilters: usize, columns: i32, stride: i32, temporary: usize): void {
  const size = <usize>(channels(window) * columns) << 2;
  const step = strideAcross(window);
  const taps = tapsOf(window);
  const point = <usize>stride << 2;
  const line = <usize>kernelWidth(window) * size;
  const across = <usize>step * size;
  const down = <usize>step * line;
  for (let phase = 0; phase < step * step; phase++) {
    const row = phase / step;
    const column = phase % step;
    const hasLastRow = !isShort(window, row);
    const hasLastColumn = !isShort(window, column);
    const from = du + <usize>slotOf(step, row, column) * size;
    const to = dfilters + <usize>row * line + <usize>column * size;
    if (taps == 3) addFilters3(from, point, to, size, across, down, hasLastRow, hasLastColumn, temporary);
    else if (taps == 2) addFilters2(from, point, to, size, across, down, hasLastRow, hasLastColumn, temporary);
    else addFilters5(from, point, to, size, across, down, temporary);
  }
}
