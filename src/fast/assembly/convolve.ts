/**
 * Convolution without a matrix of patches: the product of `gemm.ts`, whose rows of A are read where they lie
 * in the pictures. The pictures have a border of zeros wherever the window reaches over it, so every place of
 * every window exists.
 *
 * The numbers of a row of the window lie side by side in the picture (a run), unless the window is dilated;
 * then each place is a run. The filters are packed in strips of 8 columns, as `packStrips` packs them. Runs
 * are processed in blocks, so that the part of a strip in use stays in the first-level cache. Where runs are short, a table says where
 * the numbers of a patch lie (see `convolve-short-runs.ts`).
 */
import { activate, LINEAR, RELU } from "./activations";
import { offsetTile, offsetTiles, offsetTilesOf16 } from "./convolve-short-runs";
import { narrowTile, sevenNarrow, wideTile } from "./convolve-tiles";
import { block } from "./gemm";
import {
  channels, dilationAcross, dilationDown, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, strideDown, width,
} from "./window";

/** About how many numbers of a filter a block of runs has. */
const BLOCK = 320;

/** How many places a run has. */
// @ts-ignore: decorator
@inline
function runPlaces(window: usize): i32 {
  return dilationAcross(window) == 1 ? kernelWidth(window) : 1;
}

/**
 * Writes y = P F, or adds it: with the bias, unless its address is 0, and with relu where `rectify`.
 * @param x the pictures, or a place in the first of them where its first window begins
 * @param packed F [kernel height · kernel width · channels, columns], packed
 * @param offsets the distances of a patch's numbers (see `writeOffsets`); address 0 where a loop for each run takes less time
 * @param yLine,yPlace,ySize the distances of rows, places and pictures in y, in numbers
 */
export function convolve(
  x: usize, window: usize, offsets: usize, images: i32, packed: usize, columns: i32, bias: usize, rectify: bool, y: usize, yLine: i32, yPlace: i32,
  ySize: i32, adds: bool,
): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const size = <usize>height(window) * line;
  const runsAcross = kernelWidth(window) / runPlaces(window);
  const runs = kernelHeight(window) * runsAcross;
  const length = runPlaces(window) * channels(window);
  const acrossStep = <usize>dilationAcross(window) * place;
  const downStep = <usize>dilationDown(window) * line - <usize>(runsAcross - 1) * acrossStep;
  const step = <usize>strideAcross(window) * place;
  const yStep = <usize>yPlace << 2;
  if (runs == 1 && columns > 4) {
    // The product of `gemm.ts`: rows of A lie a stride of the window apart.
    for (let image = 0; image < images; image++) {
      for (let row = 0; row < outputHeight(window); row++) {
        const from = x + <usize>image * size + <usize>(row * strideDown(window)) * line;
        const to = y + (<usize>(image * ySize + row * yLine) << 2);
        block(from, strideAcross(window) * channels(window), packed, to, yPlace, outputWidth(window), columns, length, adds);
        if (bias != 0 || rectify) endRow(to, <usize>yPlace << 2, outputWidth(window), columns, bias, rectify);
      }
    }
    return;
  }
  const perBlock = max(1, BLOCK / length);
  for (let first = 0; first < runs; first += perBlock) {
    const count = min(perBlock, runs - first);
    const begin = <usize>(first / runsAcross) * <usize>dilationDown(window) * line + <usize>(first % runsAcross) * acrossStep;
    const add = adds || first > 0;
    const ends = first + count == runs;
    const rectifies = ends && rectify;
    for (let j = 0; j < columns; ) {
      const left = columns - j;
      const pair = WIDE && offsets != 0 && left >= 16 && !add && outputWidth(window) >= 4;
      const shift = ends && bias != 0 ? bias + (<usize>j << 2) : 0;
      const strip = packed + (<usize>(j * runs * length + first * length * (left > 4 ? 8 : 4)) << 2);
      for (let image = 0; image < images; image++) {
        for (let row = 0; row < outputHeight(window); row++) {
          let from = x + <usize>image * size + <usize>(row * strideDown(window)) * line;
          if (offsets == 0 || left <= 4) from += begin;
          let to = y + (<usize>(image * ySize + row * yLine + j) << 2);
          let column = 0;
          if (left <= 4) {
            for (; column + 7 <= outputWidth(window); column += 7) {
              sevenNarrow(from, step, strip, first % runsAcross, runsAcross, count, length, acrossStep, downStep, to, yStep, left, add, shift, rectifies);
              from += 7 * step;
              to += 7 * yStep;
            }
          }
          if (pair) {
            const tiles = outputWidth(window) >> 2;
            const next = <usize>(runs * length) << 5;
            const table = offsets + (<usize>(first * length) << 2);
            offsetTilesOf16(tiles, from, step, strip, next, table, count * length, to, yStep, shift, rectifies);
            // What is left is less than a tile: the last four positions, of which some are computed again.
            const last = <usize>(outputWidth(window) - 4);
            if (tiles << 2 < outputWidth(window)) {
              offsetTilesOf16(1, from + last * step, step, strip, next, table, count * length, to + last * yStep, yStep, shift, rectifies);
            }
            continue;
          }
          if (offsets != 0 && left >= 8 && !add) {
            const tiles = outputWidth(window) >> 2;
            offsetTiles(tiles, from, step, strip, offsets + (<usize>(first * length) << 2), count * length, to, yStep, shift, rectifies);
            column = tiles << 2;
            from += <usize>column * step;
            to += <usize>column * yStep;
          }
          for (; column < outputWidth(window); column += 4) {
            const rows = outputWidth(window) - column;
            if (left > 4 && offsets != 0) {
              offsetTile(from, step, rows, strip, offsets + (<usize>(first * length) << 2), count * length, to, yStep, left, add, shift, rectifies);
            } else if (left > 4) {
              wideTile(from, step, rows, strip, first % runsAcross, runsAcross, count, length, acrossStep, downStep, to, yStep, left, add, shift, rectifies);
            } else {
              narrowTile(from, step, rows, strip, first % runsAcross, runsAcross, count, length, acrossStep, downStep, to, yStep, left, add, shift, rectifies);
            }
            from += 4 * step;
            to += 4 * yStep;
          }
        }
      }
      j += pair ? 16 : 8;
    }
  }
}

/** Ends so many rows of columns, `step` bytes apart, that have been written without the bias and relu. */
function endRow(c: usize, step: usize, rows: i32, columns: i32, bias: usize, rectify: bool): void {
  const kind = rectify ? RELU : LINEAR;
  if (step == <usize>columns << 2) {
    activate(kind, c, bias, c, rows, columns, 0);
    return;
  }
  for (; rows > 0; rows--) {
    activate(kind, c, bias, c, 1, columns, 0);
    c += step;
  }
}

/**
 * Packs the filters of the transposed map, where each place of the result has the places of the window that
 * are `steps` apart from (row, column) on. The last of them comes first, and rows of F become columns.
 * @param filters F [kernel height, kernel width, channels, count]
 * @param down,across how many places there are
 */
export function packReversed(
  filters: usize, channels: i32, count: i32, kernelWidth: i32, row: i32, rowStep: i32, down: i32, column: i32, columnStep: i32, across: i32, pack: usize,
): void {
  for (let c = 0; c < channels; c += 8) {
    const lanes = channels - c > 4 ? 8 : 4;
    for (let i = down - 1; i >= 0; i--) {
      for (let j = across - 1; j >= 0; j--) {
        const tap = (row + i * rowStep) * kernelWidth + column + j * columnStep;
        for (let lane = 0; lane < lanes; lane++) {
          const inside = c + lane < channels;
          let from = filters + (<usize>((tap * channels + c + lane) * count) << 2);
          let to = pack + (<usize>lane << 2);
          for (let f = 0; f < count; f++) {
            store<f32>(to, inside ? load<f32>(from) : 0);
            from += 4;
            to += <usize>lanes << 2;
          }
        }
        pack += <usize>(count * lanes) << 2;
      }
    }
  }
}
