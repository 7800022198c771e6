/**
 * The learner's own functions at work: a lesson goes on with what was written in its exercises.
 *
 * `exercises.use("09-avant", avant)` gives back the learner's function where it is right. Where it is not, or not yet written, it
 * gives one of the course's that does what was asked for, and says so below the cell: the lesson goes on in either case.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import { COURSE_FUNCTIONS } from "./09-from-scratch/course.js";
import { EXERCISES } from "./catalogue.js";
import { inTime } from "./in-time.js";
import { observe } from "./observe.js";

/**
 * The learner's function where it is right, else one of the course's with the same arguments and result.
 * @param id     the exercise in which the function was asked for
 * @param yours  the learner's function
 * @throws ArgumentError where the exercise asks for no function that a lesson goes on with
 */
export function use<Asked extends (...inputs: never[]) => unknown>(id: string, yours: Asked): Asked {
  const exercise = EXERCISES.get(id);
  const course = COURSE_FUNCTIONS[id] as Asked | undefined;
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
    tell(say({ fr: `${title} : votre fonction.`, en: `${title}: your function.` }));
    return yours;
  }
  tell(
    observed === "late"
      ? say({
          fr: `${title} : celle du cours, car la vôtre ne se termine pas (exercice ${id}).`,
          en: `${title}: the course's, since yours does not end (exercise ${id}).`,
        })
      : observed.kind === "unanswered"
        ? say({
            fr: `${title} : celle du cours, en attendant la vôtre.`,
            en: `${title}: the course's, until yours is written.`,
          })
        : say({
            fr: `${title} : celle du cours, car la vôtre n’est pas encore juste (exercice ${id}).`,
            en: `${title}: the course's, since yours is not right yet (exercise ${id}).`,
          }),
  );
  return ((...inputs) => course(...inputs)) as Asked;
}

function tell(text: string): void {
  notebook().display({ "text/plain": text });
}
