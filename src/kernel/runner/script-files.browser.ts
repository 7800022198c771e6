/**
 * The scripts that run in a worker of a page: their source maps, and which of them are the kernel's. The twin for
 * Node is `script-files.node.ts`.
 */
import { decodeMappings, type Segment } from "./mappings.js";

/** The cells' folder; a page has none. */
export const FOLDER = "/";
/** The folder of the scripts of kernel and engine. */
export const PACKAGE = new URL("./", import.meta.url).href;

/** Scripts whose frames are hidden: a learner can do nothing about them. */
const HIDDEN = /^internal\/|\/(?:runner|kernel-[^/]*)\.js$/;

/** Whether a script is the kernel's. */
export function isOfKernel(path: string): boolean {
  return HIDDEN.test(path);
}

/** Scripts are known by their URL. */
export function pathOf(script: string): string {
  return script;
}

/** No source stands beside a script of the page. */
export function readText(): string {
  return "";
}

/** The scripts of the page have no source maps. */
export function originalPlace(): undefined {
  return undefined;
}

/** A place found in a source map; lines and columns are counted from 0. */
interface Entry {
  readonly originalLine: number;
  readonly originalColumn: number;
}

/** A source map that was read. */
export interface SourceMap {
  /** The entry at a position of the compiled text, or the last before it. */
  findEntry(line: number, column: number): Entry | undefined;
}

/** Reads a source map of one source. */
export function parseSourceMap(json: string): SourceMap {
  const { mappings } = JSON.parse(json) as { mappings: string };
  const lines = decodeMappings(mappings);
  return {
    findEntry(line, column) {
      const found =
        (lines[line] ?? []).findLast((segment) => segment.column <= column) ?? lastBefore(lines, line);
      return found && { originalLine: found.originalLine, originalColumn: found.originalColumn };
    },
  };
}

function lastBefore(lines: readonly (readonly Segment[])[], line: number): Segment | undefined {
  for (let at = Math.min(line, lines.length) - 1; at >= 0; at--) {
    const last = lines[at].at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}

export function currentFolder(): string {
  return FOLDER;
}
