/**
 * The exercises of the lessons, as a notebook calls them:
 *
 *     exercises.check("03-logistique", logistique)
 *
 * answers at once: right, or what is wrong and a hint, a stronger one with each new wrong answer. It never throws for an
 * answer, however strange, so that the cells after it run; and it never tells the solution.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { say, type Sentence } from "../language/language.js";
import { Asked } from "./asked.js";
import { EXERCISES } from "./catalogue.js";
import { Draw } from "./draw.js";
import type { Exercise, Observation } from "./exercise.js";
import { inTime, PATIENCE } from "./in-time.js";
import { hasNaN, sayOutsideRead } from "./kinds.js";
import { attempted, observe } from "./observe.js";
import { Verdict } from "./verdict.js";

export { use } from "./use.js";
export { Verdict, type VerdictState } from "./verdict.js";

/** The wrong answers given so far in this session, by exercise: the same one twice earns no new hint. */
const given = new Map<string, Set<string>>();

/** Of the inputs that the example of a function is drawn from. */
const EXAMPLE_SEED = 2026;
/** After so many tries beyond the last hint something else is offered. */
const TRIES_AFTER_HINTS = 2;

/** Judges an answer; as a cell's last expression the verdict is shown. */
export function check(id: string, answer: unknown): Verdict {
  const exercise = find(id);
  const title = say(exercise.title);
  const asked = Asked.of(id);
  const outdated = asked?.outdated ?? [];
  if (outdated.length > 0) return outdatedVerdict(id, title, outdated);
  const seen = inTime(() => observe(answer, exercise.probe));
  if (seen === "late") return lateVerdict(id, title, exercise);
  const observed =
    seen.kind === "unanswered" && exercise.probe.kind === "value" && asked?.isFilledIn === true
      ? attempted(answer)
      : seen;
  if (observed.kind === "unanswered")
    return new Verdict(id, "unanswered", [
      say({ fr: `${title} : pas encore de réponse.`, en: `${title}: no answer yet.` }),
      say(nextStep(exercise, asked)),
      say(exercise.form),
    ]);
  const judgement = exercise.judge(observed);
  if (judgement.right)
    return new Verdict(id, "right", [
      say({ fr: `${title} : exact.`, en: `${title}: right.` }),
      say(exercise.because),
    ]);
  const before = given.get(id)?.size ?? 0;
  const level = countMistake(id, observed);
  // The same wrong answer again: perhaps the new one bears another name.
  const other = level === before ? asked?.otherwise(() => false) : undefined;
  const outside = isNaNSomewhere(observed) ? inTime(() => sayOutsideRead(answer, exercise)) : undefined;
  const why = outside === undefined || outside === "late" ? judgement.why : outside;
  return new Verdict(id, "wrong", [
    say({ fr: `${title} : pas encore.`, en: `${title}: not yet.` }),
    say(why),
    ...(other === undefined ? [] : [say(otherName(other))]),
    ...hintLines(exercise, level),
  ]);
}

/** The next hint without an answer. */
export function hint(id: string): Verdict {
  const exercise = find(id);
  const level = countMistake(id, { kind: "value", value: `hint ${given.get(id)?.size ?? 0}` });
  return new Verdict(id, "unanswered", [say(exercise.title), ...hintLines(exercise, level)]);
}

/** The answer with its explanation, where the exercise counts for nothing and its hints were read; else what to do instead. */
export function solution(id: string): Verdict {
  const exercise = find(id);
  const tries = given.get(id)?.size ?? 0;
  if (exercise.solution === undefined) {
    return new Verdict(id, "unanswered", [
      say(exercise.title),
      say({
        fr: "Cet exercice compte dans la note : sa solution n’est pas donnée ici.",
        en: "This exercise counts for the mark: its solution is not given here.",
      }),
      ...hintLines(exercise, Math.max(tries, exercise.hints.length + TRIES_AFTER_HINTS)),
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

function lateVerdict(id: string, title: string, exercise: Exercise): Verdict {
  const level = countMistake(id, { kind: "value", value: "late" });
  return new Verdict(id, "wrong", [
    say({ fr: `${title} : pas encore.`, en: `${title}: not yet.` }),
    say({
      fr: `La fonction n’a pas fini au bout de ${PATIENCE / 1000} secondes : une boucle sans fin ? Sa condition doit devenir fausse un jour. Elle a été arrêtée ; le bouton ■ de la barre d’outils arrête de même toute cellule qui dure.`,
      en: `The function had not finished after ${PATIENCE / 1000} seconds: an endless loop? Its condition must become false some day. It was stopped; the button ■ of the toolbar stops any cell that takes too long in the same way.`,
    }),
    ...hintLines(exercise, level),
  ]);
}

function outdatedVerdict(id: string, title: string, names: readonly string[]): Verdict {
  const list = names.map((name) => `\`${name}\``).join(", ");
  return new Verdict(id, "unanswered", [
    say({
      fr: `${title} : votre dernière version n’a pas pu s’exécuter.`,
      en: `${title}: your newest version could not run.`,
    }),
    say({
      fr: `La cellule qui définit ${list} s’est terminée par une erreur, et l’ancienne version n’est pas jugée à nouveau. Corrigez cette cellule, exécutez-la, puis celle-ci.`,
      en: `The cell that defines ${list} ended in an error, and the older version is not judged again. Mend that cell, run it, then this one.`,
    }),
  ]);
}

/** What is to be done where no answer is there. */
function nextStep(exercise: Exercise, asked: Asked | undefined): Sentence {
  const fits = (value: unknown): boolean => {
    const seen = inTime(() => observe(value, exercise.probe));
    return seen !== "late" && seen.kind === "calls" && exercise.judge(seen).right;
  };
  const other = asked?.otherwise(fits);
  if (other !== undefined) return otherName(other);
  const names = (asked?.names ?? []).map((name) => `\`${name}\``).join(", ");
  if (names === "")
    return {
      fr: "Complétez la cellule ci-dessus, exécutez-la, puis exécutez celle-ci.",
      en: "Fill in the cell above, run it, then run this one.",
    };
  return {
    fr: `Complétez la cellule ci-dessus sans changer le nom (${names}), exécutez-la, puis exécutez celle-ci.`,
    en: `Fill in the cell above without changing the name (${names}), run it, then run this one.`,
  };
}

function otherName({ name, asked }: { readonly name: string; readonly asked: string }): Sentence {
  return {
    fr: `Vous avez défini \`${name}\`, mais c’est \`${asked}\` qui est vérifié : si c’est votre réponse, donnez-lui ce nom.`,
    en: `You have defined \`${name}\`, but \`${asked}\` is what is checked: if it is your answer, give it that name.`,
  };
}

function isNaNSomewhere(observed: Observation): boolean {
  return (
    observed.kind === "calls" && observed.results.some((result) => "error" in result || hasNaN(result.value))
  );
}

/** Forgets the wrong answers given so far, so that hints start over. */
export function forget(): void {
  given.clear();
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

/** How many different wrong answers there are now. */
function countMistake(id: string, observed: Observation): number {
  const mistakes = given.get(id) ?? new Set<string>();
  mistakes.add(
    JSON.stringify(observed, (_, value: unknown) =>
      typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
    ),
  );
  given.set(id, mistakes);
  return mistakes.size;
}

/** The hint for so many mistakes; after the last one where to read, and after further tries a way on. */
function hintLines({ id, hints, read, example, solution: answer }: Exercise, level: number): string[] {
  if (level <= hints.length)
    return [
      say({
        fr: `Indice ${level} sur ${hints.length} : ${say(hints[level - 1])}`,
        en: `Hint ${level} of ${hints.length}: ${say(hints[level - 1])}`,
      }),
    ];
  const lines = [say({ fr: `À relire : ${say(read)}`, en: `Read again: ${say(read)}` })];
  if (level < hints.length + TRIES_AFTER_HINTS) return lines;
  const shown = example?.(new Draw(EXAMPLE_SEED));
  if (shown !== undefined)
    lines.unshift(
      say({
        fr: `Un exemple pour vous vérifier, à faire d’abord à la main : pour (${shown.inputs}), le résultat juste est ${shown.expected}.`,
        en: `An example to check yourself by, first by hand: for (${shown.inputs}) the right result is ${shown.expected}.`,
      }),
    );
  lines.push(
    answer === undefined
      ? say({
          fr: "Toujours bloqué ? La suite de la leçon fonctionne sans cette réponse : continuez, et revenez-y.",
          en: "Still stuck? The rest of the lesson works without this answer: go on, and come back to it.",
        })
      : say({
          fr: `La solution et son explication : \`exercises.solution("${id}")\`.`,
          en: `The solution and its explanation: \`exercises.solution("${id}")\`.`,
        }),
  );
  return lines;
}
