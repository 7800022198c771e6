/**
 * Bias and activation of rows in one pass, and the derivative.
 *
 * The derivative of each function is computed from its value y alone, so its argument need not be stored:
 * relu y > 0; elu y + α below 0; sigmoid y (1 − y); tanh 1 − y²; softplus 1 − e^−y; softsign (1 − |y|)²;
 * hardSigmoid 0.2 inside; selu λ, or y + λ α below 0; relu6 0 < y < its bound. The kinds are numbered as in `ACTIVATION_KINDS` of `kernels/activations.ts`.
 */
import { storeTangents } from "./tangents";
import { exponential, hyperbolicTangent, loadPart, loadUpTo, sigmoid, softplus, storePart, storeUpTo, within, zero } from "./vector";

export const LINEAR = 0;
export const RELU = 1;
const LEAKY_RELU = 2;
const ELU = 3;
export const SIGMOID = 4;
export const TANH = 5;
const SOFTPLUS = 6;
const SOFTSIGN = 7;
export const HARD_SIGMOID = 8;
const SELU = 9;
const RELU6 = 10;

/** λ and λ α of selu. */
const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_MOST: f32 = 1.7580993408473766;

// @ts-ignore: decorator
@inline
export function apply(kind: i32, x: v128, alpha: v128): v128 {
  const one = f32x4.splat(1);
  switch (kind) {
    case RELU: return f32x4.pmax(x, zero());
    case LEAKY_RELU: return v128.bitselect(x, f32x4.mul(x, alpha), f32x4.gt(x, zero()));
    case ELU: return v128.bitselect(x, f32x4.mul(f32x4.sub(exponential(x), one), alpha), f32x4.gt(x, zero()));
    case SIGMOID: return sigmoid(x);
    case TANH: return hyperbolicTangent(x);
    case SOFTPLUS: return softplus(x);
    case SOFTSIGN: return f32x4.div(x, f32x4.add(one, f32x4.abs(x)));
    case HARD_SIGMOID: return within(f32x4.add(f32x4.mul(x, f32x4.splat(0.2)), f32x4.splat(0.5)), zero(), one);
    case SELU: {
      const negative = f32x4.mul(f32x4.sub(exponential(x), one), f32x4.splat(SELU_MOST));
      return v128.bitselect(f32x4.mul(x, f32x4.splat(SELU_SCALE)), negative, f32x4.gt(x, zero()));
    }
    case RELU6: return within(x, zero(), alpha);
    default: return x;
  }
}

/** The derivative of f at the x where f(x) = y. */
// @ts-ignore: decorator
@inline
export function derivative(kind: i32, y: v128, alpha: v128): v128 {
  const one = f32x4.splat(1);
  switch (kind) {
    case RELU: return v128.and(f32x4.gt(y, zero()), one);
    case LEAKY_RELU: return v128.bitselect(one, alpha, f32x4.gt(y, zero()));
    case ELU: return v128.bitselect(one, f32x4.add(y, alpha), f32x4.gt(y, zero()));
    case SIGMOID: return f32x4.mul(y, f32x4.sub(one, y));
    case TANH: return f32x4.sub(one, f32x4.mul(y, y));
    case SOFTPLUS: return f32x4.sub(one, exponential(f32x4.neg(y)));
    case SOFTSIGN: {
      const rest = f32x4.sub(one, f32x4.abs(y));
      return f32x4.mul(rest, rest);
    }
    case HARD_SIGMOID: return v128.and(v128.and(f32x4.gt(y, zero()), f32x4.lt(y, one)), f32x4.splat(0.2));
    case SELU: return v128.bitselect(f32x4.splat(SELU_SCALE), f32x4.add(y, f32x4.splat(SELU_MOST)), f32x4.gt(y, zero()));
    case RELU6: return v128.and(v128.and(f32x4.gt(y, zero()), f32x4.lt(y, alpha)), one);
    default: return one;
  }
}

// @ts-ignore: decorator
@inline
function activateRows(kind: i32, x: usize, bias: usize, y: usize, rows: i32, columns: i32, slope: v128): void {
  for (let i = 0; i < rows; i++) {
    let j = 0;
    if (kind == TANH) {
      for (; j + 16 <= columns; j += 16) {
        let v0 = v128.load(x);
        let v1 = v128.load(x, 16);
        let v2 = v128.load(x, 32);
        let v3 = v128.load(x, 48);
        if (bias != 0) {
          const by = bias + (<usize>j << 2);
          v0 = f32x4.add(v0, v128.load(by));
          v1 = f32x4.add(v1, v128.load(by, 16));
          v2 = f32x4.add(v2, v128.load(by, 32));
          v3 = f32x4.add(v3, v128.load(by, 48));
        }
        storeTangents(v0, v1, v2, v3, y);
        x += 64;
        y += 64;
      }
    } else if (bias == 0) {
      for (; j + 8 <= columns; j += 8) {
        v128.store(y, apply(kind, v128.load(x), slope));
        v128.store(y, apply(kind, v128.load(x, 16), slope), 16);
        x += 32;
        y += 32;
      }
    }
    for (; j + 4 <= columns; j += 4) {
      let v = v128.load(x);
      if (bias != 0) v = f32x4.add(v, v128.load(bias + (<usize>j << 2)));
      v128.store(y, apply(kind, v, slope));
      x += 16;
      y += 16;
    }
    const left = columns - j;
    if (left > 0) {
      let v = loadPart(x, left);
      if (bias != 0) v = f32x4.add(v, loadPart(bias + (<usize>j << 2), left));
      storePart(y, apply(kind, v, slope), left);
      x += <usize>left << 2;
      y += <usize>left << 2;
    }
  }
}

/**
 * y = f(x + bias), [rows, columns]; a bias of 0 means none; y may be x. The kinds that models use most have a
 * loop of their own, in which `kind` is a constant.
 */
export function activate(kind: i32, x: usize, bias: usize, y: usize, rows: i32, columns: i32, alpha: f32): void {
  const slope = f32x4.splat(alpha);
  if (bias == 0) {
    columns *= rows;
    rows = 1;
  }
  switch (kind) {
    case LINEAR: return activateRows(LINEAR, x, bias, y, rows, columns, slope);
    case RELU: return activateRows(RELU, x, bias, y, rows, columns, slope);
    case SIGMOID: return activateRows(SIGMOID, x, bias, y, rows, columns, slope);
    case TANH: return activateRows(TANH, x, bias, y, rows, columns, slope);
    default: return activateRows(kind, x, bias, y, rows, columns, slope);
  }
}

// @ts-ignore: decorator
@inline
function backward(kind: i32, y: usize, dy: usize, dx: usize, count: i32, slope: v128): void {
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    v128.store(dx, f32x4.mul(v128.load(dy), derivative(kind, v128.load(y), slope)));
    v128.store(dx, f32x4.mul(v128.load(dy, 16), derivative(kind, v128.load(y, 16), slope)), 16);
    y += 32;
    dy += 32;
    dx += 32;
  }
  if (i + 4 <= count) {
    v128.store(dx, f32x4.mul(v128.load(dy), derivative(kind, v128.load(y), slope)));
    y += 16;
    dy += 16;
    dx += 16;
    i += 4;
  }
  const left = count - i;
  if (left > 0) storePart(dx, f32x4.mul(loadPart(dy, left), derivative(kind, loadPart(y, left), slope)), left);
}

/** dx = dy f'(x), computed from y = f(x); dx may be dy. */
export function activateBackward(kind: i32, y: usize, dy: usize, dx: usize, count: i32, alpha: f32): void {
  const slope = f32x4.splat(alpha);
  switch (kind) {
    case RELU: return backward(RELU, y, dy, dx, count, slope);
    case SIGMOID: return backward(SIGMOID, y, dy, dx, count, slope);
    case TANH: return backward(TANH, y, dy, dx, count, slope);
    default: return backward(kind, y, dy, dx, count, slope);
  }
}

/** Adds the sum of all rows of x [rows, columns] to `sums`, 16 columns (a cache line) at a time. */
export function addRows(x: usize, sums: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  let j = 0;
  for (; j + 16 <= columns; j += 16) {
    const to = sums + (<usize>j << 2);
    let from = x + (<usize>j << 2);
    let s0 = v128.load(to);
    let s1 = v128.load(to, 16);
    let s2 = v128.load(to, 32);
    let s3 = v128.load(to, 48);
    for (let i = 0; i < rows; i++) {
      s0 = f32x4.add(s0, v128.load(from));
      s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32));
      s3 = f32x4.add(s3, v128.load(from, 48));
      from += row;
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
  for (; j < columns; j += 4) {
    const left = columns - j;
    const to = sums + (<usize>j << 2);
    let from = x + (<usize>j << 2);
    let sum = loadUpTo(to, left);
    for (let i = 0; i < rows; i++) {
      sum = f32x4.add(sum, loadUpTo(from, left));
      from += row;
    }
    storeUpTo(to, sum, left);
  }
}

/** The following functions compute number by number: y = x · factors, y += x, y = x, y = 0. */
export function multiply(x: usize, factors: usize, y: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(y, f32x4.mul(v128.load(x), v128.load(factors)));
    x += 16;
    factors += 16;
    y += 16;
  }
  const left = count - i;
  if (left > 0) storePart(y, f32x4.mul(loadPart(x, left), loadPart(factors, left)), left);
}

export function addTo(y: usize, x: usize, count: i32): void {
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    v128.store(y, f32x4.add(v128.load(y), v128.load(x)));
    v128.store(y, f32x4.add(v128.load(y, 16), v128.load(x, 16)), 16);
    x += 32;
    y += 32;
  }
  for (; i < count; i += 4) {
    const left = count - i;
    storeUpTo(y, f32x4.add(loadUpTo(y, left), loadUpTo(x, left)), left);
    x += 16;
    y += 16;
  }
}

export function copy(x: usize, y: usize, count: i32): void {
  memory.copy(y, x, <usize>count << 2);
}

export function clear(y: usize, count: i32): void {
  memory.fill(y, 0, <usize>count << 2);
}
