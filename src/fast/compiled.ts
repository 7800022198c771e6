/**
 * The compiled kernels: the file that this machine can run, compiled once and joined to as many memories as there are models.
 */
import { allowRelaxedSimd, readCompiled } from "#compiled-kernels";
import type { Kernels } from "./kernels.js";

export type Flavour = "relaxed" | "plain";

const FILES: Readonly<Record<Flavour, string>> = { relaxed: "kernels-relaxed.wasm", plain: "kernels.wasm" };
const modules = new Map<Flavour, WebAssembly.Module | undefined>();

/** The kernels in this flavour; undefined where the machine cannot run them, or they were not compiled. */
export function compiledModule(flavour: Flavour): WebAssembly.Module | undefined {
  if (!modules.has(flavour)) modules.set(flavour, compile(flavour));
  return modules.get(flavour);
}

function compile(flavour: Flavour): WebAssembly.Module | undefined {
  if (typeof SharedArrayBuffer === "undefined") return undefined;
  const bytes = readCompiled(new URL(FILES[flavour], import.meta.url));
  if (bytes === undefined) return undefined;
  if (!WebAssembly.validate(bytes) && flavour === "relaxed") allowRelaxedSimd();
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}

/** The fastest flavour there is; undefined where none is. */
export function fastestModule(): WebAssembly.Module | undefined {
  return compiledModule("relaxed") ?? compiledModule("plain");
}

/** The kernels at work on this memory. */
export function joinKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
