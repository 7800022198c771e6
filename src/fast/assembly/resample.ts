/**
 * Pictures in another size. Along each axis a table tells, for each place of the result, two places of the
 * picture as int32 and the share of the second as float32. A place without a share is not read, since it could
 * be infinite.
 */
import { loadUpTo, multiplyAdd, storeUpTo } from "./vector";

const ENTRY: usize = 12;

// @ts-ignore: decorator
@inline
function low(entry: usize): i32 { return load<i32>(entry); }
// @ts-ignore: decorator
@inline
function high(entry: usize): i32 { return load<i32>(entry, 4); }
// @ts-ignore: decorator
@inline
function share(entry: usize): f32 { return load<f32>(entry, 8); }

/** to = weight · from, or to += weight · from. */
// @ts-ignore: decorator
@inline
function put(from: usize, to: usize, weight: f32, channels: i32, adds: bool): void {
  const factor = f32x4.splat(weight);
  for (let c = 0; c < channels; c += 4) {
    const at = <usize>c << 2;
    const left = channels - c;
    const v = loadUpTo(from + at, left);
    storeUpTo(to + at, adds ? multiplyAdd(v, factor, loadUpTo(to + at, left)) : f32x4.mul(v, factor), left);
  }
}

/** Pictures [images, height, width, channels] to [images, rowCount, columnCount, channels]. */
export function resample(
  x: usize, images: i32, height: i32, width: i32, channels: i32, rows: usize, rowCount: i32, columns: usize, columnCount: i32, y: usize,
): void {
  const place = <usize>channels << 2;
  const line = <usize>width * place;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < rowCount; i++) {
      const row = rows + <usize>i * ENTRY;
      const top = x + <usize>low(row) * line;
      const bottom = x + <usize>high(row) * line;
      const down = share(row);
      for (let j = 0; j < columnCount; j++) {
        const column = columns + <usize>j * ENTRY;
        const left = <usize>low(column) * place;
        const right = <usize>high(column) * place;
        const across = share(column);
        put(top + left, y, (1 - down) * (1 - across), channels, false);
        if (across > 0) put(top + right, y, (1 - down) * across, channels, true);
        if (down > 0) put(bottom + left, y, down * (1 - across), channels, true);
        if (down > 0 && across > 0) put(bottom + right, y, down * across, channels, true);
        y += place;
      }
    }
    x += <usize>height * line;
  }
}

/** The transposed map: adds to dx. */
export function resampleBack(
  dy: usize, images: i32, height: i32, width: i32, channels: i32, rows: usize, rowCount: i32, columns: usize, columnCount: i32, dx: usize,
): void {
  const place = <usize>channels << 2;
  const line = <usize>width * place;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < rowCount; i++) {
      const row = rows + <usize>i * ENTRY;
      const top = dx + <usize>low(row) * line;
      const bottom = dx + <usize>high(row) * line;
      const down = share(row);
      for (let j = 0; j < columnCount; j++) {
        const column = columns + <usize>j * ENTRY;
        const left = <usize>low(column) * place;
        const right = <usize>high(column) * place;
        const across = share(column);
        put(dy, top + left, (1 - down) * (1 - across), channels, true);
        if (across > 0) put(dy, top + right, (1 - down) * across, channels, true);
        if (down > 0) put(dy, bottom + left, down * (1 - across), channels, true);
        if (down > 0 && across > 0) put(dy, bottom + right, down * across, channels, true);
        dy += place;
      }
    }
    dx += <usize>height * line;
  }
}
