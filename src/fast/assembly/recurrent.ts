/**
 * The recurrent layers between their matrix products, for one step of all sequences: gates and states from
 * rows of sums, [rows, parts · units], and their derivatives (derived in `src/layers/lstm.ts` and `gru.ts`).
 * The gates overwrite the sums; in the backward pass the gradients of the sums overwrite the gates.
 */
import { addTo, apply, derivative, HARD_SIGMOID, SIGMOID, TANH } from "./activations";
import { constant, Constant } from "./constants";
import { hyperbolicTangent, loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

/**
 * Copies [rows, steps, size] to [steps, rows, size], so that a step is contiguous; where `backwards`, the
 * last step comes first.
 * @param stride how many numbers lie between the beginnings of two steps of x
 */
export function stepsFirst(x: usize, rows: i32, steps: i32, size: i32, stride: i32, backwards: bool, y: usize): void {
  const bytes = <usize>size << 2;
  const whole = <usize>stride << 2;
  for (let step = 0; step < steps; step++) {
    let from = x + <usize>(backwards ? steps - 1 - step : step) * whole;
    for (let row = 0; row < rows; row++) {
      memory.copy(y, from, bytes);
      y += bytes;
      from += <usize>steps * whole;
    }
  }
}

/** The inverse of `stepsFirst`; where `adds`, y is added to x. */
export function stepsSecond(y: usize, rows: i32, steps: i32, size: i32, stride: i32, backwards: bool, x: usize, adds: bool): void {
  const bytes = <usize>size << 2;
  const whole = <usize>stride << 2;
  for (let step = 0; step < steps; step++) {
    let to = x + <usize>(backwards ? steps - 1 - step : step) * whole;
    for (let row = 0; row < rows; row++) {
      if (adds) addTo(to, y, size);
      else memory.copy(to, y, bytes);
      y += bytes;
      to += <usize>steps * whole;
    }
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
function isRepeated(counts: usize, row: i32): bool {
  return counts != 0 && load<f32>(counts + (<usize>row << 2)) == 0;
}

/** A sum plus its bias. */
// @ts-ignore: decorator
@inline
function biased(sums: usize, bias: usize, left: i32): v128 {
  const v = loadUpTo(sums, left);
  return bias == 0 ? v : f32x4.add(v, loadUpTo(bias, left));
}

/** The activation of a sum plus its bias. */
// @ts-ignore: decorator
@inline
function activated(kind: i32, sums: usize, bias: usize, left: i32): v128 {
  return apply(kind, biased(sums, bias, left), zero());
}

/**
 * The gate of a sum plus its bias. A sigmoid is computed as ½ + ½ tanh(x / 2), in two thirds of the time of its exponential:
 * for a gate the absolute error counts, which is the same, and not the relative one of values near 0.
 */
// @ts-ignore: decorator
@inline
function gated(kind: i32, sums: usize, bias: usize, left: i32): v128 {
  const x = biased(sums, bias, left);
  if (kind != SIGMOID) return apply(kind, x, zero());
  const half = constant(Constant.HALF);
  return multiplyAdd(hyperbolicTangent(f32x4.mul(x, half)), half, half);
}

/**
 * Computes the input, forget, candidate and output gates from their sums, which they overwrite; the memory c
 * from that of the step `before`; `shown`, which is f(c); and the output h.
 */
export function lstmStep(
  sums: usize, bias: usize, before: usize, rows: i32, units: i32, gate: i32, activation: i32, memory: usize, shown: usize, h: usize,
): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
      const left = units - j;
      const at = <usize>j << 2;
      const s = sums + at;
      const b = bias + at;
      const input = gated(gate, s, bias == 0 ? 0 : b, left);
      const forget = gated(gate, s + part, bias == 0 ? 0 : b + part, left);
      const candidate = activated(activation, s + part * 2, bias == 0 ? 0 : b + part * 2, left);
      const output = gated(gate, s + part * 3, bias == 0 ? 0 : b + part * 3, left);
      storeUpTo(s, input, left);
      storeUpTo(s + part, forget, left);
      storeUpTo(s + part * 2, candidate, left);
      storeUpTo(s + part * 3, output, left);
      const c = multiplyAdd(forget, loadUpTo(before + at, left), f32x4.mul(input, candidate));
      const visible = apply(activation, c, zero());
      storeUpTo(memory + at, c, left);
      storeUpTo(shown + at, visible, left);
      storeUpTo(h + at, f32x4.mul(output, visible), left);
    }
    sums += part * 4;
    before += part;
    memory += part;
    shown += part;
    h += part;
  }
}

/**
 * The gradients of the sums overwrite the gates; the gradient of the memory of the step before overwrites
 * `dmemory`, that of this step's memory. In a row that repeats the step before, the gradients of the sums are
 * zeros, and that of the memory stays.
 */
export function lstmStepBack(
  counts: usize, sums: usize, before: usize, shown: usize, dh: usize, dmemory: usize, rows: i32, units: i32, gate: i32, activation: i32,
): void {
  // The usual kinds have a loop of their own, which chooses nothing in each row.
  if (activation == TANH && gate == SIGMOID) lstmRowsBack(counts, sums, before, shown, dh, dmemory, rows, units, SIGMOID, TANH);
  else if (activation == TANH && gate == HARD_SIGMOID) lstmRowsBack(counts, sums, before, shown, dh, dmemory, rows, units, HARD_SIGMOID, TANH);
  else lstmRowsBack(counts, sums, before, shown, dh, dmemory, rows, units, gate, activation);
}

// @ts-ignore: decorator
@inline
function lstmRowsBack(
  counts: usize, sums: usize, before: usize, shown: usize, dh: usize, dmemory: usize, rows: i32, units: i32, gate: i32, activation: i32,
): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    const repeated = isRepeated(counts, row);
    if (repeated) memory.fill(sums, 0, part * 4);
    for (let j = 0; !repeated && j < units; j += 4) {
      const left = units - j;
      const at = <usize>j << 2;
      const s = sums + at;
      const input = loadUpTo(s, left);
      const forget = loadUpTo(s + part, left);
      const candidate = loadUpTo(s + part * 2, left);
      const output = loadUpTo(s + part * 3, left);
      const visible = loadUpTo(shown + at, left);
      const gradient = loadUpTo(dh + at, left);
      const dc = multiplyAdd(f32x4.mul(gradient, output), derivative(activation, visible, zero()), loadUpTo(dmemory + at, left));
      storeUpTo(s, f32x4.mul(f32x4.mul(dc, candidate), derivative(gate, input, zero())), left);
      storeUpTo(s + part, f32x4.mul(f32x4.mul(dc, loadUpTo(before + at, left)), derivative(gate, forget, zero())), left);
      storeUpTo(s + part * 2, f32x4.mul(f32x4.mul(dc, input), derivative(activation, candidate, zero())), left);
      storeUpTo(s + part * 3, f32x4.mul(f32x4.mul(gradient, visible), derivative(gate, output, zero())), left);
      storeUpTo(dmemory + at, f32x4.mul(dc, forget), left);
    }
    sums += part * 4;
    before += part;
    shown += part;
    dh += part;
    dmemory += part;
  }
}

/**
 * Computes the update gate z and the reset gate r from the first two parts of the sums, and `seen`, which is
 * r h.
 */
export function gruGates(sums: usize, bias: usize, before: usize, rows: i32, units: i32, gate: i32, seen: usize): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
      const left = units - j;
      const at = <usize>j << 2;
      const s = sums + at;
      storeUpTo(s, gated(gate, s, bias == 0 ? 0 : bias + at, left), left);
      const reset = gated(gate, s + part, bias == 0 ? 0 : bias + at + part, left);
      storeUpTo(s + part, reset, left);
      storeUpTo(seen + at, f32x4.mul(reset, loadUpTo(before + at, left)), left);
    }
    sums += part * 3;
    before += part;
    seen += part;
  }
}

/** Computes the candidate g from the third part of the sums, and the state z h + (1 − z) g. */
export function gruState(sums: usize, bias: usize, before: usize, rows: i32, units: i32, activation: i32, h: usize): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
      const left = units - j;
      const at = <usize>j << 2;
      const candidate = activated(activation, sums + at + part * 2, bias == 0 ? 0 : bias + at + part * 2, left);
      storeUpTo(sums + at + part * 2, candidate, left);
      const update = loadUpTo(sums + at, left);
      storeUpTo(h + at, multiplyAdd(update, f32x4.sub(loadUpTo(before + at, left), candidate), candidate), left);
    }
    sums += part * 3;
    before += part;
    h += part;
  }
}

/**
 * Computes the gradients of the sums of the update gate and the candidate; z dh, the part of the gradient of
 * the state before that does not come through the gates, overwrites dh. In a row that repeats the step before,
 * all gradients of sums are zeros, and dh stays.
 */
export function gruStateBack(counts: usize, sums: usize, before: usize, dh: usize, rows: i32, units: i32, activation: i32, gate: i32): void {
  if (activation == TANH && gate == SIGMOID) gruStateRowsBack(counts, sums, before, dh, rows, units, TANH, SIGMOID);
  else if (activation == TANH && gate == HARD_SIGMOID) gruStateRowsBack(counts, sums, before, dh, rows, units, TANH, HARD_SIGMOID);
  else gruStateRowsBack(counts, sums, before, dh, rows, units, activation, gate);
}

// @ts-ignore: decorator
@inline
function gruStateRowsBack(counts: usize, sums: usize, before: usize, dh: usize, rows: i32, units: i32, activation: i32, gate: i32): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    const repeated = isRepeated(counts, row);
    if (repeated) memory.fill(sums, 0, part * 3);
    for (let j = 0; !repeated && j < units; j += 4) {
      const left = units - j;
      const at = <usize>j << 2;
      const update = loadUpTo(sums + at, left);
      const candidate = loadUpTo(sums + at + part * 2, left);
      const gradient = loadUpTo(dh + at, left);
      const difference = f32x4.sub(loadUpTo(before + at, left), candidate);
      storeUpTo(sums + at, f32x4.mul(f32x4.mul(gradient, difference), derivative(gate, update, zero())), left);
      const share = f32x4.mul(gradient, f32x4.sub(f32x4.splat(1), update));
      storeUpTo(sums + at + part * 2, f32x4.mul(share, derivative(activation, candidate, zero())), left);
      storeUpTo(dh + at, f32x4.mul(gradient, update), left);
    }
    sums += part * 3;
    before += part;
    dh += part;
  }
}

/**
 * Computes the gradient of the reset gate's sum from that of `seen`, and adds to dh, the gradient of the
 * state before.
 */
export function gruGatesBack(counts: usize, sums: usize, before: usize, reset: usize, dseen: usize, dh: usize, rows: i32, units: i32, gate: i32): void {
  if (gate == SIGMOID) gruGateRowsBack(counts, sums, before, reset, dseen, dh, rows, units, SIGMOID);
  else gruGateRowsBack(counts, sums, before, reset, dseen, dh, rows, units, gate);
}

// @ts-ignore: decorator
@inline
function gruGateRowsBack(
  counts: usize, sums: usize, before: usize, reset: usize, dseen: usize, dh: usize, rows: i32, units: i32, gate: i32,
): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    const repeated = isRepeated(counts, row);
    for (let j = 0; !repeated && j < units; j += 4) {
      const left = units - j;
      const at = <usize>j << 2;
      const gateValue = loadUpTo(reset + at, left);
      const gradient = loadUpTo(dseen + at, left);
      storeUpTo(sums + at, f32x4.mul(f32x4.mul(gradient, loadUpTo(before + at, left)), derivative(gate, gateValue, zero())), left);
      storeUpTo(dh + at, multiplyAdd(gradient, gateValue, loadUpTo(dh + at, left)), left);
    }
    sums += part * 3;
    reset += part * 3;
    before += part;
    dseen += part;
    dh += part;
  }
}
