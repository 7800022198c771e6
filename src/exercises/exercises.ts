/**
 * The exercises of the lessons, as a notebook calls them:
 *
 *     exercises.check("03-logistique", logistique)
 *
 * answers at once: right, or what is wrong and a hint, a stronger one with each new wrong answer. It never throws for an
 * answer, however strange, so that the cells after it run; and it never tells the solution.
 */
import { ArgumentError } from "../errors/errors.js";
import { say } from "../language/language.js";
import type { Exercise, Observation } from "./exercise.js";
import { EXERCISES } from "./catalogue.js";
import { observe } from "./observe.js";
import { Verdict } from "./verdict.js";

export { use } from "./use.js";
export { Verdict, type VerdictState } from "./verdict.js";

/** The wrong answers given so far in this session, by exercise: the same one twice earns no new hint. */
const given = new Map<string, Set<string>>();

/** Judges an answer; as a cell's last expression the verdict is shown. */
export function check(id: string, answer: unknown): Verdict {
  const exercise = find(id);
  const observed = observe(answer, exercise.probe);
  const title = say(exercise.title);
  if (observed.kind === "unanswered") {
    return new Verdict(id, "unanswered", [say({ fr: `${title} : pas encore de réponse.`, en: `${title}: no answer yet.` }), say({ fr: "Complétez la cellule ci-dessus, exécutez-la, puis exécutez celle-ci.", en: "Fill in the cell above, run it, then run this one." })]);
  }
  const judgement = exercise.judge(observed);
  if (judgement.right) return new Verdict(id, "right", [say({ fr: `${title} : exact.`, en: `${title}: right.` })]);
  const level = countMistake(id, observed);
  return new Verdict(id, "wrong", [say({ fr: `${title} : pas encore.`, en: `${title}: not yet.` }), say(judgement.why), hintLine(exercise, level)]);
}

/** The next hint without an answer. */
export function hint(id: string): Verdict {
  const exercise = find(id);
  const level = countMistake(id, { kind: "value", value: `hint ${given.get(id)?.size ?? 0}` });
  return new Verdict(id, "unanswered", [say(exercise.title), hintLine(exercise, level)]);
}

/** Forgets the wrong answers given so far, so that hints start over. */
export function forget(): void {
  given.clear();
}

function find(id: string): Exercise {
  const exercise = EXERCISES.get(id);
  if (exercise !== undefined) return exercise;
  const lesson = [...EXERCISES.keys()].filter((known) => known.startsWith(id.slice(0, 2)));
  throw new ArgumentError({
    where: "exercises", argument: "id", received: JSON.stringify(id),
    expected: { fr: `l’un des noms ${lesson.join(", ") || "des exercices des leçons"}`, en: `one of the names ${lesson.join(", ") || "of the lessons' exercises"}` },
    mend: { fr: "Recopiez le nom tel qu’il est dans la leçon.", en: "Copy the name as it is in the lesson." },
  });
}

/** How many different wrong answers there are now. */
function countMistake(id: string, observed: Observation): number {
  const mistakes = given.get(id) ?? new Set<string>();
  mistakes.add(JSON.stringify(observed, (_, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value)));
  given.set(id, mistakes);
  return mistakes.size;
}

function hintLine({ hints, read }: Exercise, level: number): string {
  if (level > hints.length) return say({ fr: `À relire : ${say(read)}`, en: `Read again: ${say(read)}` });
  return say({ fr: `Indice ${level} sur ${hints.length} : ${say(hints[level - 1])}`, en: `Hint ${level} of ${hints.length}: ${say(hints[level - 1])}` });
}
