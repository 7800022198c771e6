/**
 * Maps positions in running JavaScript to positions in the source: of cells, of local modules, and of this
 * package's compiled files, which have a source map beside them.
 */
import { parseSourceMap, pathOf, readText, type SourceMap } from "#kernel/runner/script-files";
import type { CompiledCell, CompiledModule } from "../compiler/contract.js";
import type { KnownSource } from "../debug-support.js";
import { noteSource } from "./learner-names.js";
import { mappingsOf } from "./mappings.js";

/** A place in a source; line and column are counted from 1. */
export interface Place {
  /** `Cell [7]`, or the path of a file. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
  /** The run, if the source is a cell. */
  readonly run?: number;
}

interface Source {
  readonly name: string;
  readonly text: string;
  readonly run?: number;
  /** The number of lines in the script before the compiled JavaScript; they do not come from the source. */
  readonly linesBefore: number;
  /**
   * The number of lines of the compiled JavaScript; the lines after them do not come from the source either.
   */
  readonly lines: number;
  /** The mappings of its source map, as they are written there: of the rest of the map nothing is needed. */
  readonly mappings: string;
}

type Compiled = Pick<CompiledCell, "javascript" | "sourceMap">;

/**
 * The most source maps of scripts that stay parsed: those of one stack trace. A parsed map takes ten times the memory of
 * its text, and a long session has thousands of scripts.
 */
const MOST_PARSED = 16;

/** The script name of a run: V8 allows no blanks in it. */
export function scriptName(run: number): string {
  return `cell://${run}`;
}

export class Sources {
  private readonly scripts = new Map<string, Source>();
  private readonly files = new Map<string, SourceMap | undefined>();
  /** The parsed maps of scripts, in the order in which they were parsed. */
  private readonly parsed = new Map<Source, SourceMap | undefined>();

  /** Adds a cell; in its script, `linesBefore` lines precede the compiled JavaScript. */
  addCell(run: number, name: string, text: string, compiled: Compiled, linesBefore: number): void {
    const { sourceMap, javascript } = compiled;
    const lines = countLines(javascript);
    noteSource(text);
    this.add(scriptName(run), { name, text, run, mappings: mappingsOf(sourceMap), linesBefore, lines });
  }

  /** Adds a local module. */
  addModule({ path, sourceMap, javascript }: CompiledModule, linesBefore: number): void {
    const text = readText(path);
    const lines = countLines(javascript);
    this.add(path, { name: path, text, mappings: mappingsOf(sourceMap), linesBefore, lines });
  }

  private add(script: string, source: Source): void {
    const old = this.scripts.get(script);
    if (old !== undefined) this.parsed.delete(old);
    this.scripts.set(script, source);
  }

  /** Whether a script is a cell or a local module. */
  knows(script: string): boolean {
    return this.scripts.has(script);
  }

  /**
   * The place in the source of a line and column (counted from 1) of a script; undefined if there is none.
   */
  place(script: string, line: number, column: number): Place | undefined {
    const source = this.scripts.get(script);
    if (source === undefined) return this.filePlace(script, line, column);
    const inside = line - 1 - source.linesBefore;
    if (inside < 0 || inside >= source.lines) return undefined;
    const entry = this.mapOf(source)?.findEntry(inside, column - 1);
    if (entry === undefined || !("originalLine" in entry)) return undefined;
    const place = { source: source.name, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
    return source.run === undefined ? place : { ...place, run: source.run };
  }

  /** The text of a place's source, if it is a cell or a local module. */
  text(place: Place): string | undefined {
    return this.scripts.get(place.run === undefined ? place.source : scriptName(place.run))?.text;
  }

  /** The newest cells, at most so many, and all local modules, the oldest first. */
  known(mostCells: number): KnownSource[] {
    const all = [...this.scripts].map(([path, { name, text, run, mappings }]): KnownSource =>
      run === undefined ? { path, mappings } : { run, name, text, mappings },
    );
    const cells = all.filter((one) => "run" in one);
    const forgotten = new Set(cells.slice(0, Math.max(0, cells.length - mostCells)));
    return all.filter((one) => !("run" in one) || !forgotten.has(one));
  }

  /** The source of a run's cell. */
  cellOf(run: number): string | undefined {
    return this.scripts.get(scriptName(run))?.text;
  }

  private mapOf(source: Source): SourceMap | undefined {
    const known = this.parsed.get(source);
    if (known !== undefined) return known;
    const { name, mappings } = source;
    const map = parse(JSON.stringify({ version: 3, sources: [name], names: [], mappings }));
    this.parsed.set(source, map);
    if (this.parsed.size > MOST_PARSED) this.parsed.delete(this.parsed.keys().next().value!);
    return map;
  }

  private filePlace(script: string, line: number, column: number): Place | undefined {
    if (!script.endsWith(".js")) return undefined;
    const path = pathOf(script);
    if (!this.files.has(path)) this.files.set(path, parse(readText(`${path}.map`)));
    const entry = this.files.get(path)?.findEntry(line - 1, column - 1);
    if (entry === undefined || !("originalLine" in entry)) return undefined;
    return {
      source: path.replace(/\.js$/, ".ts"),
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    };
  }
}

function countLines(text: string): number {
  return text.split("\n").length;
}

function parse(json: string): SourceMap | undefined {
  if (json === "") return undefined;
  try {
    return parseSourceMap(json);
  } catch {
    return undefined;
  }
}
