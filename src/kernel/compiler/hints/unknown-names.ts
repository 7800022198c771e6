/**
 * Several unknown names in one cell have one cause, most often a kernel that was restarted: they are told in one line, and
 * what follows from them (a parameter whose type cannot be known) is not told at all.
 */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Advice, Finding, HintContext } from "./finding.js";
import { isOftenOwn, known, RUN_ABOVE } from "./names.js";
import { nodeAt } from "./nodes.js";

const UNKNOWN = new Set([2304, 2552, 18004]);
/** `f(x) = x + 1`: neither `f` nor `x` is meant to exist. */
const NO_TARGET = 2364;
/** Arithmetic with what is no number. */
const ON_ARRAY = new Set([2362, 2363]);
const NOT_ASSIGNABLE = 2322;
const IMPLICIT_ANY = new Set([7006, 7031, 7019]);

export interface WithoutEchoes {
  readonly findings: readonly ts.DiagnosticWithLocation[];
  readonly slips: readonly Advice[];
  /** What is said of several unknown names at once. */
  readonly together?: Advice;
}

export function withoutEchoes(
  all: readonly ts.DiagnosticWithLocation[],
  slips: readonly Advice[],
  cell: ts.SourceFile,
  context: HintContext,
): WithoutEchoes {
  const isUnknown = (one: ts.DiagnosticWithLocation): boolean => one.file === cell && UNKNOWN.has(one.code);
  const foreign = all
    .filter((one) => isUnknown(one) && isKnown(one, context))
    .flatMap((one) => argumentsOf(one) ?? []);
  const isInside = (start: number): boolean => foreign.some(({ pos, end }) => pos <= start && start < end);
  // What an unknown function is given is written for that function: `seq(1, 10, by = 2)`, `which(v == 1)`.
  const definitions = all.filter(({ file, code }) => file === cell && code === NO_TARGET);
  const isDefined = ({ start }: ts.DiagnosticWithLocation): boolean =>
    definitions.some(
      (one) => one.start <= start && start < (cell.text.indexOf("\n", one.start) + 1 || cell.text.length + 1),
    );
  // `return w - eta * g` where arrays are meant: brackets around it are no mend.
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
  const kept = slips.filter(({ start }) => !isInside(start));
  const given = namesGivenInR(cell.text);
  const unknown = findings.filter((one) => isUnknown(one) && !(given.has(wordOf(one)) && !isGivenHere(one)));
  if (unknown.length === 0) return { findings, slips: kept };
  const firsts = [...new Map(unknown.map((one) => [wordOf(one), one] as const).reverse()).values()].reverse();
  const rest = findings.filter(
    (one) => !isUnknown(one) && !(IMPLICIT_ANY.has(one.code) && isGivenToACall(one)),
  );
  // In a cell written in R its words are R's.
  const plain = firsts.filter(
    (one) =>
      isPlain(one, context) && !(given.size > 0 && isKnown(one, context) && argumentsOf(one) !== undefined),
  );
  if (plain.length < 2) return { findings: [...rest, ...firsts], slips: kept };
  const told = firsts.filter((one) => !plain.includes(one));
  const [first] = plain;
  const names = plain.map(wordOf);
  return {
    findings: [...rest, ...told],
    slips: kept,
    together: {
      start: first!.start,
      end: first!.start + first!.length,
      sentence: sentenceOn(names, context),
    },
  };
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line;
}

/** The names to which a cell gives a value by R's arrow: `n <- c(1, 2)`. */
export function namesGivenInR(code: string): ReadonlySet<string> {
  return new Set(
    [...code.matchAll(/(?:^|[{;(]|\n)[ \t]*([\p{L}_][\p{L}\w]*)\s*<<?-(?=\s)/gu)].map(([, name]) => name!),
  );
}

/** True for `n` in `n <- 2`. */
function isGivenHere({ file, start, length }: ts.DiagnosticWithLocation): boolean {
  return /^\s*<<?-/.test(file.text.slice(start + length));
}

/** The arguments of the call of an unknown name. */
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

/** True where no more can be said of an unknown name than that it is, or than where it may be imported from. */
function isPlain(one: ts.DiagnosticWithLocation, context: HintContext): boolean {
  // « Did you mean …? » is an answer.
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

/** True for a parameter of a function that is handed to a call: its type would come from what is called. */
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
      en: `${list} exist in "neurones": add import { ${names.join(", ")} } from "neurones", or run the cells above if one of them imports them (${RUN_ABOVE.en}).`,
    };
  }
  return {
    fr: `aucune cellule exécutée ne définit ${list}. Exécutez d’abord les cellules au-dessus (${RUN_ABOVE.fr}) : après un redémarrage du noyau, il faut les exécuter toutes à nouveau.`,
    en: `no cell that was run defines ${list}. Run the cells above first (${RUN_ABOVE.en}): after the kernel was restarted, all of them must be run again.`,
  };
}
