/**
 * What recurrent layers do between their matrix products, for one step of all sequences: rows of sums, [rows, parts · units],
 * become gates and states (`src/layers/lstm.ts` and `gru.ts` derive them), and back. Sums are overwritten by what they become
 * and, on the way back, by their gradients.
 */
import { apply, derivative } from "./activations";
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

/** [rows, steps, size] as [steps, rows, size], so that a step is in one piece; the last step first where `backwards`. */
export function stepsFirst(x: usize, rows: i32, steps: i32, size: i32, backwards: bool, y: usize): void {
  const bytes = <usize>size << 2;
  for (let step = 0; step < steps; step++) {
    let from = x + <usize>(backwards ? steps - 1 - step : step) * bytes;
    for (let row = 0; row < rows; row++) {
      memory.copy(y, from, bytes);
      y += bytes;
      from += <usize>steps * bytes;
    }
  }
}

/** The way back. */
export function stepsSecond(y: usize, rows: i32, steps: i32, size: i32, backwards: bool, x: usize): void {
  const bytes = <usize>size << 2;
  for (let step = 0; step < steps; step++) {
    let to = x + <usize>(backwards ? steps - 1 - step : step) * bytes;
    for (let row = 0; row < rows; row++) {
      memory.copy(to, y, bytes);
      y += bytes;
      to += <usize>steps * bytes;
    }
  }
}

/** The activation of a sum plus its bias. */
// @ts-ignore: decorator
@inline
function activated(kind: i32, sums: usize, bias: usize, left: i32): v128 {
  const v = loadUpTo(sums, left);
  return apply(kind, bias == 0 ? v : f32x4.add(v, loadUpTo(bias, left)), zero());
}

/**
 * Input, forget, candidate and output gates from their sums, the memory c from that of the step `before`, what is shown of it,
 * f(c), and the output h. Sums become gates.
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
      const input = activated(gate, s, bias == 0 ? 0 : b, left);
      const forget = activated(gate, s + part, bias == 0 ? 0 : b + part, left);
      const candidate = activated(activation, s + part * 2, bias == 0 ? 0 : b + part * 2, left);
      const output = activated(gate, s + part * 3, bias == 0 ? 0 : b + part * 3, left);
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

/** Gates become gradients of their sums; `dmemory`, the gradient of this step's memory, becomes that of the one before. */
export function lstmStepBack(sums: usize, before: usize, shown: usize, dh: usize, dmemory: usize, rows: i32, units: i32, gate: i32, activation: i32): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
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

/** Update gate z and reset gate r from the first two parts of the sums, and what the candidate sees of the state, r h. */
export function gruGates(sums: usize, bias: usize, before: usize, rows: i32, units: i32, gate: i32, seen: usize): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
      const left = units - j;
      const at = <usize>j << 2;
      const s = sums + at;
      storeUpTo(s, activated(gate, s, bias == 0 ? 0 : bias + at, left), left);
      const reset = activated(gate, s + part, bias == 0 ? 0 : bias + at + part, left);
      storeUpTo(s + part, reset, left);
      storeUpTo(seen + at, f32x4.mul(reset, loadUpTo(before + at, left)), left);
    }
    sums += part * 3;
    before += part;
    seen += part;
  }
}

/** The candidate g from the third part, and the state z h + (1 − z) g. */
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

/** The gradients of the update gate's and the candidate's sums; dh becomes its direct share in the state before, z dh. */
export function gruStateBack(sums: usize, before: usize, dh: usize, rows: i32, units: i32, activation: i32, gate: i32): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
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

/** From the gradient of what the candidate saw to those of the reset gate's sum and of the state before (added to dh). */
export function gruGatesBack(sums: usize, before: usize, reset: usize, dseen: usize, dh: usize, rows: i32, units: i32, gate: i32): void {
  const part = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
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
