/**
 * TypeScript's compiler without the parts that the kernel never calls: its server, refactorings, repairs, the help of
 * its command, and what compiles for engines of before 2022.
 *
 * `typescript.js` is one function whose last act is to export everything, so that a bundler keeps everything. Here
 * its text becomes an ES module that exports the names the kernel uses; esbuild then leaves out what none of them
 * needs. The version of TypeScript is pinned exactly, and the build fails where the text has another form.
 */
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "esbuild";
import { separateMessages } from "./compiler-messages.js";

const BEGIN = "var ts = {}; ((module) => {";
const END = "// Annotate the CommonJS export names";
const EXPORT = "module.exports = __toCommonJS(typescript_exports);";

/** Parts whose statements change nothing that other parts read, but enter functions into lists of the server. */
const APART = /^\/\/ src\/(?:server|services\/(?:codefixes|refactors))\//;
const TRANSFORMERS = /^\/\/ src\/compiler\/transformer\.ts/;
const OPTIONS = /^\/\/ src\/compiler\/commandLineParser\.ts/;

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
    .split(/^(?=\/\/ src\/)/m)
    .map(leanPart)
    .join("")
    // A list of exports that nobody reads is left out if the call that makes it has no other effect.
    .replaceAll(/^var (\w+) = \{\};\n__export\(\1, /gm, "var $1 = /* @__PURE__ */ exported(")
    .replace(/^var typescript_exports = [^]*?^\}\);$/m, (list) =>
      list.replaceAll(/^ {2}(\w+): .*\n/gm, (line, name: string) => (used.has(name) ? line : "")),
    );
  return `function exported(list) { const made = {}; __export(made, list); return made; }\n${separateMessages(body)}\nexport default typescript_exports;\n`;
}

/** The text of one source file. */
function leanPart(text: string): string {
  const part = withPureNamespaces(text);
  if (APART.test(text)) return withoutEffects(part);
  if (TRANSFORMERS.test(text)) return forNewEngines(part);
  if (OPTIONS.test(text)) return withoutHelp(part);
  return part;
}

/** Makes each namespace the value of a call without other effects, so that one which nobody reads is left out. */
function withPureNamespaces(text: string): string {
  return text.replaceAll(
    /^var (\w+);\n\(\((\w+)\) => \{\n([^]*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gm,
    "var $1 = /* @__PURE__ */ (($2) => {\n$3  return $2;\n})({});",
  );
}

/** Takes out what a part does as it is loaded, besides declaring functions and classes. */
function withoutEffects(text: string): string {
  return text
    .replaceAll(/^register(?:CodeFix|Refactor)\([^]*?^\}\);\n/gm, "")
    .replaceAll(/^_\w+\.\w+ = (?:.*;|\{[^]*?^\};)\n/gm, "")
    .replaceAll(
      /^var (\w+) = (?=\w+\()|(?=\bObject\.keys\(Diagnostics\))/gm,
      (found) => `${found}/* @__PURE__ */ `,
    );
}

/** Takes out the transformations of syntax that every browser with WebAssembly's vectors has, of JSX and to SystemJS. */
function forNewEngines(text: string): string {
  let count = 0;
  const shorter = text.replaceAll(
    /^ {2}if \((?:languageVersion < [2-8] .*|compilerOptions\.experimentalDecorators|getJSXTransformEnabled\(compilerOptions\))\) \{\n[^]*?^ {2}\}\n|^ +case 4 .*\n +return transformSystemModule;\n/gm,
    () => {
      count++;
      return "";
    },
  );
  if (count !== 10) throw new Error("TypeScript's transformations have another form");
  return shorter;
}

/** Takes out the texts that the command `tsc` prints about its options. */
function withoutHelp(text: string): string {
  return text.replaceAll(/^ +(?:description|category|defaultValueDescription): Diagnostics\.\w+,?\n/gm, "");
}

/** The members of `ts` and of its internal part that compiled code names. */
function namesUsedIn(folders: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const folder of folders)
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".js"),
    ))
      for (const [, name] of readFileSync(path.join(folder, file), "utf8").matchAll(
        /\b(?:ts|internals)\s*\.(\w+)/g,
      ))
        names.add(name);
  return names;
}
