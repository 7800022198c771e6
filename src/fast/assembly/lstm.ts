/**
 * Long short-term memory between its matrix products, for one step of all sequences: gates and states from rows of sums,
 * [rows, 4 · units], and their derivatives (derived in `src/layers/lstm.ts`). The gates overwrite the sums; in the
 * backward pass the gradients of the sums overwrite the gates.
 *
 * The usual kinds of activations have loops of their own, which choose nothing in each row.
 */
import { apply, derivative, HARD_SIGMOID, multiply, SIGMOID, TANH } from "./activations";
import { activateSums } from "./recurrent";
import { isRepeated } from "./steps";
import { storeTangents } from "./tangents";
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

/**
 * Computes the input, forget, candidate and output gates from their sums, which they overwrite; the memory c
 * from that of the step `before`; `shown`, which is f(c); and the output h.
 * @param bias 0 where there is none
 */
export function lstmStep(
  sums: usize, bias: usize, before: usize, rows: i32, units: i32, gate: i32, activation: i32, memory: usize, shown: usize, h: usize,
): void {
  if (activation == TANH && gate == SIGMOID) lstmRows(sums, bias, before, rows, units, SIGMOID, TANH, true, memory, shown, h);
  else if (activation == TANH && gate == HARD_SIGMOID) lstmRows(sums, bias, before, rows, units, HARD_SIGMOID, TANH, true, memory, shown, h);
  else lstmRows(sums, bias, before, rows, units, gate, activation, false, memory, shown, h);
}

/**
 * A row has all its gates before the states that read them: tanh of the memory ends a chain of so many instructions that the
 * processor could not begin with the gates of the next units meanwhile.
 * @param isKnown whether the compiler knows the kinds; the activation is tanh then
 */
// @ts-ignore: decorator
@inline
function lstmRows(
  sums: usize, bias: usize, before: usize, rows: i32, units: i32, gate: i32, activation: i32, isKnown: bool, memory: usize, shown: usize, h: usize,
): void {
  const part = <usize>units << 2;
  const ofCandidate: usize = bias == 0 ? 0 : bias + part * 2;
  const ofOutput: usize = bias == 0 ? 0 : bias + part * 3;
  for (let row = 0; row < rows; row++) {
    activateSums(gate, true, sums, bias, units * 2, isKnown);
    activateSums(activation, false, sums + part * 2, ofCandidate, units, isKnown);
    activateSums(gate, true, sums + part * 3, ofOutput, units, isKnown);
    let j = 0;
    if (isKnown) {
      for (; j + 16 <= units; j += 16) {
        const at = <usize>j << 2;
        const gates = sums + at;
        const c0 = memoryAfter(gates, part, before + at, 4);
        const c1 = memoryAfter(gates + 16, part, before + at + 16, 4);
        const c2 = memoryAfter(gates + 32, part, before + at + 32, 4);
        const c3 = memoryAfter(gates + 48, part, before + at + 48, 4);
        v128.store(memory + at, c0);
        v128.store(memory + at, c1, 16);
        v128.store(memory + at, c2, 32);
        v128.store(memory + at, c3, 48);
        storeTangents(c0, c1, c2, c3, shown + at);
        multiply(gates + part * 3, shown + at, h + at, 16);
      }
    }
    for (; j < units; j += 4) {
      const at = <usize>j << 2;
      const left = units - j;
      const c = memoryAfter(sums + at, part, before + at, left);
      const visible = apply(activation, c, zero());
      storeUpTo(memory + at, c, left);
      storeUpTo(shown + at, visible, left);
      storeUpTo(h + at, f32x4.mul(loadUpTo(sums + part * 3 + at, left), visible), left);
    }
    sums += part * 4;
    before += part;
    memory += part;
    shown += part;
    h += part;
  }
}

/** The memory of up to four units after a step, from their gates and the memory before it. */
// @ts-ignore: decorator
@inline
function memoryAfter(gates: usize, part: usize, before: usize, left: i32): v128 {
  const input = loadUpTo(gates, left);
  const forget = loadUpTo(gates + part, left);
  const candidate = loadUpTo(gates + part * 2, left);
  return multiplyAdd(forget, loadUpTo(before, left), f32x4.mul(input, candidate));
}

/**
 * The gradients of the sums overwrite the gates; the gradient of the memory of the step before overwrites
 * `dmemory`, that of this step's memory. In a row that repeats the step before, the gradients of the sums are
 * zeros, and that of the memory stays.
 */
export function lstmStepBack(
  counts: usize, sums: usize, before: usize, shown: usize, dh: usize, dmemory: usize, rows: i32, units: i32, gate: i32, activation: i32,
): void {
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
    if (isRepeated(counts, row)) memory.fill(sums, 0, part * 4);
    else {
      let j = 0;
      for (; j + 4 <= units; j += 4) {
        const at = <usize>j << 2;
        lstmUnitsBack(sums + at, part, before + at, shown + at, dh + at, dmemory + at, 4, gate, activation);
      }
      if (j < units) {
        const at = <usize>j << 2;
        lstmUnitsBack(sums + at, part, before + at, shown + at, dh + at, dmemory + at, units - j, gate, activation);
      }
    }
    sums += part * 4;
    before += part;
    shown += part;
    dh += part;
    dmemory += part;
  }
}

/** The same for up to four units of a row. */
// @ts-ignore: decorator
@inline
function lstmUnitsBack(
  s: usize, part: usize, before: usize, shown: usize, dh: usize, dmemory: usize, left: i32, gate: i32, activation: i32,
): void {
  const input = loadUpTo(s, left);
  const forget = loadUpTo(s + part, left);
  const candidate = loadUpTo(s + part * 2, left);
  const output = loadUpTo(s + part * 3, left);
  const visible = loadUpTo(shown, left);
  const gradient = loadUpTo(dh, left);
  const dc = multiplyAdd(f32x4.mul(gradient, output), derivative(activation, visible, zero()), loadUpTo(dmemory, left));
  storeUpTo(s, f32x4.mul(f32x4.mul(dc, candidate), derivative(gate, input, zero())), left);
  storeUpTo(s + part, f32x4.mul(f32x4.mul(dc, loadUpTo(before, left)), derivative(gate, forget, zero())), left);
  storeUpTo(s + part * 2, f32x4.mul(f32x4.mul(dc, input), derivative(activation, candidate, zero())), left);
  storeUpTo(s + part * 3, f32x4.mul(f32x4.mul(gradient, visible), derivative(gate, output, zero())), left);
  storeUpTo(dmemory, f32x4.mul(dc, forget), left);
}
