/**
 * The kernels compiled to WebAssembly, in Node: files beside the code. The twin for the browser is
 * `compiled-kernels.browser.ts`.
 */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";

/** The content of a compiled file; undefined where there is none. */
export function readCompiled(file: URL): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Node 20 knows relaxed SIMD but wants to be asked; later ones have it. */
export function allowRelaxedSimd(): void {
  setFlagsFromString("--experimental-wasm-relaxed-simd");
}
