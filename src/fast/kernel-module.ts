/**
 * The compiled kernels: which file this machine can run, and the kernels on a memory.
 *
 * Only several threads need shared memory. One thread gets ordinary memory: the garbage collector knows its size
 * and so frees it soon after a model is dropped, while it does not count shared memory.
 */
import { instantiate, loadModule } from "../host/compiled-module.js";
import { environmentVariable } from "../host/environment.js";
import { CONSTANTS_END } from "./memory-layout.js";
import type { Kernels } from "./kernels.js";

/**
 * "wide": made for vectors of 256 bits, which Node computes from version 24 on, on x64 processors with AVX2;
 * "relaxed": for those of 128 bits, and the same bits; "plain": without the multiply-add with one rounding of these two, for
 * machines (and results) that must do without.
 */
export type Flavour = "wide" | "relaxed" | "plain";

const FILES: Readonly<Record<Flavour, string>> = {
  wide: "kernels-wide.wasm",
  relaxed: "kernels-relaxed.wasm",
  plain: "kernels.wasm",
};

/** Whether wide kernels suit this processor, once it is known. */
let suitsWide: boolean | undefined;

/** The kernels of this flavour; undefined where the machine cannot run them, or they were not compiled. */
export function kernelModule(flavour: Flavour, shared = false): WebAssembly.Module | undefined {
  if (flavour === "wide" && environmentVariable("NEURONES_VECTORS") === "128") return undefined;
  const module = loadModule(new URL(FILES[flavour], import.meta.url), {
    unshareMemory: !shared,
    relaxedSimd: flavour === "relaxed",
    wideVectors: flavour === "wide",
  });
  if (flavour === "wide" && module !== undefined && !(suitsWide ??= hasWideVectors(module, shared)))
    return undefined;
  return module;
}

/**
 * Whether the processor has wide vectors. It does not say so; but those that multiply and add with one rounding have
 * them, too, but for a few that were sold from 2012 to 2014, where wide kernels are slower and compute the same.
 */
function hasWideVectors(module: WebAssembly.Module, shared: boolean): boolean {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared });
  return instantiateKernels(module, memory).roundsOnce() === 1;
}

/** The fastest flavour that this machine runs; undefined where it runs none. */
export function fastestFlavour(): Flavour | undefined {
  return (["wide", "relaxed", "plain"] as const).find((flavour) => kernelModule(flavour) !== undefined);
}

/** The kernels on this memory. */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return instantiate<Kernels>(module, memory, CONSTANTS_END);
}
