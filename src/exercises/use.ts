/**
 * Lets the rest of a lesson use the functions that the learner wrote in its exercises.
 *
 * `exercises.use("09-avant", avant)` returns the learner's function if it is right. If it is wrong or not yet
 * written, it returns the course's function for the same exercise and displays a sentence that says so. The
 * lesson continues in both cases.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import { headed } from "../language/titles.js";
import { COURSE_FUNCTIONS } from "./09-from-scratch/course.js";
import { EXERCISES } from "./catalogue.js";
import { inTime, observe } from "./observe.js";

/**
 * The learner's function if it is right, else the course's function with the same arguments and result.
 * @param id     the exercise that asked for the function
 * @param yours  the learner's function
 * @throws ArgumentError if the course has no function for this exercise
 * @example
 * ```ts
 * const avant = exercises.use("09-avant", () => []);
 * ```
 */
export function use<Answer extends (...inputs: never[]) => unknown>(id: string, yours: Answer): Answer {
  const exercise = EXERCISES.get(id);
  const course = COURSE_FUNCTIONS[id] as Answer | undefined;
  if (exercise === undefined || course === undefined) {
    throw new ArgumentError({
      where: "exercises.use",
      argument: "id",
      received: written(id),
      expected: {
        fr: `l’un des noms ${Object.keys(COURSE_FUNCTIONS).join(", ")}`,
        en: `one of the names ${Object.keys(COURSE_FUNCTIONS).join(", ")}`,
      },
      mend: {
        fr: "Donnez le nom de l’exercice où la fonction a été écrite, puis la fonction.",
        en: "Give the name of the exercise in which the function was written, then the function.",
      },
    });
  }
  const title = say(exercise.title);
  const observed = inTime(() => observe(yours, exercise.probe));
  if (observed !== "late" && observed.kind !== "unanswered" && exercise.judge(observed).right) {
    tell(headed(title, { fr: "votre fonction.", en: "your function." }));
    return yours;
  }
  tell(
    headed(
      title,
      observed === "late"
        ? {
            fr: `celle du cours, car la vôtre ne se termine pas (exercice ${id}).`,
            en: `the course's, since yours does not end (exercise ${id}).`,
          }
        : observed.kind === "unanswered"
          ? {
              fr: "celle du cours, en attendant la vôtre.",
              en: "the course's, until yours is written.",
            }
          : {
              fr: `celle du cours, car la vôtre n’est pas encore juste (exercice ${id}).`,
              en: `the course's, since yours is not right yet (exercise ${id}).`,
            },
    ),
  );
  return ((...inputs) => course(...inputs)) as Answer;
}

function tell(text: string): void {
  notebook().display({ "text/plain": text });
}
