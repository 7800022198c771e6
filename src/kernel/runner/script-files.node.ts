/**
 * The files behind the scripts that run: their source maps, and which of them are the kernel's. The twin for the
 * browser is `script-files.browser.ts`.
 */
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { fileURLToPath } from "node:url";

export { originalPlace } from "./original-place.js";
export type { SourceMap } from "node:module";

/** The notebook's folder, read now because a cell may change the current folder. */
export const FOLDER = process.cwd();
/** The folder of this package. */
export const PACKAGE = fileURLToPath(new URL("../../../../", import.meta.url));

/** Scripts whose frames are hidden: a learner can do nothing about them. */
const HIDDEN = [
  fileURLToPath(new URL("../", import.meta.url)),
  /[\\/]node_modules[\\/]tslab[\\/]/,
  /^node:/,
  /^evalmachine\./,
  /^internal\//,
];

/** Whether a script is the kernel's or Node's. */
export function isOfKernel(path: string): boolean {
  return HIDDEN.some((hidden) => (typeof hidden === "string" ? path.startsWith(hidden) : hidden.test(path)));
}

/** The path of a script, which may be named by its URL. */
export function pathOf(script: string): string {
  return script.startsWith("file:") ? fileURLToPath(script) : script;
}

/** The text of a file; empty if it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Reads a source map. Throws if the text is none. */
export function parseSourceMap(json: string): SourceMap {
  return new SourceMap(JSON.parse(json) as SourceMapPayload);
}

/** The folder from which relative paths are resolved: a cell may have changed it. */
export function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return "?";
  }
}
