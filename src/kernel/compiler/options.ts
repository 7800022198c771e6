/**
 * How cells are checked: strict, for what the running Node has, with the types of the DOM (figures are DOM nodes) but not its
 * globals, which Node does not have.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runtimeLibraries } from "./runtime-library.js";
import ts from "./typescript.js";

/** The folder of this package: the first above this file that holds a `package.json`. */
export const PACKAGE_ROOT = packageRoot(dirname(fileURLToPath(import.meta.url)));

function packageRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : packageRoot(dirname(folder));
}

/** Where `@types/node` lies, wherever npm has put it. */
const typeRoot = dirname(dirname(createRequire(import.meta.url).resolve("@types/node/package.json")));

export const COMPILER_OPTIONS: ts.CompilerOptions = {
  // The newest whose syntax Node 20 has, the flag `v` of regular expressions included.
  target: ts.ScriptTarget.ES2024,
  // Cells are modules (top-level await in every form); `imports.ts` writes their imports as calls of `require`.
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  allowJs: true,
  esModuleInterop: true,
  lib: [...runtimeLibraries(), "lib.dom.d.ts"],
  types: ["node"],
  typeRoots: [typeRoot],
  strict: true,
  noUncheckedIndexedAccess: false,
  // In a notebook these are steps on the way, not mistakes.
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  preserveConstEnums: true,
  skipLibCheck: true,
  sourceMap: true,
  newLine: ts.NewLineKind.LineFeed,
};

/**
 * The DOM's library without its variables and functions: a cell may hold an `SVGSVGElement`, but `name`, `print` or
 * `document` are not there in Node, and a misspelt word must not be taken for one of them. Constructors go as well;
 * those that Node has are declared by `@types/node`, which steps back where it sees the DOM's.
 */
export function domTypesOnly(library: string): string {
  return library
    .replace(/^declare var \w+: \{\n(?:[ ].*\n|\n)*?\};?$/gm, "")
    .replace(/^declare (?:var|const|function) .*$/gm, "")
    .replace(/^ *\/\*\*[\s\S]*?\*\/\n/gm, "");
}
