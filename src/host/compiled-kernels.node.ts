/**
 * The kernels compiled to WebAssembly, in Node: files beside the code. The twin for the browser is
 * `compiled-kernels.browser.ts`.
 */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";

/** The content of a compiled file; undefined if the file does not exist. */
export function readCompiled(file: URL): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Enables relaxed SIMD, which Node 20 supports only with a flag; later versions enable it by default. */
export function allowRelaxedSimd(): void {
  setFlagsFromString("--experimental-wasm-relaxed-simd");
}
