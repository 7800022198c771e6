/**
 * A window that slides over pictures, as `src/tensor/operations/window.ts` defines it, in 13 integers: the
 * picture's height, width, channels; then, down and across each, the window's extent, stride, dilation,
 * padding before, and number of positions.
 */

// @ts-ignore: decorator
@inline export function height(window: usize): i32 { return load<i32>(window); }
// @ts-ignore: decorator
@inline export function width(window: usize): i32 { return load<i32>(window, 4); }
// @ts-ignore: decorator
@inline export function channels(window: usize): i32 { return load<i32>(window, 8); }
// @ts-ignore: decorator
@inline export function kernelHeight(window: usize): i32 { return load<i32>(window, 12); }
// @ts-ignore: decorator
@inline export function kernelWidth(window: usize): i32 { return load<i32>(window, 16); }
// @ts-ignore: decorator
@inline export function strideDown(window: usize): i32 { return load<i32>(window, 20); }
// @ts-ignore: decorator
@inline export function strideAcross(window: usize): i32 { return load<i32>(window, 24); }
// @ts-ignore: decorator
@inline export function dilationDown(window: usize): i32 { return load<i32>(window, 28); }
// @ts-ignore: decorator
@inline export function dilationAcross(window: usize): i32 { return load<i32>(window, 32); }
// @ts-ignore: decorator
@inline export function zerosAbove(window: usize): i32 { return load<i32>(window, 36); }
// @ts-ignore: decorator
@inline export function zerosLeft(window: usize): i32 { return load<i32>(window, 40); }
// @ts-ignore: decorator
@inline export function outputHeight(window: usize): i32 { return load<i32>(window, 44); }
// @ts-ignore: decorator
@inline export function outputWidth(window: usize): i32 { return load<i32>(window, 48); }

/** The first number n ≥ 0 for which n step + start ≥ 0. */
// @ts-ignore: decorator
@inline
export function firstInside(start: i32, step: i32): i32 {
  return start >= 0 ? 0 : (step - 1 - start) / step;
}

/** The first number n ≥ 0, at most `count`, for which n step + start ≥ extent. */
// @ts-ignore: decorator
@inline
export function endInside(start: i32, step: i32, extent: i32, count: i32): i32 {
  return start >= extent ? 0 : min(count, (extent - 1 - start) / step + 1);
}
