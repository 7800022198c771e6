/**
 * Losses that compare an output p and a target y number by number, and the cosine of rows; each with its
 * gradient, as in `losses.ts`. The kinds are numbered as in `POINT_LOSSES` of `kernels/losses.ts`.
 */
import { hyperbolicTangent, loadUpTo, logarithm, softplus, storeUpTo, sumOf, within, zero } from "./vector";

const HUBER = 0;
const HINGE = 1;
const SQUARED_HINGE = 2;
const LOG_COSH = 3;
const PERCENTAGE = 4;
const LOGARITHMIC = 5;
const POISSON = 6;
const DIVERGENCE = 7;

/** As in `src/losses`: what is divided by, or has a logarithm, is at least this. */
const LEAST: f32 = 1e-7;

/** ln x, NaN for x < 0 and NaN. */
// @ts-ignore: decorator
@inline
function checkedLogarithm(x: v128): v128 {
  return v128.bitselect(logarithm(x), f32x4.splat(f32.NaN), f32x4.ge(x, zero()));
}

// @ts-ignore: decorator
@inline
function atLeast(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(LEAST));
}

/** ln(1 + p) − ln(1 + y), where both are at least `LEAST`. */
// @ts-ignore: decorator
@inline
function logarithmicError(p: v128, y: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.sub(checkedLogarithm(f32x4.add(one, atLeast(p))), checkedLogarithm(f32x4.add(one, atLeast(y))));
}

/** max(0, 1 − y p). */
// @ts-ignore: decorator
@inline
function shortfall(p: v128, y: v128): v128 {
  return f32x4.pmax(f32x4.sub(f32x4.splat(1), f32x4.mul(y, p)), zero());
}

// @ts-ignore: decorator
@inline
function bounded(p: v128): v128 {
  return within(p, f32x4.splat(LEAST), f32x4.splat(1));
}

function valueOf(kind: i32, p: v128, y: v128, delta: v128): v128 {
  const error = f32x4.sub(p, y);
  switch (kind) {
    case HUBER: {
      const clipped = within(error, f32x4.neg(delta), delta);
      return f32x4.mul(clipped, f32x4.sub(error, f32x4.mul(clipped, f32x4.splat(0.5))));
    }
    case HINGE: return shortfall(p, y);
    case SQUARED_HINGE: {
      const rest = shortfall(p, y);
      return f32x4.mul(rest, rest);
    }
    case LOG_COSH: return f32x4.sub(f32x4.add(error, softplus(f32x4.mul(error, f32x4.splat(-2)))), f32x4.splat(0.6931471805599453));
    case PERCENTAGE: return f32x4.mul(f32x4.splat(100), f32x4.div(f32x4.abs(error), atLeast(f32x4.abs(y))));
    case LOGARITHMIC: {
      const distance = logarithmicError(p, y);
      return f32x4.mul(distance, distance);
    }
    case POISSON: return f32x4.sub(p, f32x4.mul(y, checkedLogarithm(f32x4.add(p, f32x4.splat(LEAST)))));
    default: return f32x4.mul(y, checkedLogarithm(f32x4.div(bounded(y), bounded(p))));
  }
}

/** The derivative by p. */
function slopeOf(kind: i32, p: v128, y: v128, delta: v128): v128 {
  const error = f32x4.sub(p, y);
  switch (kind) {
    case HUBER: return within(error, f32x4.neg(delta), delta);
    case HINGE: return v128.and(f32x4.neg(y), f32x4.gt(shortfall(p, y), zero()));
    case SQUARED_HINGE: return f32x4.mul(f32x4.mul(y, f32x4.splat(-2)), shortfall(p, y));
    case LOG_COSH: return hyperbolicTangent(error);
    case PERCENTAGE: {
      const size = f32x4.div(f32x4.splat(100), atLeast(f32x4.abs(y)));
      const signed = v128.or(size, v128.and(error, f32x4.splat(-0.0)));
      return v128.and(signed, f32x4.ne(error, zero()));
    }
    case LOGARITHMIC: {
      const slope = f32x4.div(f32x4.mul(f32x4.splat(2), logarithmicError(p, y)), f32x4.add(f32x4.splat(1), p));
      return v128.and(slope, f32x4.gt(p, f32x4.splat(LEAST)));
    }
    case POISSON: return f32x4.sub(f32x4.splat(1), f32x4.div(y, f32x4.add(p, f32x4.splat(LEAST))));
    default: {
      const isInside = v128.and(f32x4.ge(p, f32x4.splat(LEAST)), f32x4.le(p, f32x4.splat(1)));
      return v128.and(f32x4.neg(f32x4.div(y, p)), isInside);
    }
  }
}

/** The mean of a loss over a row; the divergence is a sum. */
export function pointLoss(kind: i32, p: usize, targets: usize, weights: usize, dp: usize, rows: i32, columns: i32, delta: f32): f64 {
  const parameter = f32x4.splat(delta);
  let loss: f64 = 0;
  for (let i = 0; i < rows; i++) {
    const weight = kind == DIVERGENCE ? load<f32>(weights) : load<f32>(weights) / <f32>columns;
    const factor = f32x4.splat(weight);
    let sum: f64 = 0;
    for (let j = 0; j < columns; j += 4) {
      const left = columns - j;
      const output = loadUpTo(p, left);
      const target = loadUpTo(targets, left);
      let values = valueOf(kind, output, target, parameter);
      if (left < 4) values = v128.and(values, i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3)));
      sum += <f64>sumOf(values);
      storeUpTo(dp, f32x4.mul(slopeOf(kind, output, target, parameter), factor), left);
      const bytes = <usize>min(left, 4) << 2;
      p += bytes;
      dp += bytes;
      targets += bytes;
    }
    loss += <f64>weight * sum;
    weights += 4;
  }
  return loss;
}

/**
 * −cos(p, y) for each row, with squared lengths of at least `LEAST`; with c = cos, its derivative by p is
 * −(y / |y| − c p / |p|) / |p|.
 */
export function cosineLoss(p: usize, targets: usize, weights: usize, dp: usize, rows: i32, columns: i32): f64 {
  const row = <usize>columns << 2;
  let loss: f64 = 0;
  for (let i = 0; i < rows; i++) {
    let ofOutput: f32 = 0;
    let ofTarget: f32 = 0;
    let product: f32 = 0;
    for (let j = 0; j < columns; j++) {
      const at = <usize>j << 2;
      const output = load<f32>(p + at);
      const target = load<f32>(targets + at);
      ofOutput += output * output;
      ofTarget += target * target;
      product += output * target;
    }
    const weight = load<f32>(weights);
    const inverse = <f32>1 / sqrt<f32>(max<f32>(ofOutput, LEAST));
    const inverseTarget = <f32>1 / sqrt<f32>(max<f32>(ofTarget, LEAST));
    const cosine = product * inverse * inverseTarget;
    // The length of a shorter output is constant.
    const share = ofOutput > LEAST ? cosine * inverse : <f32>0;
    loss -= <f64>weight * <f64>cosine;
    for (let j = 0; j < columns; j++) {
      const at = <usize>j << 2;
      store<f32>(dp + at, weight * inverse * (share * load<f32>(p + at) - load<f32>(targets + at) * inverseTarget));
    }
    p += row;
    dp += row;
    targets += row;
    weights += 4;
  }
  return loss;
}
