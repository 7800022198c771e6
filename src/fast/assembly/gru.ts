/**
 * The gated recurrent unit between its matrix products, for one step of all sequences: gates and states from rows of
 * sums, [rows, 3 · units], and their derivatives (derived in `src/layers/gru.ts`). The gates overwrite the sums; in the
 * backward pass the gradients of the sums overwrite the gates.
 *
 * The usual kinds of activations have loops of their own, which choose nothing in each row.
 */
import { derivative, HARD_SIGMOID, multiply, SIGMOID, TANH } from "./activations";
import { activateSums } from "./recurrent";
import { isRepeated } from "./steps";
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

/**
 * Computes the update gate z and the reset gate r from the first two parts of the sums, and `seen`, which is
 * r h.
 * @param bias 0 where there is none
 */
export function gruGates(sums: usize, bias: usize, before: usize, rows: i32, units: i32, gate: i32, seen: usize): void {
  if (gate == SIGMOID) gruGateRows(sums, bias, before, rows, units, SIGMOID, true, seen);
  else if (gate == HARD_SIGMOID) gruGateRows(sums, bias, before, rows, units, HARD_SIGMOID, true, seen);
  else gruGateRows(sums, bias, before, rows, units, gate, false, seen);
}

/** @param isKnown whether the compiler knows the kind */
// @ts-ignore: decorator
@inline
function gruGateRows(sums: usize, bias: usize, before: usize, rows: i32, units: i32, gate: i32, isKnown: bool, seen: usize): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    activateSums(gate, true, sums, bias, units * 2, isKnown);
    multiply(sums + part, before, seen, units);
    sums += part * 3;
    before += part;
    seen += part;
  }
}

/** Computes the candidate g from the third part of the sums, and the state z h + (1 − z) g. */
export function gruState(sums: usize, bias: usize, before: usize, rows: i32, units: i32, activation: i32, h: usize): void {
  if (activation == TANH) gruStateRows(sums, bias, before, rows, units, TANH, true, h);
  else gruStateRows(sums, bias, before, rows, units, activation, false, h);
}

/** @param isKnown whether the compiler knows the kind */
// @ts-ignore: decorator
@inline
function gruStateRows(sums: usize, bias: usize, before: usize, rows: i32, units: i32, activation: i32, isKnown: bool, h: usize): void {
  const part = <usize>units << 2;
  const ofCandidate: usize = bias == 0 ? 0 : bias + part * 2;
  for (let row = 0; row < rows; row++) {
    activateSums(activation, false, sums + part * 2, ofCandidate, units, isKnown);
    let j = 0;
    for (; j + 4 <= units; j += 4) stateAfter(sums + (<usize>j << 2), part, before + (<usize>j << 2), 4, h + (<usize>j << 2));
    if (j < units) stateAfter(sums + (<usize>j << 2), part, before + (<usize>j << 2), units - j, h + (<usize>j << 2));
    sums += part * 3;
    before += part;
    h += part;
  }
}

/** Writes the state of up to four units after a step. */
// @ts-ignore: decorator
@inline
function stateAfter(gates: usize, part: usize, before: usize, left: i32, h: usize): void {
  const candidate = loadUpTo(gates + part * 2, left);
  storeUpTo(h, multiplyAdd(loadUpTo(gates, left), f32x4.sub(loadUpTo(before, left), candidate), candidate), left);
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
    if (isRepeated(counts, row)) memory.fill(sums, 0, part * 3);
    else {
      let j = 0;
      for (; j + 4 <= units; j += 4) {
        const at = <usize>j << 2;
        gruUnitsBack(sums + at, part, before + at, dh + at, 4, activation, gate);
      }
      if (j < units) {
        const at = <usize>j << 2;
        gruUnitsBack(sums + at, part, before + at, dh + at, units - j, activation, gate);
      }
    }
    sums += part * 3;
    before += part;
    dh += part;
  }
}

/** The same for up to four units of a row. */
// @ts-ignore: decorator
@inline
function gruUnitsBack(s: usize, part: usize, before: usize, dh: usize, left: i32, activation: i32, gate: i32): void {
  const update = loadUpTo(s, left);
  const candidate = loadUpTo(s + part * 2, left);
  const gradient = loadUpTo(dh, left);
  const difference = f32x4.sub(loadUpTo(before, left), candidate);
  storeUpTo(s, f32x4.mul(f32x4.mul(gradient, difference), derivative(gate, update, zero())), left);
  const share = f32x4.mul(gradient, f32x4.sub(f32x4.splat(1), update));
  storeUpTo(s + part * 2, f32x4.mul(share, derivative(activation, candidate, zero())), left);
  storeUpTo(dh, f32x4.mul(gradient, update), left);
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
    if (!isRepeated(counts, row)) {
      let j = 0;
      for (; j + 4 <= units; j += 4) {
        const at = <usize>j << 2;
        resetsBack(sums + at, before + at, reset + at, dseen + at, dh + at, 4, gate);
      }
      if (j < units) {
        const at = <usize>j << 2;
        resetsBack(sums + at, before + at, reset + at, dseen + at, dh + at, units - j, gate);
      }
    }
    sums += part * 3;
    reset += part * 3;
    before += part;
    dseen += part;
    dh += part;
  }
}

/** The same for up to four units of a row. */
// @ts-ignore: decorator
@inline
function resetsBack(s: usize, before: usize, reset: usize, dseen: usize, dh: usize, left: i32, gate: i32): void {
  const value = loadUpTo(reset, left);
  const gradient = loadUpTo(dseen, left);
  storeUpTo(s, f32x4.mul(f32x4.mul(gradient, loadUpTo(before, left)), derivative(gate, value, zero())), left);
  storeUpTo(dh, multiplyAdd(gradient, value, loadUpTo(dh, left)), left);
}
