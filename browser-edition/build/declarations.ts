/**
 * The files that the compiler reads in a browser: the declarations of the language, of the engine and of the
 * kernel's globals, and TypeScript's messages in French.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { translationByCodes } from "./compiler-messages.js";
import { domTypesOf } from "./dom-types.js";

/** Where the compiler finds them in the browser (`installation.browser.ts`, `virtual-system.ts`). */
const LIBRARY = "/node_modules/typescript/lib";
const PACKAGE = "/node_modules/neurones";
const GLOBALS = "/node_modules/@types/browser/index.d.ts";

/** The declarations that are public, and those of the kernel. */
const ENTRIES = ["src/index.d.ts", "src/tfjs/index.d.ts", "src/kernel/cell-globals.d.ts"];

const MESSAGES = "diagnosticMessages.generated.json";
/** Libraries that cells are never checked against: those of older editions as a whole, of workers and scripts. */
const UNUSED =
  /^lib\.(?:d|es5\.full|es6|.*\.full|webworker.*|scripthost|dom\.(?!d\.ts$).*|.*\.temporal)(?:\.d)?\.ts$/;

/** The text of each file by its path. */
export function declarations(root: string): Record<string, string> {
  const typescript = path.dirname(ts.getDefaultLibFilePath({}));
  const compiled = path.join(root, "dist");
  const found: Record<string, string> = {};
  for (const name of readdirSync(typescript))
    if (/^lib\..*\.d\.ts$/.test(name) && !UNUSED.test(name))
      found[`${LIBRARY}/${name}`] = readFileSync(path.join(typescript, name), "utf8");
  found[`${LIBRARY}/fr/${MESSAGES}`] = translationByCodes(
    readFileSync(path.join(typescript, "fr", MESSAGES), "utf8"),
  );
  for (const file of reachedFrom(
    ENTRIES.map((entry) => path.join(compiled, entry)),
    compiled,
  ))
    found[`${PACKAGE}/dist/${path.relative(compiled, file).replaceAll(path.sep, "/")}`] = withoutMap(
      readFileSync(file, "utf8"),
    );
  found[`${PACKAGE}/package.json`] = `{ "name": "neurones", "type": "module" }`;
  found[GLOBALS] = readFileSync(path.join(root, "browser-edition", "build", "globals.d.txt"), "utf8");
  const ours = Object.entries(found).filter(([file]) => !file.startsWith(LIBRARY));
  const dom = `${LIBRARY}/lib.dom.d.ts`;
  found[dom] = domTypesOf(found[dom], ours.map(([, text]) => text).join("\n"));
  return found;
}

/** The declarations of this package that these files lead to. */
function reachedFrom(entries: readonly string[], compiled: string): string[] {
  const program = ts.createProgram(entries, {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noLib: true,
    types: [],
  });
  return program
    .getSourceFiles()
    .map(({ fileName }) => path.normalize(fileName))
    .filter((file) => file.startsWith(compiled + path.sep));
}

function withoutMap(text: string): string {
  return text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
}
