/**
 * Finds the TypeScript line of this package behind a line of `dist/bundle/`, whose files hold many modules
 * each (`kernel-setup/bundle.ts`).
 */
import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const BUNDLE = fileURLToPath(new URL("../../../bundle/", import.meta.url));

/** A line and a column of a file, counted from 1. */
export interface OriginalPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The source maps read so far, by file; undefined for a file that has none, as in a sandbox. */
const maps = new Map<string, SourceMap | undefined>();

/** The place in the sources; undefined if the file is not a bundle, or its source map is missing. */
export function originalPlace(file: string, line: number, column: number): OriginalPlace | undefined {
  if (!file.startsWith(BUNDLE)) return undefined;
  const map = maps.has(file) ? maps.get(file) : readMap(file);
  const found = map?.findEntry(line - 1, column - 1);
  if (found === undefined || !("originalSource" in found)) return undefined;
  return {
    file: path.resolve(path.dirname(file), found.originalSource),
    line: found.originalLine + 1,
    column: found.originalColumn + 1,
  };
}

/** Reads a source map when the first error comes from its file: that takes some 30 ms. */
function readMap(file: string): SourceMap | undefined {
  let map: SourceMap | undefined;
  try {
    map = new SourceMap(
      JSON.parse(readFileSync(`${file}.map`, "utf8")) as ConstructorParameters<typeof SourceMap>[0],
    );
  } catch {
    map = undefined;
  }
  maps.set(file, map);
  return map;
}
