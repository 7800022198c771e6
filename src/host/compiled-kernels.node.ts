/**
 * The kernels compiled to WebAssembly, in Node: files beside the code. The twin for the browser is
 * `compiled-kernels.browser.ts`.
 */
import { readFileSync } from "node:fs";
import { arch, versions } from "node:process";
import { setFlagsFromString } from "node:v8";

/** The versions of V8 whose wide vectors the tests try: those of Node 24 and 26. */
const WITH_WIDE_VECTORS = ["13.6", "14.6"];

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

/**
 * Has V8 compile two operations on neighbouring vectors of 128 bits to one on 256 bits, where the processor can (AVX2).
 * Each number is computed as before, so that no bit changes. V8 calls this experimental: so it is enabled only in the
 * versions that the tests try.
 * @returns whether this version does so
 */
export function allowWideVectors(): boolean {
  const [major, minor] = versions.v8.split(".");
  if (arch !== "x64" || !WITH_WIDE_VECTORS.includes(`${major}.${minor}`)) return false;
  setFlagsFromString("--experimental-wasm-revectorize");
  return true;
}
