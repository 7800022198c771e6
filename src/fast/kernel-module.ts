/**
 * The compiled kernels: which file this machine can run, and the kernels on a memory.
 *
 * Only several threads need shared memory. One thread gets ordinary memory: the garbage collector knows its size
 * and so frees it soon after a model is dropped, while it does not count shared memory.
 */
import { instantiate, loadModule } from "../host/compiled-module.js";
import { CONSTANTS_END } from "./memory-layout.js";
import type { Kernels } from "./kernels.js";

/**
 * "relaxed": multiply-add with one rounding; "plain": without it, for machines (and results) that must do
 * without.
 */
export type Flavour = "relaxed" | "plain";

const FILES: Readonly<Record<Flavour, string>> = { relaxed: "kernels-relaxed.wasm", plain: "kernels.wasm" };

/** The kernels of this flavour; undefined where the machine cannot run them, or they were not compiled. */
export function kernelModule(flavour: Flavour, shared = false): WebAssembly.Module | undefined {
  return loadModule(new URL(FILES[flavour], import.meta.url), {
    unshareMemory: !shared,
    relaxedSimd: flavour === "relaxed",
  });
}

/** The fastest flavour that this machine runs; undefined where it runs none. */
export function fastestFlavour(): Flavour | undefined {
  return (["relaxed", "plain"] as const).find((flavour) => kernelModule(flavour) !== undefined);
}

/** The kernels on this memory. */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return instantiate<Kernels>(module, memory, CONSTANTS_END);
}
