/**
 * The compiler options for cells: strict checks, the libraries of the running JavaScript engine, and the types of the DOM
 * (figures are DOM nodes) without its globals, which Node does not have.
 */
import { CONDITIONS, TYPE_PACKAGES, TYPE_ROOTS, WEB_TYPES } from "#kernel/compiler/installation";
import { runtimeLibraries } from "./runtime-library.js";
import ts from "./typescript.js";
import { withoutTypes } from "./web-types.js";

/** The library of the DOM's types, which the kernel's own declarations need. */
export const DOM_TYPES: readonly string[] = ["lib.dom.d.ts"];

export const COMPILER_OPTIONS: ts.CompilerOptions = {
  // The newest version whose whole syntax Node 20 supports, including the flag `v` of regular expressions.
  target: ts.ScriptTarget.ES2024,
  // Cells are modules, so that they may contain top-level `await`; `module-syntax.ts` writes their imports as
  // calls of `require`.
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  customConditions: [...CONDITIONS],
  resolveJsonModule: true,
  allowJs: true,
  esModuleInterop: true,
  lib: [...runtimeLibraries(), ...DOM_TYPES],
  types: [...TYPE_PACKAGES],
  typeRoots: [...TYPE_ROOTS],
  strict: true,
  noUncheckedIndexedAccess: false,
  // While a notebook is being written, these are no mistakes.
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  preserveConstEnums: true,
  skipLibCheck: true,
  sourceMap: true,
  newLine: ts.NewLineKind.LineFeed,
};

/**
 * The DOM's library without its variables and functions: a cell may use the type `SVGSVGElement`, but `name`,
 * `print` or `document` do not exist in Node, and a misspelt word must not be mistaken for one of them.
 * Constructors are removed, too; `@types/node` declares those that Node has, but only if the DOM's library
 * does not declare them. The types that `@types/node` declares as a whole are removed as well: an object would
 * have two types at once.
 */
export function domTypesOnly(library: string): string {
  return withoutTypes(library, WEB_TYPES)
    .replace(/^declare var \w+: \{\n(?:[ ].*\n|\n)*?\};?$/gm, "")
    .replace(/^declare (?:var|const|function) .*$/gm, "")
    .replace(/^ *\/\*\*[\s\S]*?\*\/\n/gm, "");
}
