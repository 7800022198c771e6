/**
 * A script in which a person can set breakpoints, a cell or a file beside the notebook: leads from lines of its source to
 * positions of the JavaScript that runs, and back.
 */
import { readFileSync } from "node:fs";
import type { SourcePlace } from "../compiler/contract.js";
import { decodeMappings, type Segment } from "../runner/mappings.js";

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

/** The column of an expression that the compiler has made the argument of a call: both come from the same position. */
function argumentOfCall(segments: readonly Segment[]): number | undefined {
  const isSame = (a: Segment, b: Segment): boolean =>
    a.originalLine === b.originalLine && a.originalColumn === b.originalColumn;
  const outer = segments.find((one, index) => segments.slice(index + 1).some((other) => isSame(one, other)));
  return outer && segments.findLast((one) => isSame(one, outer))?.column;
}

/** The text of a file; undefined if it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
