/**
 * Where the compiler finds this package and the declarations that cells are checked against, in a browser: in
 * files of `ts.sys` that were prepared with the site. The twin for Node is `installation.node.ts`.
 */
import ts from "./typescript.js";

/** The path of a file of this package. */
export function inPackage(...parts: string[]): string {
  return ["/node_modules/neurones", ...parts].join("/");
}

/** The engine comes with the site. */
export const HAS_ENGINE = true;

/** A page has no npm, and no folder for packages. */
export const HAS_NPM = false;

/** A browser has none of Node's modules: `/globals.d.ts` declares the few globals that cells use. */
export const TYPE_PACKAGES: readonly string[] = ["browser"];
export const TYPE_ROOTS: readonly string[] = ["/node_modules/@types"];

/** The web's types that other declarations than the DOM's contain. */
export const WEB_TYPES: readonly string[] = [];

/** The beginnings of the names of the DOM’s types that are read at first: undefined, all of them are. */
export const NEEDED_TYPES: RegExp | undefined = undefined;

/** The conditions of a package's `exports` beside those of every import. */
export const CONDITIONS: readonly string[] = ["browser"];

/** What executes the cells, for the message that it lacks a function. */
export const RUNTIME = { fr: "ce navigateur", en: "this browser" };

/** The names of the files in a folder. */
export function filesIn(folder: string): string[] {
  return ts.sys.readDirectory(folder).map((file) => file.slice(file.lastIndexOf("/") + 1));
}

/** The prepared files never change. */
export function fileVersion(): string {
  return "";
}

export function realPath(file: string): string {
  return file;
}
