/**
 * Reads a case of strangers' notebooks: a file of cells, each followed by what must be right of it.
 *
 * Lines that begin with `//@` are instructions: `title TEXT`; `file PATH`, whose lines follow, for a file beside
 * the notebook; `cell`, whose code follows; `expect KIND PATTERN` about the cell above. The kinds are `ok`,
 * `error`, `result`, `stdout`, `stderr`, `traceback` and `html` with a regular expression, `not-traceback` and `not-html`
 * with one that must not match, and `mime` with one for a MIME type.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Expectation {
  readonly kind: string;
  readonly pattern: string;
}

export interface CaseCell {
  readonly code: string;
  readonly expectations: readonly Expectation[];
}

export interface StrangersCase {
  readonly title: string;
  /** The contents of the files beside the notebook, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly cells: readonly CaseCell[];
}

/** The cases of a folder, in the order of their names. */
export function readCases(folder: string): StrangersCase[] {
  return readdirSync(folder)
    .filter((name) => /^\d.*\.ts$|\.cells$/.test(name))
    .sort()
    .map((name) => parseCase(readFileSync(join(folder, name), "utf8"), name));
}

function parseCase(text: string, name: string): StrangersCase {
  let title = name;
  const files = new Map<string, string>();
  const cells: { code: string; expectations: Expectation[] }[] = [];
  let take: (line: string) => void = () => undefined;
  for (const line of text.split("\n")) {
    const [, word = "", rest = ""] = /^\/\/@ ([\w-]+)(?: (.*))?$/.exec(line) ?? [];
    if (word === "") take(line);
    else if (word === "title") title = `${name}: ${rest}`;
    else if (word === "file") take = (more) => files.set(rest, `${files.get(rest) ?? ""}${more}\n`);
    else if (word === "cell") {
      const cell = { code: "", expectations: [] };
      cells.push(cell);
      take = (more) => (cell.code += cell.code === "" ? more : `\n${more}`);
    } else if (word === "expect") {
      const [kind = "", ...pattern] = rest.split(" ");
      cells.at(-1)?.expectations.push({ kind, pattern: pattern.join(" ") });
      take = () => undefined;
    } else throw new Error(`${name}: unknown instruction ${line}`);
  }
  return { title, files, cells };
}
