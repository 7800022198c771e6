/** The scripts in which the debugger never stops. */
import { fileURLToPath } from "node:url";

/** The compiled sources of this package. */
const PACKAGE = fileURLToPath(new URL("../../../src/", import.meta.url));

/** Scripts without a name, Node's, packages', and the kernel's. */
const SKIPPED = [
  "^$",
  "^node:",
  "^evalmachine",
  "^internal/",
  "[\\\\/]node_modules[\\\\/]",
  PACKAGE.split(/[\\/]/)
    .map((name) => escaped(encodeURI(name)))
    .join("[\\\\/]"),
];

/** The engine, as cells load it: skipped too, but that an error which it throws may hold the cell below. */
const ENGINE = "[\\\\/]dist[\\\\/]bundle[\\\\/]";

const IS_SKIPPED = new RegExp([...SKIPPED, ENGINE].join("|"));

/** Whether no code of a script is stopped in. */
export function isSkipped(url: string): boolean {
  return IS_SKIPPED.test(url);
}

/** The patterns of the scripts that the inspector skips; where errors are watched, an error of the engine is not. */
export function skippedPatterns(watchesErrors: boolean): string[] {
  return watchesErrors ? SKIPPED : [...SKIPPED, ENGINE];
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
