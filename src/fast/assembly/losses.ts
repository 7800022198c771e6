/**
 * The losses and their gradients, in one pass over the outputs.
 *
 * Each kernel returns the sum over the rows of weight · loss and writes the derivative of that sum by each
 * output; a weight is that of the example divided by the number of examples. The cross-entropies are computed
 * from the input z of softmax or sigmoid: with p = softmax(z), −Σ y ln p = ln Σ e^z · Σ y − Σ y z has the
 * gradient p Σ y − y, and with p = σ(z), ln(1 + e^z) − y z has p − y. They also write p, the model's output.
 */
import { exponential, loadPart, logarithm, sigmoid, softplus, storePart, sumOf, zero } from "./vector";

/**
 * Loads the next four numbers of a row of which `left` numbers are left; `filling` replaces the numbers
 * beyond the row.
 */
// @ts-ignore: decorator
@inline
function part(from: usize, left: i32, filling: f32): v128 {
  if (left >= 4) return v128.load(from);
  const mask = i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3));
  return v128.bitselect(loadPart(from, left), f32x4.splat(filling), mask);
}

// @ts-ignore: decorator
@inline
function put(to: usize, v: v128, left: i32): void {
  if (left >= 4) v128.store(to, v);
  else storePart(to, v, left);
}

/** Writes p = softmax(z) for each row. */
export function softmax(z: usize, p: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    softmaxRow(z, p, columns);
    z += row;
    p += row;
  }
}

/** dz = p (dy − Σ p dy) for each row of p = softmax(z). */
export function softmaxBackward(p: usize, dy: usize, dz: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    let sums = zero();
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const at = <usize>j << 2;
      sums = f32x4.add(sums, f32x4.mul(v128.load(p + at), v128.load(dy + at)));
    }
    if (j < columns) {
      const at = <usize>j << 2;
      sums = f32x4.add(sums, f32x4.mul(part(p + at, columns - j, 0), part(dy + at, columns - j, 0)));
    }
    const sum = f32x4.splat(sumOf(sums));
    for (j = 0; j + 4 <= columns; j += 4) {
      const at = <usize>j << 2;
      v128.store(dz + at, f32x4.mul(v128.load(p + at), f32x4.sub(v128.load(dy + at), sum)));
    }
    if (j < columns) {
      const at = <usize>j << 2;
      const left = columns - j;
      put(dz + at, f32x4.mul(part(p + at, left, 0), f32x4.sub(part(dy + at, left, 0), sum)), left);
    }
    p += row;
    dy += row;
    dz += row;
  }
}

/** Writes z − ln Σ e^z for each row. */
export function logSoftmax(z: usize, y: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    const shift = f32x4.splat(logarithmOfSum(z, columns));
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const at = <usize>j << 2;
      v128.store(y + at, f32x4.sub(v128.load(z + at), shift));
    }
    if (j < columns) {
      const at = <usize>j << 2;
      put(y + at, f32x4.sub(part(z + at, columns - j, 0), shift), columns - j);
    }
    z += row;
    y += row;
  }
}

/** dz = dy − e^y Σ dy for each row of y = logSoftmax(z). */
export function logSoftmaxBackward(y: usize, dy: usize, dz: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    let sums = zero();
    let j = 0;
    for (; j + 4 <= columns; j += 4) sums = f32x4.add(sums, v128.load(dy + (<usize>j << 2)));
    if (j < columns) sums = f32x4.add(sums, part(dy + (<usize>j << 2), columns - j, 0));
    const sum = f32x4.splat(sumOf(sums));
    for (j = 0; j + 4 <= columns; j += 4) {
      const at = <usize>j << 2;
      v128.store(dz + at, f32x4.sub(v128.load(dy + at), f32x4.mul(exponential(v128.load(y + at)), sum)));
    }
    if (j < columns) {
      const at = <usize>j << 2;
      const left = columns - j;
      const probability = exponential(part(y + at, left, 0));
      put(dz + at, f32x4.sub(part(dy + at, left, 0), f32x4.mul(probability, sum)), left);
    }
    y += row;
    dy += row;
    dz += row;
  }
}

/** The largest number of a row. */
// @ts-ignore: decorator
@inline
function largestOf(z: usize, columns: i32): f32 {
  let most = f32x4.splat(-Infinity);
  let j = 0;
  for (; j + 4 <= columns; j += 4) most = f32x4.pmax(most, v128.load(z + (<usize>j << 2)));
  if (j < columns) most = f32x4.pmax(most, part(z + (<usize>j << 2), columns - j, -Infinity));
  return max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
}

/** Writes the softmax of a row; returns ln Σ e^z. */
function softmaxRow(z: usize, p: usize, columns: i32): f32 {
  const largest = largestOf(z, columns);
  const total = exponentials(z, largest, p, columns);
  const scale = f32x4.splat(1 / total);
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    const at = p + (<usize>j << 2);
    v128.store(at, f32x4.mul(v128.load(at), scale));
  }
  if (j < columns) {
    const at = p + (<usize>j << 2);
    put(at, f32x4.mul(part(at, columns - j, 0), scale), columns - j);
  }
  return logarithmOf(largest, total);
}

/** ln Σ e^z of a row. */
// @ts-ignore: decorator
@inline
function logarithmOfSum(z: usize, columns: i32): f32 {
  const largest = largestOf(z, columns);
  return logarithmOf(largest, exponentials(z, largest, 0, columns));
}

// @ts-ignore: decorator
@inline
function logarithmOf(largest: f32, total: f32): f32 {
  // `logarithm` works on the bits of its argument, and would turn NaN into a number.
  if (total != total) return total;
  return largest + f32x4.extract_lane(logarithm(f32x4.splat(total)), 0);
}

/** The sum of e^(z − largest) over a row; writes them to p, unless its address is 0. */
// @ts-ignore: decorator
@inline
function exponentials(z: usize, largest: f32, p: usize, columns: i32): f32 {
  const shift = f32x4.splat(largest);
  let sums = zero();
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    const e = exponential(f32x4.sub(v128.load(z + (<usize>j << 2)), shift));
    sums = f32x4.add(sums, e);
    if (p != 0) v128.store(p + (<usize>j << 2), e);
  }
  if (j < columns) {
    const left = columns - j;
    const e = exponential(f32x4.sub(part(z + (<usize>j << 2), left, -Infinity), shift));
    // The padding of the last vector adds 2^-126 at most, which changes no digit.
    sums = f32x4.add(sums, e);
    if (p != 0) put(p + (<usize>j << 2), e, left);
  }
  return sumOf(sums);
}

/** Targets are rows of probabilities. dz may be z. */
export function softmaxCrossEntropy(z: usize, targets: usize, weights: usize, p: usize, dz: usize, rows: i32, columns: i32): f64 {
  let loss: f64 = 0;
  const row = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    const logarithmOfSum = softmaxRow(z, p, columns);
    let sum = zero();
    let product = zero();
    for (let j = 0; j < columns; j += 4) {
      const left = columns - j;
      const y = part(targets + (<usize>j << 2), left, 0);
      sum = f32x4.add(sum, y);
      product = f32x4.add(product, f32x4.mul(y, part(z + (<usize>j << 2), left, 0)));
    }
    const weight = load<f32>(weights);
    const total = sumOf(sum);
    loss += <f64>weight * (<f64>logarithmOfSum * <f64>total - <f64>sumOf(product));
    for (let j = 0; j < columns; j += 4) {
      const left = columns - j;
      const at = <usize>j << 2;
      const difference = f32x4.sub(f32x4.mul(part(p + at, left, 0), f32x4.splat(total)), part(targets + at, left, 0));
      put(dz + at, f32x4.mul(difference, f32x4.splat(weight)), left);
    }
    z += row;
    p += row;
    dz += row;
    targets += row;
    weights += 4;
  }
  return loss;
}

/** Targets are class numbers, one for each row, as float32. dz may be z. */
export function sparseSoftmaxCrossEntropy(z: usize, targets: usize, weights: usize, p: usize, dz: usize, rows: i32, columns: i32): f64 {
  let loss: f64 = 0;
  const row = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    const target = <usize>load<f32>(targets) << 2;
    const logarithmOfSum = softmaxRow(z, p, columns);
    const weight = load<f32>(weights);
    loss += <f64>weight * (<f64>logarithmOfSum - <f64>load<f32>(z + target));
    for (let j = 0; j < columns; j += 4) {
      const left = columns - j;
      const at = <usize>j << 2;
      put(dz + at, f32x4.mul(part(p + at, left, 0), f32x4.splat(weight)), left);
    }
    store<f32>(dz + target, load<f32>(dz + target) - weight);
    z += row;
    p += row;
    dz += row;
    targets += 4;
    weights += 4;
  }
  return loss;
}

/** The mean over a row of ln(1 + e^z) − y z. dz may be z. */
export function sigmoidCrossEntropy(z: usize, targets: usize, weights: usize, p: usize, dz: usize, rows: i32, columns: i32): f64 {
  let loss: f64 = 0;
  const row = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    const weight = load<f32>(weights) / <f32>columns;
    const factor = f32x4.splat(weight);
    let sum: f64 = 0;
    for (let j = 0; j < columns; j += 4) {
      const left = columns - j;
      const at = <usize>j << 2;
      const v = part(z + at, left, -Infinity);
      const y = part(targets + at, left, 0);
      // Beyond the row softplus(−∞) is 0, but 0 · −∞ would be NaN: z is loaded again, padded with 0.
      const product = f32x4.mul(y, part(z + at, left, 0));
      sum += <f64>sumOf(f32x4.sub(softplus(v), product));
      const probability = sigmoid(v);
      put(p + at, probability, left);
      put(dz + at, f32x4.mul(f32x4.sub(probability, y), factor), left);
    }
    loss += <f64>weight * sum;
    z += row;
    p += row;
    dz += row;
    targets += row;
    weights += 4;
  }
  return loss;
}

/** The mean over a row of e² with e = p − y, or of |e| where `absolute`. */
export function errorLoss(p: usize, targets: usize, weights: usize, dp: usize, rows: i32, columns: i32, absolute: bool): f64 {
  let loss: f64 = 0;
  for (let i = 0; i < rows; i++) {
    const weight = load<f32>(weights) / <f32>columns;
    let sum: f64 = 0;
    for (let j = 0; j < columns; j++) {
      const error = load<f32>(p) - load<f32>(targets);
      sum += absolute ? <f64>abs(error) : <f64>error * <f64>error;
      const slope = absolute ? (error > 0 ? <f32>1 : error < 0 ? <f32>-1 : <f32>0) : 2 * error;
      store<f32>(dp, weight * slope);
      p += 4;
      dp += 4;
      targets += 4;
    }
    loss += <f64>weight * sum;
    weights += 4;
  }
  return loss;
}
