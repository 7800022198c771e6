/**
 * Removes diagnostics that only follow from others. Several unknown names in one cell usually have one cause,
 * most often a restarted kernel: they are reported in one message. Diagnostics that follow from them, such as
 * a parameter whose type cannot be inferred, are not reported.
 */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Advice, Finding, HintContext } from "./finding.js";
import { isOftenOwn, known, RUN_ABOVE } from "./names.js";
import { nodeAt } from "./nodes.js";

const UNKNOWN = new Set([2304, 2552, 18004]);
/** The code for `f(x) = x + 1`, where neither `f` nor `x` is meant to exist. */
const NO_TARGET = 2364;
/** The codes for arithmetic with values that are not numbers. */
const ON_ARRAY = new Set([2362, 2363]);
const NOT_ASSIGNABLE = 2322;
const IMPLICIT_ANY = new Set([7006, 7031, 7019]);

export interface Reported {
  readonly findings: readonly ts.DiagnosticWithLocation[];
  /** The given advice that remains, and perhaps a message about several unknown names. */
  readonly advice: readonly Advice[];
}

/** The diagnostics and the advice of a cell that are worth reporting. */
export function withoutConsequences(
  all: readonly ts.DiagnosticWithLocation[],
  slips: readonly Advice[],
  cell: ts.SourceFile,
  context: HintContext,
): Reported {
  const isUnknown = (one: ts.DiagnosticWithLocation): boolean => one.file === cell && UNKNOWN.has(one.code);
  const foreign = all
    .filter((one) => isUnknown(one) && isKnown(one, context))
    .flatMap((one) => argumentsOf(one) ?? []);
  const isInside = (start: number): boolean => foreign.some(({ pos, end }) => pos <= start && start < end);
  // The arguments of an unknown function have no meaning in TypeScript: `seq(1, 10, by = 2)`, `which(v ==
  // 1)`.
  const definitions = all.filter(({ file, code }) => file === cell && code === NO_TARGET);
  const isDefined = ({ start }: ts.DiagnosticWithLocation): boolean =>
    definitions.some(
      (one) => one.start <= start && start < (cell.text.indexOf("\n", one.start) + 1 || cell.text.length + 1),
    );
  // `return w - eta * g` with arrays: the hint to put brackets around the value would be wrong.
  const isSumOfArrays = ({ code, file, start }: ts.DiagnosticWithLocation): boolean =>
    code === NOT_ASSIGNABLE &&
    all.some(
      (one) => one.file === file && ON_ARRAY.has(one.code) && lineOf(file, one.start) === lineOf(file, start),
    );
  const findings = all.filter(
    (one) =>
      one.file !== cell ||
      (!isSumOfArrays(one) &&
        !(isInside(one.start) && !(isUnknown(one) && !isAssigned(one))) &&
        !(isUnknown(one) && isDefined(one))),
  );
  const advice = slips.filter(({ start }) => !isInside(start));
  const given = namesGivenInR(cell.text);
  const unknown = findings.filter((one) => isUnknown(one) && !(given.has(wordOf(one)) && !isGivenHere(one)));
  if (unknown.length === 0) return { findings, advice };
  const firsts = [...new Map(unknown.map((one) => [wordOf(one), one] as const).reverse()).values()].reverse();
  const rest = findings.filter(
    (one) => !isUnknown(one) && !(IMPLICIT_ANY.has(one.code) && isGivenToACall(one)),
  );
  // In a cell with assignments of R, calls of known words of R are explained one by one.
  const plain = firsts.filter(
    (one) =>
      isPlain(one, context) && !(given.size > 0 && isKnown(one, context) && argumentsOf(one) !== undefined),
  );
  if (plain.length < 2) return { findings: [...rest, ...firsts], advice };
  const told = firsts.filter((one) => !plain.includes(one));
  const [first] = plain;
  const together: Advice = {
    start: first!.start,
    end: first!.start + first!.length,
    sentence: sentenceOn(plain.map(wordOf), context),
  };
  return { findings: [...rest, ...told], advice: [...advice, together] };
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line;
}

/** The names to which a cell assigns with R's operator `<-`: `n <- c(1, 2)`. */
export function namesGivenInR(code: string): ReadonlySet<string> {
  return new Set(
    [...code.matchAll(/(?:^|[{;(]|\n)[ \t]*([\p{L}_][\p{L}\w]*)\s*<<?-(?=\s)/gu)].map(([, name]) => name!),
  );
}

/** True for `n` in `n <- 2`. */
function isGivenHere({ file, start, length }: ts.DiagnosticWithLocation): boolean {
  return /^\s*<<?-/.test(file.text.slice(start + length));
}

/** The arguments of a call of the unknown name at a diagnostic; undefined if it is not called. */
function argumentsOf({
  file,
  start,
  length,
}: ts.DiagnosticWithLocation): ts.NodeArray<ts.Expression> | undefined {
  const node = nodeAt(file, start, start + length);
  if (node === undefined) return undefined;
  const callee =
    ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node ? node.parent : node;
  return ts.isCallExpression(callee.parent) && callee.parent.expression === callee
    ? callee.parent.arguments
    : undefined;
}

/** True for `by` in `by = 2`. */
function isAssigned({ file, start, length }: ts.DiagnosticWithLocation): boolean {
  const parent = nodeAt(file, start, start + length)?.parent;
  return (
    parent !== undefined &&
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.left.getStart(file) === start
  );
}

function wordOf({ file, start, length }: ts.DiagnosticWithLocation): string {
  return file.text.slice(start, start + length);
}

/** True if nothing is known about an unknown name, except perhaps where it can be imported from. */
function isPlain(one: ts.DiagnosticWithLocation, context: HintContext): boolean {
  // The message with code 2552 contains "Did you mean …?", which is an answer.
  return one.code !== 2552 && (!isKnown(one, context) || isOftenOwn(wordOf(one)));
}

function isKnown(one: ts.DiagnosticWithLocation, context: HintContext): boolean {
  const finding: Finding = {
    word: wordOf(one),
    source: one.file.text,
    start: one.start,
    message: "",
    context,
    type: () => "",
    node: () => nodeAt(one.file, one.start, one.start + one.length),
  };
  return known(finding) !== undefined;
}

/**
 * True for a parameter of a function that is an argument of a call: its type is inferred from the called
 * function.
 */
function isGivenToACall({ file, start, length }: ts.DiagnosticWithLocation): boolean {
  for (let node = nodeAt(file, start, start + length); node !== undefined; node = node.parent) {
    if (ts.isFunctionLike(node)) return ts.isCallExpression(node.parent);
  }
  return false;
}

function sentenceOn(names: readonly string[], { exported }: HintContext): Sentence {
  const list = names.map((name) => `\`${name}\``).join(", ");
  const imported = names.filter((name) => exported.has(name));
  if (imported.length === names.length) {
    return {
      fr: `${list} existent dans "neurones" : ajoutez import { ${names.join(", ")} } from "neurones", ou exécutez les cellules au-dessus, si l’une d’elles les importe (${RUN_ABOVE.fr}).`,
      en: `${list} exist in "neurones": add import { ${names.join(", ")} } from "neurones", or run the cells above if one of them has this import (${RUN_ABOVE.en}).`,
    };
  }
  return {
    fr: `aucune cellule exécutée ne définit ${list}. Exécutez d’abord les cellules au-dessus (${RUN_ABOVE.fr}) : après un redémarrage du noyau, il faut les exécuter toutes à nouveau.`,
    en: `no cell that was run defines ${list}. First run the cells above (${RUN_ABOVE.en}): after a restart of the kernel, all of them must be run again.`,
  };
}
