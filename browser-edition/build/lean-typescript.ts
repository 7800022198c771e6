/**
 * TypeScript's compiler without the parts that the kernel never calls: its server, refactorings and repairs.
 *
 * `typescript.js` is one function whose last act is to export everything, so that a bundler keeps everything. Here
 * its text becomes an ES module that exports the names the kernel uses; esbuild then leaves out what none of them
 * needs. The version of TypeScript is pinned exactly, and the build fails where the text has another form.
 */
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "esbuild";

const BEGIN = "var ts = {}; ((module) => {";
const END = "// Annotate the CommonJS export names";
const EXPORT = "module.exports = __toCommonJS(typescript_exports);";
/** Functions that enter a repair or a refactoring into a list, which the kernel never reads. */
const ENTERS = /^(?=register(?:CodeFix|Refactor)\()/gm;

/** Loads TypeScript for these folders of compiled code. */
export function leanTypeScript(...folders: readonly string[]): Plugin {
  return {
    name: "lean TypeScript",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path: file }) => ({
        contents: lean(await readFile(file, "utf8"), namesUsedIn(folders)),
        loader: "js",
      }));
    },
  };
}

function lean(text: string, used: ReadonlySet<string>): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < 0 || !text.includes(EXPORT)) throw new Error("typescript.js has another form");
  const body = text
    .slice(begin + BEGIN.length, end)
    .replace(EXPORT, "")
    // A list of exports that nobody reads is left out if the call that makes it has no other effect.
    .replaceAll(/^var (\w+) = \{\};\n__export\(\1, /gm, "var $1 = /* @__PURE__ */ exported(")
    .replaceAll(ENTERS, "/* @__PURE__ */ ")
    .replace(/^var typescript_exports = [^]*?^\}\);$/m, (list) =>
      list.replaceAll(/^ {2}(\w+): .*\n/gm, (line, name: string) => (used.has(name) ? line : "")),
    );
  return `function exported(list) { const made = {}; __export(made, list); return made; }\n${body}\nexport default typescript_exports;\n`;
}

/** The members of `ts` and of its internal part that compiled code names. */
function namesUsedIn(folders: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const folder of folders)
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".js"),
    ))
      for (const [, name] of readFileSync(path.join(folder, file), "utf8").matchAll(
        /\b(?:ts|internals)\.(\w+)/g,
      ))
        names.add(name);
  return names;
}
