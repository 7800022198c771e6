/**
 * Checks that what an instructor's file exports are exercises that grading can use. The file is not type-checked, so a slip in
 * it is told here, before a lesson is given out, and not by a wrong mark.
 */
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { Draw } from "../../src/exercises/draw.js";
import type { Exercise } from "../../src/exercises/exercise.js";
import { LANGUAGES } from "../../src/language/language.js";
import { SetUpError } from "../../system/set-up-error.js";
import { isRecord } from "../notebook-file.js";

/** An exercise's name begins with a letter: the course's own begin with the number of their lesson. */
const NAME = /^[a-z][a-z0-9-]*$/;
const HINTS = 3;
/** The seeds for which inputs are drawn, and the most draws for inputs that tell answers apart. */
const SEEDS = 20;
const MOST_DRAWS = 1000;

/** The exercises. Throws `SetUpError` for the first thing that is wrong, with the exercise and what is expected. */
export function checkedExercises(exported: unknown, file: string): Exercise[] {
  const refuse = (fr: string, en: string): never => {
    throw new SetUpError({ fr: `« ${file} » : ${fr}.`, en: `“${file}”: ${en}.` });
  };
  if (!Array.isArray(exported) || exported.length === 0)
    return refuse(
      "l’export par défaut doit être une liste d’exercices (export default [ … ])",
      "its default export must be a list of exercises (export default [ … ])",
    );
  const exercises = exported as readonly unknown[];
  const seen = new Set<string>();
  return exercises.map((exercise, i) => {
    if (!isRecord(exercise) || typeof exercise.id !== "string" || !NAME.test(exercise.id))
      return refuse(
        `l’exercice ${i + 1} doit avoir un id en minuscules qui commence par une lettre, comme "tri-mediane"`,
        `exercise ${i + 1} must have an id in lower-case letters that begins with a letter, such as "sort-median"`,
      );
    const { id } = exercise;
    const complain = (fr: string, en: string) => refuse(`exercice ${id} : ${fr}`, `exercise ${id}: ${en}`);
    if (seen.has(id) || EXERCISES.has(id)) complain("ce nom est donné deux fois", "this name is given twice");
    seen.add(id);
    if (typeof exercise.judge !== "function" || !isRecord(exercise.probe))
      complain(
        "faites-le par functionExercise, numberExercise, listExercise ou choiceExercise",
        "make it by functionExercise, numberExercise, listExercise or choiceExercise",
      );
    for (const name of ["title", "because", "read"])
      if (!isSentence(exercise[name]))
        complain(
          `${name} doit être une phrase dans les deux langues, { fr: "…", en: "…" }`,
          `${name} must be a sentence in both languages, { fr: "…", en: "…" }`,
        );
    const { hints } = exercise;
    if (!Array.isArray(hints) || hints.length !== HINTS || !hints.every(isSentence))
      complain(`hints doit être une liste de ${HINTS} phrases`, `hints must be a list of ${HINTS} sentences`);
    const checked = exercise as unknown as Exercise;
    try {
      for (let seed = 1; seed <= SEEDS; seed++) checked.fresh?.(new BoundedDraw(seed));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      complain(`draw ou reference échoue : ${why}`, `draw or reference fails: ${why}`);
    }
    return checked;
  });
}

function isSentence(value: unknown): boolean {
  return isRecord(value) && LANGUAGES.every((language) => typeof value[language] === "string");
}

/** Draws as grading does, but gives up where no draw is accepted. */
class BoundedDraw extends Draw {
  override suchThat<Value>(accept: (value: Value) => boolean, make: (draw: this) => Value): Value {
    for (let i = 0; i < MOST_DRAWS; i++) {
      const value = make(this);
      if (accept(value)) return value;
    }
    throw new Error(
      `no inputs in ${MOST_DRAWS} draws for which the reference gives two different results; draw more than one input`,
    );
  }
}
