/**
 * The scripts in which a person can set breakpoints: cells, and files beside the notebook. Each leads from lines of
 * its source to positions of the JavaScript that runs, and back.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { SourcePlace } from "../compiler/contract.js";
import type { KnownSource } from "../debug-support.js";
import { decodeMappings, mappingsOf, type Segment } from "../runner/mappings.js";
import type { RunRequest } from "../runner/messages.js";
import { scriptName } from "../runner/sources.js";
import { cellPath } from "./cell-paths.js";

/** A position of a script or of its source, counted from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A position of the source, and where the script runs it. */
interface Breakable extends Position {
  readonly positions: readonly Position[];
}

/** The lines of a script before the first line of its source: the function's head, and the names it is given. */
export const LINES_BEFORE = 2;

/** How many cells of the past are known: functions of older ones are stepped over. */
export const MOST_CELLS = 500;

interface Compiled {
  readonly url: string;
  readonly path: string;
  readonly name: string;
  /** Undefined for a file, which is read once somebody asks for it: hardly any is debugged. */
  readonly text?: string;
  /** Those of the source map; undefined for JavaScript that runs as it is. */
  readonly mappings?: string;
  readonly isCell: boolean;
}

export class Script {
  readonly url: string;
  readonly path: string;
  readonly name: string;
  readonly isCell: boolean;
  private read: string | undefined;
  private readonly mappings: string | undefined;
  private decoded: readonly (readonly Segment[])[] | undefined;

  constructor({ url, path, name, text, mappings, isCell }: Compiled) {
    this.url = url;
    this.path = path;
    this.name = name;
    this.read = text;
    this.isCell = isCell;
    this.mappings = mappings;
  }

  /** The source; empty if its file cannot be read any more. */
  get text(): string {
    this.read ??= readText(this.path) ?? "";
    return this.read;
  }

  /** Whether lines were compiled, so that a script begins with lines of its own. */
  get isCompiled(): boolean {
    return this.mappings !== undefined;
  }

  /** The position in the source; undefined where the compiler has added code. */
  toSource({ line, column }: Position): Position | undefined {
    if (this.mappings === undefined) return { line, column };
    const segment = this.segments[line - 1]?.findLast((one) => one.column <= column);
    return segment && { line: segment.originalLine, column: segment.originalColumn };
  }

  /**
   * Where the script runs a line of the source, or the next line below that has code: the line, and the positions of the
   * code that its first column was compiled to. There are several where a loop was compiled twice, and where an `await` was
   * made the argument of a call: which of the two positions comes first depends on the statement.
   */
  toScript(line: number): Breakable | undefined {
    const last = this.text.split("\n").length;
    if (this.mappings === undefined)
      return line < last ? { line, column: 0, positions: [{ line, column: 0 }] } : undefined;
    for (let at = line; at < last; at += 1) {
      const found = this.breakableIn(at);
      if (found.positions.length > 0) return found;
    }
    return undefined;
  }

  /** A position of the source as the compiler is asked about it. */
  place({ line, column }: Position): SourcePlace {
    return { code: this.text, line, column, isCell: this.isCell };
  }

  private breakableIn(line: number): Breakable {
    const rows = this.segments
      .map((segments, index) => ({ line: index + 1, segments }))
      .filter(({ segments }) => segments.some((one) => one.originalLine === line));
    const columns = rows.flatMap(({ segments }) =>
      segments.flatMap((one) => (one.originalLine === line ? [one.originalColumn] : [])),
    );
    const column = Math.min(...columns);
    const positions = rows.flatMap((row): Position[] => {
      const first = row.segments.find(
        (one) => one.originalLine === line && one.originalColumn === column,
      )?.column;
      if (first === undefined) return [];
      const inner = argumentOfCall(row.segments);
      return (inner === undefined ? [first] : [first, inner]).map((at) => ({ line: row.line, column: at }));
    });
    return { line, column, positions };
  }

  /** The segments of each line of the compiled code, which begins in the script's second line. */
  private get segments(): readonly (readonly Segment[])[] {
    this.decoded ??= decodeMappings(this.mappings ?? "");
    return this.decoded;
  }
}

export class Scripts {
  /** The scripts by the names under which the inspector knows them. */
  private readonly byUrl = new Map<string, Script>();
  /** The newest script of each path. */
  private readonly byPath = new Map<string, Script>();
  /** The names of the scripts by the inspector's identifiers. */
  private readonly urls = new Map<string, string>();
  /** The texts of cells that have not run, by path. */
  private readonly dumped = new Map<string, string>();

  /** A cell is about to run: adds it, and the local modules that were compiled with it. */
  add({ run, name, code, compiled }: RunRequest): Script[] {
    const { sourceMap, modules } = compiled;
    const files = modules.map(({ path, sourceMap: map }) => ({ path, mappings: mappingsOf(map) }));
    const cell = { run, name, text: code, mappings: mappingsOf(sourceMap) };
    const added = [...files, cell].map((one) => this.remember(scriptOf(one)));
    const cells = [...this.byUrl.values()].filter((one) => one.isCell);
    if (cells.length > MOST_CELLS) this.forget(cells[0]!);
    return added;
  }

  /** Adds what has run before anything was remembered here, the oldest first. */
  recall(known: readonly KnownSource[]): void {
    const present = [...this.byUrl.values()];
    for (const script of [...known.map(scriptOf), ...present]) this.remember(script);
  }

  /** The runner has read a file of JavaScript that it runs as it is. */
  addFile(url: string): Script | undefined {
    if (!url.startsWith("file:") || this.byUrl.has(url)) return undefined;
    const path = fileURLToPath(url);
    const text = readText(path);
    if (text === undefined) return undefined;
    return this.remember(new Script({ url, path, name: basename(path), text, isCell: false }));
  }

  /** A front end names a cell by its text; returns its path. */
  dump(code: string): string {
    const path = cellPath(code);
    this.dumped.set(path, code);
    return path;
  }

  /** The inspector has told a script. */
  identify(scriptId: string, url: string): void {
    this.urls.set(scriptId, url);
  }

  withId(scriptId: string): Script | undefined {
    const url = this.urls.get(scriptId);
    return url === undefined ? undefined : this.byUrl.get(url);
  }

  withUrl(url: string): Script | undefined {
    return this.byUrl.get(url);
  }

  withPath(path: string): Script | undefined {
    return this.byPath.get(path);
  }

  /** The text of a cell that a front end has named. */
  dumpedText(path: string): string | undefined {
    return this.dumped.get(path);
  }

  /** The files beside the notebook, in the order in which they were loaded. */
  files(): Script[] {
    return [...this.byPath.values()].filter((one) => !one.isCell);
  }

  /** The runner has ended, and with it all scripts. */
  clear(): void {
    this.byUrl.clear();
    this.byPath.clear();
    this.urls.clear();
  }

  private remember(script: Script): Script {
    this.byUrl.delete(script.url);
    this.byUrl.set(script.url, script);
    this.byPath.set(script.path, script);
    return script;
  }

  private forget(script: Script): void {
    this.byUrl.delete(script.url);
    if (this.byPath.get(script.path) === script) this.byPath.delete(script.path);
  }
}

function scriptOf(known: KnownSource): Script {
  const { mappings } = known;
  if ("run" in known) {
    const { run, name, text } = known;
    return new Script({ url: scriptName(run), path: cellPath(text), name, text, mappings, isCell: true });
  }
  const { path } = known;
  return new Script({ url: pathToFileURL(path).href, path, name: basename(path), mappings, isCell: false });
}

/** The column of an expression that the compiler has made the argument of a call: both come from the same position. */
function argumentOfCall(segments: readonly Segment[]): number | undefined {
  const isSame = (a: Segment, b: Segment): boolean =>
    a.originalLine === b.originalLine && a.originalColumn === b.originalColumn;
  const outer = segments.find((one, index) => segments.slice(index + 1).some((other) => isSame(one, other)));
  return outer && segments.findLast((one) => isSame(one, outer))?.column;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
