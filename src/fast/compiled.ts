/**
 * The compiled kernels: the file that this machine can run, compiled once and joined to as many memories as there are models.
 *
 * Only threads need memory that is shared. All else gets memory of the ordinary kind, which the garbage collector counts, and
 * so frees soon when a model is dropped; shared memory it does not count.
 */
import { allowRelaxedSimd, readCompiled } from "#compiled-kernels";
import { CONSTANTS_END } from "./arena.js";
import type { Kernels } from "./kernels.js";

/** With multiply-add in one rounding, or on machines (and for results) that must do without. */
export type Flavour = "relaxed" | "plain";

const FILES: Readonly<Record<Flavour, string>> = { relaxed: "kernels-relaxed.wasm", plain: "kernels.wasm" };
const modules = new Map<string, WebAssembly.Module | undefined>();

/** The kernels in this flavour; undefined where the machine cannot run them, or they were not compiled. */
export function compiledModule(flavour: Flavour, shared = false): WebAssembly.Module | undefined {
  const key = `${flavour} ${shared}`;
  if (!modules.has(key)) modules.set(key, compile(flavour, shared));
  return modules.get(key);
}

function compile(flavour: Flavour, shared: boolean): WebAssembly.Module | undefined {
  const file = readCompiled(new URL(FILES[flavour], import.meta.url));
  if (file === undefined) return undefined;
  const bytes = shared ? file : withoutSharing(file);
  if (!WebAssembly.validate(bytes) && flavour === "relaxed") allowRelaxedSimd();
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}

/** The import of the memory as the file writes it: module "env", name "memory", kind 2 (a memory), and its limits' flags. */
const MEMORY_IMPORT = [3, ...new TextEncoder().encode("env"), 6, ...new TextEncoder().encode("memory"), 2];
/** Flags of limits: bit 0, there is a maximum; bit 1, the memory is shared. */
const HAS_MAXIMUM = 1;

/** The same file for a memory that is not shared; no kernel depends on it. */
function withoutSharing(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = bytes.findIndex((_, i) => MEMORY_IMPORT.every((byte, j) => bytes[i + j] === byte));
  if (at < 0) throw new Error("the compiled kernels do not import their memory as expected");
  const copy = bytes.slice();
  copy[at + MEMORY_IMPORT.length] = HAS_MAXIMUM;
  return copy;
}

/** The fastest flavour there is; undefined where none is. */
export function fastestFlavour(): Flavour | undefined {
  return (["relaxed", "plain"] as const).find((flavour) => compiledModule(flavour) !== undefined);
}

/** The kernels at work on this memory. */
export function joinKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
  if (kernels.writeConstants() > CONSTANTS_END) throw new Error("the kernels' constants need more room");
  return kernels;
}
