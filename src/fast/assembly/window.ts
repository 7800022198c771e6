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
