/**
 * Depthwise convolution: each channel has filters of its own, and no sum goes over channels. The filters are
 * [kernel height, kernel width, channels, multiplier]; channel c gives the channels c m … c m + m − 1.
 *
 * With one filter a channel, the usual case, four channels are computed at a time. A row of positions is
 * processed for four channels before the next four, so that all its numbers stay in the first-level cache.
 */
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";
import {
  channels, dilationAcross, dilationDown, endInside, firstInside, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, strideDown, width, zerosAbove, zerosLeft,
} from "./window";

/**
 * Four channels of a place from an output channel on; with several filters a channel, each is repeated for the
 * filters that read it.
 * @param full whether there are four, with one filter each
 */
// @ts-ignore: decorator
@inline
function loadChannels(from: usize, channel: i32, multiplier: i32, count: i32, full: bool): v128 {
  if (full) return v128.load(from + (<usize>channel << 2));
  return loadSomeChannels(from, channel, multiplier, count);
}

function loadSomeChannels(from: usize, channel: i32, multiplier: i32, count: i32): v128 {
  let v = f32x4.splat(load<f32>(from + (<usize>(channel / multiplier) << 2)));
  if (count > 1) v = f32x4.replace_lane(v, 1, load<f32>(from + (<usize>((channel + 1) / multiplier) << 2)));
  if (count > 2) v = f32x4.replace_lane(v, 2, load<f32>(from + (<usize>((channel + 2) / multiplier) << 2)));
  if (count > 3) v = f32x4.replace_lane(v, 3, load<f32>(from + (<usize>((channel + 3) / multiplier) << 2)));
  return v;
}

function addChannel(to: usize, channel: i32, multiplier: i32, value: f32): void {
  const at = to + (<usize>(channel / multiplier) << 2);
  store<f32>(at, load<f32>(at) + value);
}

/** Adds v · w to the channels that `loadChannels` reads. */
// @ts-ignore: decorator
@inline
function addChannels(to: usize, channel: i32, multiplier: i32, v: v128, w: v128, count: i32, full: bool): void {
  if (full) {
    const at = to + (<usize>channel << 2);
    v128.store(at, multiplyAdd(v, w, v128.load(at)));
  } else {
    addSomeChannels(to, channel, multiplier, f32x4.mul(v, w), count);
  }
}

function addSomeChannels(to: usize, channel: i32, multiplier: i32, v: v128, count: i32): void {
  addChannel(to, channel, multiplier, f32x4.extract_lane(v, 0));
  if (count > 1) addChannel(to, channel + 1, multiplier, f32x4.extract_lane(v, 1));
  if (count > 2) addChannel(to, channel + 2, multiplier, f32x4.extract_lane(v, 2));
  if (count > 3) addChannel(to, channel + 3, multiplier, f32x4.extract_lane(v, 3));
}

// @ts-ignore: decorator
@inline
function loadOutputs(from: usize, count: i32, full: bool): v128 {
  return full ? v128.load(from) : loadUpTo(from, count);
}

/** Whether neighbouring positions share all but one of three columns, which are then read once. */
// @ts-ignore: decorator
@inline
function isThreeWide(window: usize): bool {
  return kernelWidth(window) == 3 && strideAcross(window) == 1 && dilationAcross(window) == 1;
}

export function depthwise(x: usize, window: usize, images: i32, filters: usize, multiplier: i32, y: usize): void {
  const line = <usize>(width(window) * channels(window)) << 2;
  const outputs = channels(window) * multiplier;
  const step = <usize>outputs << 2;
  const fast = multiplier == 1 && isThreeWide(window);
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      let c = 0;
      if (fast) {
        threeWideRow(x, window, row, filters, y);
        c = outputs & ~3;
      }
      for (; c < outputs; c += 4) {
        const count = outputs - c;
        if (multiplier == 1 && count >= 4) depthwiseRow(x, window, row, filters, multiplier, y, step, c, count, true);
        else depthwiseRow(x, window, row, filters, multiplier, y, step, c, count, false);
      }
      y += <usize>outputWidth(window) * step;
    }
    x += <usize>height(window) * line;
  }
}

/** A row of positions. Where the window lies inside of the picture, four positions are computed at a time. */
// @ts-ignore: decorator
@inline
function depthwiseRow(x: usize, window: usize, row: i32, filters: usize, multiplier: i32, y: usize, step: usize, c: i32, count: i32, full: bool): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const at = <usize>c << 2;
  const top = row * strideDown(window) - zerosAbove(window);
  const firstRow = firstInside(top, dilationDown(window));
  const endRow = endInside(top, dilationDown(window), height(window), kernelHeight(window));
  const reach = (kernelWidth(window) - 1) * dilationAcross(window);
  const firstWhole = firstInside(-zerosLeft(window), strideAcross(window));
  const endWhole = endInside(reach - zerosLeft(window), strideAcross(window), width(window), outputWidth(window));
  const acrossStep = <usize>dilationAcross(window) * place;
  const next = <usize>strideAcross(window) * place;
  for (let column = 0; column < outputWidth(window); ) {
    const left = column * strideAcross(window) - zerosLeft(window);
    if (column >= firstWhole && column + 4 <= endWhole) {
      let s0 = zero();
      let s1 = zero();
      let s2 = zero();
      let s3 = zero();
      for (let i = firstRow; i < endRow; i++) {
        let filter = filters + <usize>(i * kernelWidth(window)) * step + at;
        let a0 = x + <usize>(top + i * dilationDown(window)) * line + <usize>left * place;
        let a2 = a0 + 2 * next;
        for (let j = 0; j < kernelWidth(window); j++) {
          const w = loadOutputs(filter, count, full);
          s0 = multiplyAdd(loadChannels(a0, c, multiplier, count, full), w, s0);
          s1 = multiplyAdd(loadChannels(a0 + next, c, multiplier, count, full), w, s1);
          s2 = multiplyAdd(loadChannels(a2, c, multiplier, count, full), w, s2);
          s3 = multiplyAdd(loadChannels(a2 + next, c, multiplier, count, full), w, s3);
          a0 += acrossStep;
          a2 += acrossStep;
          filter += step;
        }
      }
      let to = y + <usize>column * step + at;
      storeUpTo(to, s0, count);
      storeUpTo(to + step, s1, count);
      to += 2 * step;
      storeUpTo(to, s2, count);
      storeUpTo(to + step, s3, count);
      column += 4;
      continue;
    }
    const firstColumn = firstInside(left, dilationAcross(window));
    const endColumn = endInside(left, dilationAcross(window), width(window), kernelWidth(window));
    let sum = zero();
    for (let i = firstRow; i < endRow; i++) {
      let filter = filters + <usize>(i * kernelWidth(window) + firstColumn) * step + at;
      let from = x + <usize>(top + i * dilationDown(window)) * line + <usize>(left + firstColumn * dilationAcross(window)) * place;
      for (let j = firstColumn; j < endColumn; j++) {
        sum = multiplyAdd(loadChannels(from, c, multiplier, count, full), loadOutputs(filter, count, full), sum);
        from += acrossStep;
        filter += step;
      }
    }
    storeUpTo(y + <usize>column * step + at, sum, count);
    column++;
  }
}

/** A row of positions, with filters of three neighbouring columns, for all whole vectors of channels. */
function threeWideRow(x: usize, window: usize, row: i32, filters: usize, y: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const down = <usize>dilationDown(window) * line;
  const top = row * strideDown(window) - zerosAbove(window);
  const first = firstInside(top, dilationDown(window));
  const rows = endInside(top, dilationDown(window), height(window), kernelHeight(window)) - first;
  const left = zerosLeft(window);
  const count = outputWidth(window);
  // Between these columns no window reaches over the border.
  const begin = min(count, max(0, left));
  const end = max(begin, min(count, width(window) - 2 + left));
  const whole = end - begin;
  // The first window's first place, which may lie before the row.
  let from = x + <usize>(top + first * dilationDown(window)) * line - <usize>left * place;
  let filter = filters + <usize>(first * 3) * place;
  for (let c = channels(window); c >= 4; c -= 4) {
    for (let column = 0; column < begin; column++) atBorder(from, place, down, rows, filter, y, column, left, width(window));
    if (whole >= 4) {
      threeWide(from + <usize>begin * place, place, down, rows, filter, y + <usize>begin * place, place, whole >> 2);
      // The positions that are left are the last of one tile more, which computes others a second time.
      const last = <usize>(end - 4) * place;
      if ((whole & 3) != 0) threeWide(from + last, place, down, rows, filter, y + last, place, 1);
    } else {
      for (let column = begin; column < end; column++) atBorder(from, place, down, rows, filter, y, column, left, width(window));
    }
    for (let column = end; column < count; column++) atBorder(from, place, down, rows, filter, y, column, left, width(window));
    from += 16;
    filter += 16;
    y += 16;
  }
}

/** One position of such a row, of whose three columns some may lie outside. */
function atBorder(x: usize, place: usize, down: usize, rows: i32, filters: usize, y: usize, column: i32, left: i32, extent: i32): void {
  const first = max(0, left - column);
  const end = min(3, extent + left - column);
  let line = x + <usize>(column + first) * place;
  let filter = filters + <usize>first * place;
  let sum = zero();
  for (; rows > 0; rows--) {
    let at = line;
    let by = filter;
    for (let j = first; j < end; j++) {
      sum = multiplyAdd(v128.load(at), v128.load(by), sum);
      at += place;
      by += place;
    }
    line += down;
    filter += 3 * place;
  }
  v128.store(y + <usize>column * place, sum);
}

/**
 * Tiles of four neighbouring positions, for filters of so many rows of three. A function of its own, so that the
 * compiler keeps its sums in registers.
 * @param down the distance between two rows of the window
 */
function threeWide(x: usize, place: usize, down: usize, rows: i32, filters: usize, y: usize, step: usize, tiles: i32): void {
  for (; tiles > 0; tiles--) {
    let s0 = zero();
    let s1 = zero();
    let s2 = zero();
    let s3 = zero();
    let line = x;
    let filter = filters;
    for (let i = 0; i < rows; i++) {
      const w0 = v128.load(filter);
      filter += step;
      const w1 = v128.load(filter);
      filter += step;
      const w2 = v128.load(filter);
      filter += step;
      let from = line;
      s0 = multiplyAdd(v128.load(from), w0, s0);
      from += place;
      let v = v128.load(from);
      s0 = multiplyAdd(v, w1, s0);
      s1 = multiplyAdd(v, w0, s1);
      from += place;
      v = v128.load(from);
      s0 = multiplyAdd(v, w2, s0);
      s1 = multiplyAdd(v, w1, s1);
      s2 = multiplyAdd(v, w0, s2);
      from += place;
      v = v128.load(from);
      s1 = multiplyAdd(v, w2, s1);
      s2 = multiplyAdd(v, w1, s2);
      s3 = multiplyAdd(v, w0, s3);
      from += place;
      v = v128.load(from);
      s2 = multiplyAdd(v, w2, s2);
      s3 = multiplyAdd(v, w1, s3);
      s3 = multiplyAdd(v128.load(from + place), w2, s3);
      line += down;
    }
    v128.store(y, s0);
    y += step;
    v128.store(y, s1);
    y += step;
    v128.store(y, s2);
    y += step;
    v128.store(y, s3);
    y += step;
    x += place << 2;
  }
}

/** Adds to dx. */
export function depthwiseByInput(dy: usize, window: usize, images: i32, filters: usize, multiplier: i32, dx: usize): void {
  const line = <usize>(width(window) * channels(window)) << 2;
  const outputs = channels(window) * multiplier;
  const step = <usize>outputs << 2;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      for (let c = 0; c < outputs; c += 4) {
        const count = outputs - c;
        if (multiplier == 1 && count >= 4) inputRow(dy, window, row, filters, multiplier, dx, step, c, count, true);
        else inputRow(dy, window, row, filters, multiplier, dx, step, c, count, false);
      }
      dy += <usize>outputWidth(window) * step;
    }
    dx += <usize>height(window) * line;
  }
}

// @ts-ignore: decorator
@inline
function inputRow(dy: usize, window: usize, row: i32, filters: usize, multiplier: i32, dx: usize, step: usize, c: i32, count: i32, full: bool): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const at = <usize>c << 2;
  const top = row * strideDown(window) - zerosAbove(window);
  const endRow = endInside(top, dilationDown(window), height(window), kernelHeight(window));
  for (let i = firstInside(top, dilationDown(window)); i < endRow; i++) {
    const lineOfTap = dx + <usize>(top + i * dilationDown(window)) * line;
    for (let j = 0; j < kernelWidth(window); j++) {
      const left = j * dilationAcross(window) - zerosLeft(window);
      const filter = loadOutputs(filters + <usize>(i * kernelWidth(window) + j) * step + at, count, full);
      const end = endInside(left, strideAcross(window), width(window), outputWidth(window));
      let column = firstInside(left, strideAcross(window));
      let from = dy + <usize>column * step + at;
      let to = lineOfTap + <usize>(left + column * strideAcross(window)) * place;
      for (; column < end; column++) {
        addChannels(to, c, multiplier, loadOutputs(from, count, full), filter, count, full);
        from += step;
        to += <usize>strideAcross(window) * place;
      }
    }
  }
}

/** Adds to the gradient of the filters. */
export function depthwiseByFilters(x: usize, dy: usize, window: usize, images: i32, multiplier: i32, dfilters: usize): void {
  const line = <usize>(width(window) * channels(window)) << 2;
  const outputs = channels(window) * multiplier;
  const step = <usize>outputs << 2;
  const fast = multiplier == 1 && isThreeWide(window);
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      let c = 0;
      if (fast) {
        threeWideFilterRow(x, dy, window, row, dfilters);
        c = outputs & ~3;
      }
      for (; c < outputs; c += 4) {
        const count = outputs - c;
        if (multiplier == 1 && count >= 4) filterRow(x, dy, window, row, multiplier, dfilters, step, c, count, true);
        else filterRow(x, dy, window, row, multiplier, dfilters, step, c, count, false);
      }
      dy += <usize>outputWidth(window) * step;
    }
    x += <usize>height(window) * line;
  }
}

/** Four sums at a time, since each addition waits for the one before it. */
// @ts-ignore: decorator
@inline
function filterRow(x: usize, dy: usize, window: usize, row: i32, multiplier: i32, dfilters: usize, step: usize, c: i32, count: i32, full: bool): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const at = <usize>c << 2;
  const next = <usize>strideAcross(window) * place;
  const top = row * strideDown(window) - zerosAbove(window);
  const endRow = endInside(top, dilationDown(window), height(window), kernelHeight(window));
  for (let i = firstInside(top, dilationDown(window)); i < endRow; i++) {
    const lineOfTap = x + <usize>(top + i * dilationDown(window)) * line;
    for (let j = 0; j < kernelWidth(window); j++) {
      const left = j * dilationAcross(window) - zerosLeft(window);
      const to = dfilters + <usize>(i * kernelWidth(window) + j) * step + at;
      const end = endInside(left, strideAcross(window), width(window), outputWidth(window));
      let column = firstInside(left, strideAcross(window));
      let gradient = dy + <usize>column * step + at;
      let from = lineOfTap + <usize>(left + column * strideAcross(window)) * place;
      let s0 = loadOutputs(to, count, full);
      let s1 = zero();
      let s2 = zero();
      let s3 = zero();
      for (; column + 4 <= end; column += 4) {
        s0 = multiplyAdd(loadChannels(from, c, multiplier, count, full), loadOutputs(gradient, count, full), s0);
        from += next;
        gradient += step;
        s1 = multiplyAdd(loadChannels(from, c, multiplier, count, full), loadOutputs(gradient, count, full), s1);
        from += next;
        gradient += step;
        s2 = multiplyAdd(loadChannels(from, c, multiplier, count, full), loadOutputs(gradient, count, full), s2);
        from += next;
        gradient += step;
        s3 = multiplyAdd(loadChannels(from, c, multiplier, count, full), loadOutputs(gradient, count, full), s3);
        from += next;
        gradient += step;
      }
      for (; column < end; column++) {
        s0 = multiplyAdd(loadChannels(from, c, multiplier, count, full), loadOutputs(gradient, count, full), s0);
        from += next;
        gradient += step;
      }
      storeUpTo(to, f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), count);
    }
  }
}

/** A row of dy, with filters of three neighbouring columns, for all whole vectors of channels. */
function threeWideFilterRow(x: usize, dy: usize, window: usize, row: i32, dfilters: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const top = row * strideDown(window) - zerosAbove(window);
  const endRow = endInside(top, dilationDown(window), height(window), kernelHeight(window));
  const left = zerosLeft(window);
  for (let i = firstInside(top, dilationDown(window)); i < endRow; i++) {
    const from = x + <usize>(top + i * dilationDown(window)) * line - <usize>left * place;
    const to = dfilters + <usize>(i * 3) * place;
    for (let at: usize = 0; at + 16 <= place; at += 16) threeTaps(from + at, dy + at, place, left, width(window), outputWidth(window), to + at);
  }
}

/**
 * The products of a row of dy with a row of x at three neighbouring taps, of which the first lies `left` places before
 * the position; two positions at a time.
 * @param x the first position's first tap, which may lie before the row
 */
function threeTaps(x: usize, dy: usize, place: usize, left: i32, extent: i32, count: i32, to: usize): void {
  let s0 = zero();
  let s1 = zero();
  let s2 = zero();
  let t0 = zero();
  let t1 = zero();
  let t2 = zero();
  const begin = min(count, max(0, left));
  const pairs = max(0, min(count - 1, extent + left - 3) - begin + 1) >> 1;
  for (let column = 0; column < count; ) {
    if (column == begin) {
      for (let i = 0; i < pairs; i++) {
        const g = v128.load(dy);
        dy += place;
        const h = v128.load(dy);
        dy += place;
        s0 = multiplyAdd(v128.load(x), g, s0);
        x += place;
        let v = v128.load(x);
        s1 = multiplyAdd(v, g, s1);
        t0 = multiplyAdd(v, h, t0);
        x += place;
        v = v128.load(x);
        s2 = multiplyAdd(v, g, s2);
        t1 = multiplyAdd(v, h, t1);
        t2 = multiplyAdd(v128.load(x + place), h, t2);
      }
      column += 2 * pairs;
      if (column == count) break;
    }
    const first = column - left;
    const g = v128.load(dy);
    if (first >= 0 && first < extent) s0 = multiplyAdd(v128.load(x), g, s0);
    if (first >= -1 && first + 1 < extent) s1 = multiplyAdd(v128.load(x + place), g, s1);
    if (first >= -2 && first + 2 < extent) s2 = multiplyAdd(v128.load(x + 2 * place), g, s2);
    dy += place;
    x += place;
    column++;
  }
  v128.store(to, f32x4.add(v128.load(to), f32x4.add(s0, t0)));
  v128.store(to + place, f32x4.add(v128.load(to + place), f32x4.add(s1, t1)));
  v128.store(to + 2 * place, f32x4.add(v128.load(to + 2 * place), f32x4.add(s2, t2)));
}
