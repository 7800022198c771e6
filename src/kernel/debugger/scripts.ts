/** The scripts in which a person can set breakpoints, by their paths, their names and the inspector's identifiers. */
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { KnownSource } from "../debug-support.js";
import { mappingsOf } from "../runner/mappings.js";
import type { RunRequest } from "../runner/messages.js";
import { scriptName } from "../runner/sources.js";
import { cellPath } from "./cell-paths.js";
import { readText, Script } from "./script.js";

/** How many cells of the past are known: functions of older ones are stepped over. */
export const MOST_CELLS = 500;

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
