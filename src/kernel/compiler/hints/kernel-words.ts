/** Names that other kernels give to cells, each with what to write instead. */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Hint } from "./finding.js";

/** The MIME type that each shorthand of another kernel stands for. */
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  md: "text/markdown",
  markdown: "text/markdown",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  gif: "image/gif",
  text: "text/plain",
  latex: "text/latex",
  javascript: "application/javascript",
};

/** What Node has in the place of the functions of Deno that notebooks use most. */
const NODE: Readonly<Record<string, string>> = {
  readTextFile: 'readFile(path, "utf8"), "node:fs/promises"',
  readTextFileSync: 'readFileSync(path, "utf8"), "node:fs"',
  writeTextFile: 'writeFile(path, text), "node:fs/promises"',
  writeTextFileSync: 'writeFileSync(path, text), "node:fs"',
  readFile: 'readFile(path), "node:fs/promises"',
  readFileSync: 'readFileSync(path), "node:fs"',
  readDir: 'readdir(path), "node:fs/promises"',
  readDirSync: 'readdirSync(path), "node:fs"',
  env: "process.env",
  args: "process.argv",
  cwd: "process.cwd()",
  exit: "process.exit()",
  Command: 'spawn(…), "node:child_process"',
};

const KERNELS: ReadonlyMap<string, string> = new Map([
  ["Deno", "Deno"],
  ["$$", "IJavascript"],
  ["tslab", "tslab"],
  ["ijs", "xeus-javascript"],
  ["polyglotNotebooks", ".NET Interactive"],
]);

/** The hint for `Deno.jupyter.html`, `$$.html(…)`, `tslab.display.html(…)` and the other members of these names. */
export const kernelWord: Hint = ({ word, node }) => {
  const kernel = KERNELS.get(word);
  if (kernel === undefined) return undefined;
  const members = membersOf(node());
  const type = TYPES[members.at(-1) ?? ""];
  const place = word === "Deno" ? NODE[members[0] ?? ""] : undefined;
  if (place !== undefined) return instead(word, kernel, place);
  return instead(word, kernel, type === undefined ? "display(…)" : `display({ "${type}": … })`);
};

function instead(word: string, kernel: string, here: string): Sentence {
  const [code, module] = here.split(/, (?="node:)/);
  const from: Sentence =
    module === undefined
      ? { fr: "", en: "" }
      : { fr: `, du module ${module}`, en: `, of the module ${module}` };
  return {
    fr: `\`${word}\` vient de ${kernel} ; ici : ${code}${from.fr}.`,
    en: `\`${word}\` is a name of ${kernel}; here: ${code}${from.en}.`,
  };
}

/** The names after the dots: `jupyter` and `html` for `Deno` in ``Deno.jupyter.html`…` ``. */
function membersOf(node: ts.Node | undefined): string[] {
  const { parent } = node ?? {};
  if (node === undefined || parent === undefined || !ts.isPropertyAccessExpression(parent)) return [];
  return parent.expression === node ? [parent.name.text, ...membersOf(parent)] : [];
}
