/**
 * One step of each optimizer (`src/optimizers` derives their rules), four weights at a time. The same pass
 * sets the gradient back to 0, while it is in the cache: the next batch adds to it. Counts are rounded up to
 * whole vectors.
 */
import { held } from "./constants";
import { multiplyAdd, sumOf, within, zero } from "./vector";

export function sgd(w: usize, g: usize, count: i32, rate: f32): void {
  const step = held(0, -rate);
  const end = w + (<usize>count << 2);
  for (; w < end; w += 16) {
    v128.store(w, multiplyAdd(v128.load(g), step, v128.load(w)));
    v128.store(g, zero());
    g += 16;
  }
}

export function momentum(w: usize, g: usize, velocity: usize, count: i32, rate: f32, momentumFactor: f32, nesterov: bool): void {
  const step = held(0, -rate);
  const factor = held(1, momentumFactor);
  const end = w + (<usize>count << 2);
  for (; w < end; w += 16) {
    const gradient = v128.load(g);
    const a = multiplyAdd(v128.load(velocity), factor, gradient);
    v128.store(velocity, a);
    const direction = nesterov ? multiplyAdd(a, factor, gradient) : a;
    v128.store(w, multiplyAdd(direction, step, v128.load(w)));
    v128.store(g, zero());
    g += 16;
    velocity += 16;
  }
}

/** The least running mean that counts. */
const TINY: f32 = 1e-37;

/**
 * The running mean, or 0 where it is almost 0. Without a gradient (a neuron that is never active, a rare
 * word) it decreases at each step until it is a subnormal number, with which processors compute a hundred
 * times slower. It has no effect long before that, since ε is larger.
 */
// @ts-ignore: decorator
@inline
function normal(mean: v128, tiny: v128): v128 {
  return v128.and(mean, f32x4.gt(f32x4.abs(mean), tiny));
}

/**
 * `rate` is already divided by 1 − β₁ᵗ; `squareScale` is 1 / (1 − β₂ᵗ). `shrink` is the factor of AdamW's
 * weight decay, else 1.
 */
export function adam(w: usize, g: usize, means: usize, squares: usize, count: i32, rate: f32, beta1: f32, beta2: f32, epsilon: f32, squareScale: f32, shrink: f32): void {
  const step = held(0, -rate);
  const keepMean = held(1, beta1);
  const addMean = held(2, 1 - beta1);
  const keepSquare = held(3, beta2);
  const addSquare = held(4, 1 - beta2);
  const scale = held(5, squareScale);
  const least = held(6, epsilon);
  const shrunk = held(7, shrink);
  const tiny = held(8, TINY);
  const end = w + (<usize>count << 2);
  for (; w < end; w += 16) {
    const gradient = v128.load(g);
    const m = normal(multiplyAdd(gradient, addMean, f32x4.mul(v128.load(means), keepMean)), tiny);
    const v = normal(multiplyAdd(f32x4.mul(gradient, addSquare), gradient, f32x4.mul(v128.load(squares), keepSquare)), tiny);
    v128.store(means, m);
    v128.store(squares, v);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(v, scale)), least);
    v128.store(w, f32x4.add(f32x4.mul(v128.load(w), shrunk), f32x4.div(f32x4.mul(m, step), root)));
    v128.store(g, zero());
    g += 16;
    means += 16;
    squares += 16;
  }
}

export function rmsProp(w: usize, g: usize, squares: usize, velocity: usize, means: usize, count: i32, rate: f32, decay: f32, momentumFactor: f32, epsilon: f32, centered: bool): void {
  const step = held(0, rate);
  const decaying = held(1, decay);
  const added = held(2, 1 - decay);
  const push = held(3, momentumFactor);
  const least = held(4, epsilon);
  const end = w + (<usize>count << 2);
  for (; w < end; w += 16) {
    const gradient = v128.load(g);
    const s = multiplyAdd(f32x4.mul(gradient, added), gradient, f32x4.mul(v128.load(squares), decaying));
    v128.store(squares, s);
    let spread = s;
    if (centered) {
      const mean = multiplyAdd(gradient, added, f32x4.mul(v128.load(means), decaying));
      v128.store(means, mean);
      spread = f32x4.sub(s, f32x4.mul(mean, mean));
    }
    const a = multiplyAdd(v128.load(velocity), push, f32x4.div(f32x4.mul(gradient, step), f32x4.sqrt(f32x4.add(spread, least))));
    v128.store(velocity, a);
    v128.store(w, f32x4.sub(v128.load(w), a));
    v128.store(g, zero());
    g += 16;
    squares += 16;
    velocity += 16;
    means += 16;
  }
}

export function adagrad(w: usize, g: usize, squares: usize, count: i32, rate: f32, epsilon: f32): void {
  const step = held(0, rate);
  const least = held(1, epsilon);
  const end = w + (<usize>count << 2);
  for (; w < end; w += 16) {
    const gradient = v128.load(g);
    const s = multiplyAdd(gradient, gradient, v128.load(squares));
    v128.store(squares, s);
    v128.store(w, f32x4.sub(v128.load(w), f32x4.div(f32x4.mul(gradient, step), f32x4.sqrt(f32x4.add(s, least)))));
    v128.store(g, zero());
    g += 16;
    squares += 16;
  }
}

export function adadelta(w: usize, g: usize, squares: usize, changes: usize, count: i32, rate: f32, rho: f32, epsilon: f32): void {
  const step = held(0, -rate);
  const keep = held(1, rho);
  const added = held(2, 1 - rho);
  const least = held(3, epsilon);
  const tiny = held(4, TINY);
  const end = w + (<usize>count << 2);
  for (; w < end; w += 16) {
    const gradient = v128.load(g);
    const s = normal(multiplyAdd(f32x4.mul(gradient, added), gradient, f32x4.mul(v128.load(squares), keep)), tiny);
    v128.store(squares, s);
    const before = v128.load(changes);
    const change = f32x4.mul(f32x4.sqrt(f32x4.div(f32x4.add(before, least), f32x4.add(s, least))), gradient);
    v128.store(changes, normal(multiplyAdd(f32x4.mul(change, added), change, f32x4.mul(before, keep)), tiny));
    v128.store(w, multiplyAdd(change, step, v128.load(w)));
    v128.store(g, zero());
    g += 16;
    squares += 16;
    changes += 16;
  }
}

/** `rate` is already divided by 1 − β₁ᵗ. */
export function adamax(w: usize, g: usize, means: usize, largest: usize, count: i32, rate: f32, beta1: f32, beta2: f32, epsilon: f32): void {
  const step = held(0, -rate);
  const keepMean = held(1, beta1);
  const addMean = held(2, 1 - beta1);
  const keepLargest = held(3, beta2);
  const least = held(4, epsilon);
  const tiny = held(5, TINY);
  const end = w + (<usize>count << 2);
  for (; w < end; w += 16) {
    const gradient = v128.load(g);
    const m = normal(multiplyAdd(gradient, addMean, f32x4.mul(v128.load(means), keepMean)), tiny);
    const u = normal(f32x4.max(f32x4.mul(v128.load(largest), keepLargest), f32x4.abs(gradient)), tiny);
    v128.store(means, m);
    v128.store(largest, u);
    v128.store(w, f32x4.add(v128.load(w), f32x4.div(f32x4.mul(m, step), f32x4.add(u, least))));
    v128.store(g, zero());
    g += 16;
    means += 16;
    largest += 16;
  }
}

/** Limits every number to [−most, most]. NaN stays NaN. */
export function clipNumbers(g: usize, count: i32, most: f32): void {
  const end = g + (<usize>count << 2);
  for (; g < end; g += 16) v128.store(g, within(v128.load(g), f32x4.splat(-most), f32x4.splat(most)));
}

/** The sum of squares. The padding of the last vector must be 0. */
export function sumOfSquares(g: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const end = g + (<usize>count << 2);
  for (; g < end; g += 16) {
    const x = v128.load(g);
    const first = f64x2.promote_low_f32x4(x);
    const second = f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const sums = f64x2.add(low, high);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/**
 * Adds the gradient of l1 Σ|w| + l2 Σ w² to g, unless its address is 0; returns this penalty. The padding of
 * the last vector must be 0.
 */
export function regularize(w: usize, g: usize, count: i32, l1: f32, l2: f32): f64 {
  const first = f32x4.splat(l1);
  const second = f32x4.splat(2 * l2);
  let penalty: f64 = 0;
  const end = w + (<usize>count << 2);
  for (; w < end; w += 16) {
    const x = v128.load(w);
    const size = f32x4.abs(x);
    penalty += <f64>l1 * <f64>sumOf(size) + <f64>l2 * <f64>sumOf(f32x4.mul(x, x));
    if (g == 0) continue;
    const sign = v128.or(v128.and(first, f32x4.gt(size, zero())), v128.and(x, f32x4.splat(-0.0)));
    v128.store(g, f32x4.add(v128.load(g), multiplyAdd(x, second, sign)));
    g += 16;
  }
  return penalty;
}
