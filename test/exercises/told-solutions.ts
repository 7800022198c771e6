/** Finds the solution of an exercise in the text of a verdict, which must not tell it. */
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { observe } from "../../src/exercises/observe.js";
import { numeral } from "../../src/language/language.js";
import { ANSWERS } from "./answers.js";

/**
 * The forms of the exercise's own solution that the lines of a verdict contain, the title aside. A solution
 * of one character, such as 3, is searched only in the judgement, the first of these lines, since hints
 * contain such numbers with other meanings; a function's result of one character is not searched.
 */
export function toldSolutions(
  id: string,
  answer: unknown,
  [, judgement, ...others]: readonly string[],
): string[] {
  const text = withoutEchoes([judgement, ...others].join("\n"));
  return solutionForms(id, answer).filter((form) =>
    contains(form.length > 1 ? text : withoutEchoes(judgement), form),
  );
}

/**
 * The ways to write the solution: of a function, the right result for the input that the verdict is about.
 */
function solutionForms(id: string, answer: unknown): string[] {
  const { probe, judge } = EXERCISES.get(id)!;
  if (probe.kind === "calls") {
    const judged = judge(observe(answer, probe));
    const expected = judged.right ? undefined : judged.comparison?.expected;
    return expected === undefined || expected.length < 2 ? [] : [plain(expected)];
  }
  const [right] = ANSWERS[id].right;
  if (typeof right === "string") return right.length > 1 ? [right] : [`"${right}"`];
  // Of a network set by hand, whole rows of weights are searched; single weights occur in hints.
  const rows = [right].flat().map((row) => (Array.isArray(row) ? JSON.stringify(row) : row));
  return [...new Set(rows.flatMap((row) => (typeof row === "number" ? numbersLike(row) : [String(row)])))];
}

/** A number as texts write it: rounded, in French and as in code. */
function numbersLike(value: number): string[] {
  return [numeral(value, 6), numeral(value, 3), String(value), String(Number(value.toPrecision(3)))].map(
    plain,
  );
}

/**
 * Without the parts in which the solution may occur by chance: references, the list of choices, the received
 * answer.
 */
function withoutEchoes(text: string): string {
  return plain(text)
    .replace(/Indice \d sur 3|section \d+|l’une de : [^.]*\.|Ce n’est pas [−\d ,]+|Pour \(.*?\),/g, "")
    .replace(/Un exemple pour vous vérifier.*/, "");
}

function contains(text: string, form: string): boolean {
  const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\d.,\\p{L}−])${escaped}(?![.,]?\\d|\\p{L})`, "u").test(text);
}

/** With straight spaces. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}
