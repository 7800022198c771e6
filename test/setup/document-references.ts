/**
 * The references of Markdown documents to the repository: paths in backticks, links, anchors and npm scripts, each resolved
 * against the files that exist.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import MarkdownIt from "markdown-it";

const EXTENSION = /\.(?:ts|js|cjs|mjs|json|md|py|txt|lock|html|css|ipynb|svg|png|wasm)$/;
/** Characters of code, of commands and of sentences, which no path of this repository has. */
const CODE = /[\s=(){}$"'|:;,…]/;
/** Places outside the clone (absolute, in the home folder, beside the clone), comments and tags. */
const OUTSIDE = /^(?:\/|~\/|\.\.\/|<)/;
/** A kind of file rather than a file: `.ipynb`. */
const EXTENSION_ALONE = /^\.\w+$/;
/** What a path has where the reader puts a name: `<name>`, or `NN-name` for a lesson. */
const PLACEHOLDER = /<[^<>]+>|\bNN-name\b|\*+/g;

/** Whether a text in backticks means a file or a folder: it has a slash or the extension of a file, and is not code. */
export function isPath(text: string): boolean {
  return (
    !CODE.test(text) &&
    !OUTSIDE.test(text) &&
    !EXTENSION_ALONE.test(text) &&
    (text.includes("/") || EXTENSION.test(text))
  );
}

export interface References {
  /** The paths in backticks, by section: one list for each heading of the first or second level. */
  readonly sections: readonly (readonly string[])[];
  /** The targets of links and pictures. */
  readonly links: readonly string[];
  /** The names after `npm run`. */
  readonly scripts: readonly string[];
  /** The names under which GitHub links to the headings. */
  readonly anchors: ReadonlySet<string>;
}

export function referencesOf(markdown: string): References {
  const sections: string[][] = [[]];
  const links: string[] = [];
  const scripts: string[] = [];
  const headings: string[] = [];
  const tokens = new MarkdownIt({ html: true }).parse(markdown, {});
  for (const [i, token] of tokens.entries()) {
    if (token.type === "heading_open") {
      if (token.tag <= "h2") sections.push([]);
      headings.push((tokens[i + 1].children ?? []).map(({ content }) => content).join(""));
    }
    if (token.type === "fence" || token.type === "code_block") scripts.push(...scriptsIn(token.content));
    for (const child of token.children ?? []) {
      const target = child.attrGet(child.type === "image" ? "src" : "href");
      if (target !== null) links.push(decodeURIComponent(String(target)));
      if (child.type !== "code_inline") continue;
      scripts.push(...scriptsIn(child.content));
      if (isPath(child.content)) sections[sections.length - 1].push(child.content);
    }
  }
  return { sections, links, scripts, anchors: anchorsOf(headings) };
}

function scriptsIn(code: string): string[] {
  return [...code.matchAll(/\bnpm run\s+(?:--?\w+\s+)*([\w:-]+)/g)].map(([, name]) => name);
}

/** GitHub's anchors: lower case, letters, digits, hyphens and underscores only; a repeated heading is numbered. */
function anchorsOf(headings: readonly string[]): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const heading of headings) {
    const slug = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let times = 1; anchors.has(anchor); times++) anchor = `${slug}-${times}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The files and folders of a repository, by their paths from its root, with `/`. */
export class Repository {
  private readonly entries: readonly string[];
  private readonly madeAtRunTime: readonly RegExp[];

  /** @param gitignore the text of `.gitignore`: the places that commands make, which may be missing */
  constructor(entries: readonly string[], gitignore: string) {
    this.madeAtRunTime = gitignore
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map(ignorePattern);
    this.entries = entries.filter((entry) => !this.isMadeAtRunTime(entry));
  }

  static at(root: string): Repository {
    const gitignore = readFileSync(path.join(root, ".gitignore"), "utf8");
    const { madeAtRunTime } = new Repository([], gitignore);
    const entries: string[] = [];
    const visit = (folder: string): void => {
      for (const found of readdirSync(path.join(root, folder), { withFileTypes: true })) {
        const entry = folder === "" ? found.name : `${folder}/${found.name}`;
        if (found.name === ".git" || madeAtRunTime.some((pattern) => pattern.test(entry))) continue;
        entries.push(entry);
        if (found.isDirectory()) visit(entry);
      }
    };
    visit("");
    return new Repository(entries, gitignore);
  }

  get documents(): readonly string[] {
    return this.entries.filter((entry) => entry.endsWith(".md"));
  }

  has(entry: string): boolean {
    return this.entries.includes(entry);
  }

  isMadeAtRunTime(entry: string): boolean {
    return this.madeAtRunTime.some((pattern) => pattern.test(entry));
  }

  /** The entries that a path in one of these folders means; several where it has placeholders. */
  private matching(folders: string, written: string): readonly string[] {
    const pattern = new RegExp(`^${folders}${written.split(PLACEHOLDER).map(escaped).join("[^/]*")}$`);
    return this.entries.filter((entry) => pattern.test(entry));
  }

  /**
   * What is wrong with the paths of a section. A path is written from the root, from `src/`, from a folder that a path before it
   * in the section names or lies in, or as the end of a path that no other path has.
   */
  faultsOf(section: readonly string[]): readonly string[] {
    const faults: string[] = [];
    const folders = new Set(["", "src/"]);
    for (const written of section) {
      const name = written.replace(/\/$/, "");
      if (this.isMadeAtRunTime(name)) continue;
      const near = this.matching(`(?:${[...folders].map(escaped).join("|")})`, name);
      const found = near.length > 0 ? near : this.matching("(?:.*/)", name);
      const parents = new Set(found.map((entry) => path.posix.dirname(entry)));
      if (found.length === 0) faults.push(`${written} does not exist`);
      else if (near.length === 0 && parents.size > 1)
        faults.push(`${written} is ambiguous: ${found.slice(0, 3).join(", ")}`);
      for (const folder of [...found, ...parents]) folders.add(`${folder}/`);
    }
    return faults;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A line of `.gitignore`: with a slash before its end it counts from the root, else anywhere; what lies inside is ignored too. */
function ignorePattern(line: string): RegExp {
  const name = line.replace(/\/$/, "");
  const start = name.includes("/") ? "^" : "(?:^|/)";
  const parts = name.replace(/^\//, "").split("*").map(escaped);
  return new RegExp(`${start}${parts.join("[^/]*")}(?:/|$)`);
}
