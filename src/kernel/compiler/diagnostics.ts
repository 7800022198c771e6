/**
 * Turns the type checker's diagnostics into messages for a learner: the place, the line with carets, and
 * perhaps a hint.
 */
import { RUNTIME } from "#kernel/compiler/installation";
import { say } from "../../language/language.js";
import type { CellDiagnostic, Position } from "./contract.js";
import { isDoubtful, isGivenToAny } from "./doubtful.js";
import { isFeatureTest } from "./feature-tests.js";
import type { Advice } from "./hints/finding.js";
import { hintFor, type HintContext } from "./hints/hints.js";
import { silentSlips } from "./hints/silent.js";
import { syntaxHabit } from "./hints/syntax.js";
import { withoutConsequences } from "./hints/unknown-names.js";
import { isLoadedByAddress, missingPackage } from "./missing-package.js";
import { isAbsent } from "./runtime-library.js";
import ts, { type BoundFile } from "./typescript.js";

/** The most diagnostics that are shown: usually the first ones are the cause of the others. */
const MOST_TOLD = 10;
/** The most lines of an excerpt, and the most characters of each line. */
const EXCERPT_LINES = 3;
const EXCERPT_WIDTH = 160;

/**
 * TypeScript's codes for names that only a newer library has: 2550 for a member, 2583 and 2585 for a name.
 * TypeScript advises to change a compiler option, which a notebook does not have; in fact a newer Node is
 * needed, unless the project chooses its library itself.
 */
const NOT_IN_THIS_NODE = new Set([2550, 2583, 2585]);

/**
 * Diagnostics that do not matter in a notebook.
 * 1202, 1203: `import x = require()` and `export =` in an ES module; the kernel compiles them all the same;
 * 2528, 2309: several `export default`; they have no effect in a notebook;
 * 7016, 7026: a package without types, and JSX of such a package; its type is `any`;
 * 7005, 7034: a variable of an earlier cell that was declared without type or value.
 */
const IGNORED = new Set([1202, 1203, 2528, 2309, 7016, 7026, 7005, 7034]);

/**
 * The diagnostics of a cell in the order of their places: the checker's, and mistakes that the checker
 * accepts (`hints/silent.ts`). The latter are warnings if there is no error.
 */
export function describeAll(
  cell: BoundFile,
  found: readonly ts.Diagnostic[],
  context: HintContext,
  nameOf: (file: ts.SourceFile) => string | undefined,
): CellDiagnostic[] {
  const { checker, checks } = context;
  const errors = found.filter(
    (one): one is ts.DiagnosticWithLocation =>
      one.category === ts.DiagnosticCategory.Error &&
      !IGNORED.has(one.code) &&
      one.file !== undefined &&
      !isLoadedByAddress(one as ts.DiagnosticWithLocation) &&
      !isFeatureTest(one as ts.DiagnosticWithLocation, checker, checks) &&
      !isGivenToAny(one as ts.DiagnosticWithLocation, checker, checks),
  );
  const [parseError] = cell.parseDiagnostics;
  const habit = parseError === undefined ? undefined : syntaxHabit(cell.text, parseError.start);
  // The parser's other errors follow from the same habit.
  if (habit !== undefined) return [adviceDiagnostic(cell, habit, "error")];

  const isSearched = parseError === undefined && checks === "course";
  const slips = isSearched ? silentSlips(cell, checker) : [];
  const uncovered = errors.filter(
    (one) =>
      one.file !== cell ||
      !slips.some(({ covers }) => covers !== undefined && covers[0] <= one.start && one.start < covers[1]),
  );
  const severity = errors.length > 0 ? "error" : "warning";
  const { findings, advice } = withoutConsequences(uncovered, slips, cell, context);
  const told = [
    ...findings.map((one) => describe(one, context, nameOf(one.file))),
    ...advice.map((one) => adviceDiagnostic(cell, one, severity)),
  ];
  // What does not stop a cell is not shown beside what does.
  const serious = told.filter((one) => one.severity === "error");
  // The same advice is shown only once.
  const unique = new Map(
    (serious.length > 0 ? serious : told)
      .map(
        (one) =>
          [
            `${one.file ?? ""}:${one.hint ?? `${one.start.line}:${one.start.column}:${one.code}`}`,
            one,
          ] as const,
      )
      .reverse(),
  );
  return [...unique.values()]
    .sort(
      (a, b) =>
        Number(a.file !== undefined) - Number(b.file !== undefined) ||
        a.start.line - b.start.line ||
        a.start.column - b.start.column,
    )
    .slice(0, MOST_TOLD);
}

/** A diagnostic that is not TypeScript's: advice about a place in a cell. */
function adviceDiagnostic(
  file: ts.SourceFile,
  { start, end, sentence }: Advice,
  severity: CellDiagnostic["severity"],
): CellDiagnostic {
  return {
    severity,
    code: 0,
    message: say(sentence),
    start: positionOf(file, start),
    end: positionOf(file, end),
    excerpt: excerptOf(file.text, start, end),
  };
}

function describe(
  diagnostic: ts.DiagnosticWithLocation,
  context: HintContext,
  file?: string,
): CellDiagnostic {
  const { start, length } = diagnostic;
  const name = diagnostic.file.text.slice(start, start + length);
  const isTooNew = NOT_IN_THIS_NODE.has(diagnostic.code) && (!context.hasOwnLibrary || isAbsent(name));
  const hint = isTooNew
    ? undefined
    : (missingPackage(diagnostic, context.checks) ?? hintFor(diagnostic, context));
  return {
    severity: isDoubtful(diagnostic, context.checker, context.checks) ? "warning" : "error",
    code: isTooNew ? 0 : diagnostic.code,
    message: isTooNew
      ? tooNew(name)
      : withoutPaths(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")),
    ...(file !== undefined && { file }),
    start: positionOf(diagnostic.file, start),
    end: positionOf(diagnostic.file, start + length),
    excerpt: excerptOf(diagnostic.file.text, start, start + length),
    ...(hint !== undefined && { hint }),
  };
}

function tooNew(name: string): string {
  return say({
    fr: `« ${name} » n'existe pas dans ${RUNTIME.fr} ; une version plus récente l'a.`,
    en: `"${name}" does not exist in ${RUNTIME.en}; a newer one has it.`,
  });
}

/**
 * A message without the paths of this package's files: `import("/home/…/tensor").Tensor` becomes `Tensor`.
 */
function withoutPaths(message: string): string {
  return message
    .replaceAll(/typeof import\("[^"]*\/([^"/]+)"\)/g, "typeof $1")
    .replaceAll(/import\("[^"]*"\)\./g, "")
    .replaceAll(/"(?:[^"\s]*\/)?dist\/src\/index"/g, '"neurones"');
}

/** The line and column of an offset, counted from 1. */
export function positionOf(file: ts.SourceFileLike, offset: number): Position {
  const { line, character } = ts.getLineAndCharacterOfPosition(file, Math.min(offset, file.text.length));
  return { line: line + 1, column: character + 1 };
}

/** The lines of a span, each followed by carets under its part of the span. */
export function excerptOf(text: string, start: number, end: number): string {
  const lines: string[] = [];
  let from = lineStart(text, start);
  while (lines.length < EXCERPT_LINES * 2 && from <= Math.max(start, end - 1) && from <= text.length) {
    const to = lineEnd(text, from);
    const first = Math.max(start, from);
    const last = Math.max(first + 1, Math.min(end, to));
    lines.push(...underline(text.slice(from, to), first - from, last - from));
    from = to + (text.startsWith("\r\n", to) ? 2 : 1);
  }
  return lines.join("\n");
}

/** A line and its carets; of a long line only the part around the carets. */
function underline(line: string, start: number, end: number): [string, string] {
  const left = start > EXCERPT_WIDTH - 40 ? start - 40 : 0;
  const shown = line.slice(left, left + EXCERPT_WIDTH);
  const before = shown.slice(0, start - left).replaceAll(/[^\t]/g, " ");
  const carets = "^".repeat(Math.max(1, Math.min(end - left, Math.max(shown.length, 1)) - (start - left)));
  const ellipsis = left > 0 ? "… " : "";
  return [ellipsis + shown, (left > 0 ? "  " : "") + before + carets];
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = offset;
  return rest.exec(text)?.index ?? text.length;
}
