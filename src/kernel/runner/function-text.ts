/**
 * The text of a cell's function as its author wrote it, without types. Libraries read it: Arquero its expressions,
 * programs that drive a browser what is to run in the page, others the code of a worker. The compiled text has checks
 * of the stop button (`compiler/stop-checks.ts`) and variables of the session in it, which mean nothing elsewhere.
 */
import { COMPILED_TEXT } from "../../host/compiled-text.js";
import { asTheirs, cellsGlobal } from "./cells.js";
import { withLearnerNames } from "./learner-names.js";

/** What compiled code adds to a function, with what stands there instead. */
const ADDED: readonly (readonly [added: RegExp, written: string])[] = [
  // if ($0interrupted[0] >= $0run.current) $0run.stopCurrent();
  [
    /(?<=[{;]\s*)if \((?:[^;{}]* && )?\$\d+interrupted\[0\] >= [^;{}]*?\)\s*\$\d+run\.stop(?:Current)?\(\);\s*/g,
    "",
  ],
  [/(?<=[{;]\s*)const \$\d+serial = \$\d+run\.now\(\);\s*/g, ""],
  [/(?<=[{;]\s*)\$\d+caught\([^;]*?\);\s*/g, ""],
  [/catch \(\$\d+error\)/g, "catch"],
  // $0awaited(await x, $0serial)
  [/\$\d+(?:awaited|yielded)\(/g, "("],
  [/, \$\d+serial\)/g, ")"],
  [/\$\d+require\.import\(/g, "import("],
  [/\$\d+require\.meta\b/g, "import.meta"],
];

/** The text of a compiled function as its author wrote it. */
export function functionAsWritten(compiled: string): string {
  if (!/\$\d/.test(compiled)) return compiled;
  return withLearnerNames(
    ADDED.reduce((text, [added, written]) => text.replaceAll(added, written), compiled),
  );
}

/** Lets functions of cells tell their text as it was written. */
export function installFunctionText(): void {
  const prototype = cellsGlobal.Function.prototype as object;
  const native = Object.getOwnPropertyDescriptor(prototype, "toString")!.value as () => string;
  const { toString } = {
    toString(this: unknown): string {
      const text = Reflect.apply(native, this === toString ? native : this, []);
      return functionAsWritten(text);
    },
  };
  // Checks of answers read the compiled text.
  Object.defineProperty(toString, COMPILED_TEXT, { value: native });
  Object.defineProperty(prototype, "toString", {
    value: asTheirs(toString),
    writable: true,
    configurable: true,
  });
}
