/** Activations of the sums of recurrent layers, which they overwrite (`lstm.ts`, `gru.ts`). */
import { apply, SIGMOID, TANH } from "./activations";
import { constant, Constant } from "./constants";
import { storeGates, storeTangents } from "./tangents";
import { hyperbolicTangent, loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

/**
 * x = f(x + bias), for `count` numbers of one row.
 * @param areGates whether these are gates, whose sigmoid is computed by tanh (`storeGates`)
 * @param bias 0 where there is none
 * @param isKnown whether the compiler knows the kind: then the loop is a part of the caller
 */
// @ts-ignore: decorator
@inline
export function activateSums(kind: i32, areGates: bool, x: usize, bias: usize, count: i32, isKnown: bool): void {
  if (isKnown) {
    const done = activateBlocks(kind, areGates, x, bias, count);
    activateRest(kind, areGates, x, bias, done, count);
  } else activateAny(kind, areGates, x, bias, count);
}

/** For kinds that the compiler does not know: a function of its own, so that the callers stay short. */
function activateAny(kind: i32, areGates: bool, x: usize, bias: usize, count: i32): void {
  activateRest(kind, areGates, x, bias, 0, count);
}

/** Computes 16 numbers at a time; returns how many it has computed. */
// @ts-ignore: decorator
@inline
function activateBlocks(kind: i32, areGates: bool, x: usize, bias: usize, count: i32): i32 {
  let j = 0;
  for (; j + 16 <= count; j += 16) {
    const at = <usize>j << 2;
    let v0 = v128.load(x + at);
    let v1 = v128.load(x + at, 16);
    let v2 = v128.load(x + at, 32);
    let v3 = v128.load(x + at, 48);
    if (bias != 0) {
      v0 = f32x4.add(v0, v128.load(bias + at));
      v1 = f32x4.add(v1, v128.load(bias + at, 16));
      v2 = f32x4.add(v2, v128.load(bias + at, 32));
      v3 = f32x4.add(v3, v128.load(bias + at, 48));
    }
    if (kind == TANH) storeTangents(v0, v1, v2, v3, x + at);
    else if (areGates && kind == SIGMOID) storeGates(v0, v1, v2, v3, x + at);
    else {
      v128.store(x + at, apply(kind, v0, zero()));
      v128.store(x + at, apply(kind, v1, zero()), 16);
      v128.store(x + at, apply(kind, v2, zero()), 32);
      v128.store(x + at, apply(kind, v3, zero()), 48);
    }
  }
  return j;
}

/** Computes the numbers from the j-th on. */
// @ts-ignore: decorator
@inline
function activateRest(kind: i32, areGates: bool, x: usize, bias: usize, j: i32, count: i32): void {
  for (; j < count; j += 4) {
    const at = <usize>j << 2;
    const left = count - j;
    let v = loadUpTo(x + at, left);
    if (bias != 0) v = f32x4.add(v, loadUpTo(bias + at, left));
    storeUpTo(x + at, areGates && kind == SIGMOID ? sigmoidGate(v) : apply(kind, v, zero()), left);
  }
}

/** One vector of `storeGates`. */
// @ts-ignore: decorator
@inline
function sigmoidGate(x: v128): v128 {
  const half = constant(Constant.HALF);
  return multiplyAdd(hyperbolicTangent(f32x4.mul(x, half)), half, half);
}
