/**
 * The functions that a notebook calls for the exercises of the lessons:
 *
 *     exercises.check("03-logistique", logistique)
 *
 * displays at once whether the answer is right, or else what is wrong and a hint. Each new wrong answer gets
 * a more specific hint. `check` never throws an error because of an answer, so that the cells after it run,
 * and it never tells the solution.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { say } from "../language/language.js";
import { headed } from "../language/titles.js";
import { CheckCall } from "./check-call.js";
import { EXERCISES } from "./catalogue.js";
import type { Exercise, Observation } from "./exercise.js";
import { hasNaN, sayOutsideRead } from "./complaints.js";
import { attempted, inTime, observe } from "./observe.js";
import { isOwn, recorded, withFeedback } from "./own.js";
import { forgetStates, remember } from "./progress.js";
import {
  hintLines,
  lateLine,
  nextStep,
  otherName,
  outdatedLines,
  staleLines,
  triesBeforeWayOn,
} from "./verdict-lines.js";
import { Verdict } from "./verdict.js";

export { progress, type Progress, type ProgressState } from "./progress.js";
export { use } from "./use.js";
export { Verdict, type VerdictState } from "./verdict.js";

/** The different wrong answers given in this session, by exercise: the same answer again gets no new hint. */
const wrongAnswers = new Map<string, Set<string>>();

/**
 * Checks an answer.
 * @param id      the exercise's name, such as `03-logistique`
 * @param answer  the value or the function that the exercise asks for
 * @returns the verdict, which the notebook shows if it is the cell's last expression
 * @throws ArgumentError if there is no exercise of this name
 * @example
 * ```ts
 * exercises.check("03-logistique", (z: number) => 1 / (1 + Math.exp(-z)));
 * ```
 */
export function check(id: string, answer: unknown): Verdict {
  if (isOwn(id)) {
    const isFunction = typeof answer === "function";
    return recorded(id, isFunction || observe(answer, { kind: "value" }).kind !== "unanswered");
  }
  const exercise = find(id);
  const call = CheckCall.of(id);
  const {
    state,
    lines: [outcome, ...rest],
  } = judge(exercise, answer, call);
  const stale = call?.stale ?? [];
  remember(id, state === "right" && stale.length > 0 ? "stale" : state);
  return new Verdict(id, state, [outcome, ...staleLines(stale), ...rest]);
}

function judge(exercise: Exercise, answer: unknown, call: CheckCall | undefined): Verdict {
  const { id } = exercise;
  const title = say(exercise.title);
  const outdated = call?.outdated ?? [];
  if (outdated.length > 0) return new Verdict(id, "unanswered", outdatedLines(title, outdated));
  const seen = inTime(() => observe(answer, exercise.probe));
  if (seen === "late") {
    const level = countMistake(id, { kind: "value", value: "late" });
    return new Verdict(id, "wrong", [notYet(title), say(lateLine()), ...hintLines(exercise, level)]);
  }
  const observed =
    seen.kind === "unanswered" && exercise.probe.kind === "value" && call?.isFilledIn === true
      ? attempted(answer)
      : seen;
  if (observed.kind === "unanswered")
    return new Verdict(id, "unanswered", [
      headed(title, { fr: "pas encore de réponse.", en: "no answer yet." }),
      say(nextStep(exercise, call)),
      say(exercise.form),
    ]);
  const judgement = exercise.judge(observed);
  if (judgement.right)
    return new Verdict(id, "right", [headed(title, { fr: "exact.", en: "right." }), say(exercise.because)]);
  const before = wrongAnswers.get(id)?.size ?? 0;
  const level = countMistake(id, observed);
  // If the same wrong answer comes again, the learner may have given the new one another name.
  const other = level === before ? call?.likelyAnswer(() => false) : undefined;
  const outside = hasFailedCall(observed) ? inTime(() => sayOutsideRead(answer, exercise)) : undefined;
  const why = outside === undefined || outside === "late" ? judgement.why : outside;
  return new Verdict(id, "wrong", [
    notYet(title),
    say(why),
    ...(other === undefined ? [] : [say(otherName(other))]),
    ...hintLines(exercise, level),
  ]);
}

/**
 * Shows the next hint of an exercise.
 * @throws ArgumentError if there is no exercise of this name
 * @param id the exercise's name, as the lesson writes it
 * @example
 * ```ts
 * exercises.hint("03-logistique");
 * ```
 */
export function hint(id: string): Verdict {
  if (isOwn(id)) return withFeedback(id);
  const exercise = find(id);
  const level = countMistake(id, { kind: "value", value: `hint ${wrongAnswers.get(id)?.size ?? 0}` });
  return new Verdict(id, "unanswered", [say(exercise.title), ...hintLines(exercise, level)]);
}

/**
 * Shows the solution of an exercise that earns no points, once its hints were read. For other exercises it
 * shows what the learner can do instead.
 * @throws ArgumentError if there is no exercise of this name
 * @param id the exercise's name, as the lesson writes it
 * @example
 * ```ts
 * exercises.solution("03-logistique");
 * ```
 */
export function solution(id: string): Verdict {
  if (isOwn(id)) return withFeedback(id);
  const exercise = find(id);
  const tries = wrongAnswers.get(id)?.size ?? 0;
  if (exercise.solution === undefined) {
    return new Verdict(id, "unanswered", [
      say(exercise.title),
      say({
        fr: "Cet exercice compte dans la note : sa solution n’est pas donnée ici.",
        en: "This exercise counts for the mark: its solution is not given here.",
      }),
      ...hintLines(exercise, Math.max(tries, triesBeforeWayOn(exercise))),
    ]);
  }
  if (tries < exercise.hints.length) {
    const left = exercise.hints.length - tries;
    return new Verdict(id, "unanswered", [
      say(exercise.title),
      say({
        fr: `Essayez d’abord, ou lisez les indices qui restent (${left}) : exercises.hint("${id}").`,
        en: `Try first, or read the hints that are left (${left}): exercises.hint("${id}").`,
      }),
    ]);
  }
  return new Verdict(id, "unanswered", [say(exercise.title), say(exercise.solution), say(exercise.because)]);
}

function notYet(title: string): string {
  return headed(title, { fr: "pas encore.", en: "not yet." });
}

/** True if a call of the learner's function threw an error, or returned NaN or nothing. */
function hasFailedCall(observed: Observation): boolean {
  return (
    observed.kind === "calls" && observed.results.some((result) => "error" in result || hasNaN(result.value))
  );
}

/**
 * Forgets the answers given so far, so that hints start again with the first and nothing is done.
 * @example
 * ```ts
 * exercises.forget();
 * ```
 */
export function forget(): void {
  wrongAnswers.clear();
  forgetStates();
}

function find(id: string): Exercise {
  const exercise = EXERCISES.get(id);
  if (exercise !== undefined) return exercise;
  const lesson = [...EXERCISES.keys()].filter((known) => known.startsWith(String(id).slice(0, 2)));
  throw new ArgumentError({
    where: "exercises",
    argument: "id",
    received: written(id),
    expected: {
      fr: `l’un des noms ${lesson.join(", ") || "des exercices des leçons"}`,
      en: `one of the names ${lesson.join(", ") || "of the lessons' exercises"}`,
    },
    mend: { fr: "Recopiez le nom tel qu’il est dans la leçon.", en: "Copy the name as it is in the lesson." },
  });
}

/** Records a wrong answer; returns how many different ones there are now. */
function countMistake(id: string, observed: Observation): number {
  const mistakes = wrongAnswers.get(id) ?? new Set<string>();
  mistakes.add(
    JSON.stringify(observed, (_, value: unknown) =>
      typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
    ),
  );
  wrongAnswers.set(id, mistakes);
  return mistakes.size;
}
