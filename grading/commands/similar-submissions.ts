/** `npm run grades -- [LESSON…] --similar`: lists submissions of which the code is nearly the same, for the eye alone. */
import { say } from "../../src/language/language.js";
import type { Course } from "../course.js";
import { editionsOf } from "../editions.js";
import { loadOwnExercises } from "../own-lessons/load-exercises.js";
import { readResult } from "../results.js";
import { similarPairs, type Pair, type Program } from "../similar/similar.js";
import { studentVersion } from "../student-version.js";
import { STATUS, type Outcome } from "./grading-command.js";

export async function similarSubmissions(course: Course, lessons: readonly string[]): Promise<Outcome> {
  await loadOwnExercises(course);
  const document: Record<string, { readonly compared: number; readonly pairs: readonly Pair[] }> = {};
  for (const lesson of lessons) {
    const editions = await editionsOf(course, lesson);
    const own = editions
      .flatMap((edition) => [edition.lesson, studentVersion(edition.lesson)])
      .flatMap(({ cells }) => cells.filter(({ cell_type }) => cell_type === "code"))
      .map(({ source }) => source);
    const programs = await programsOf(course, lesson);
    const pairs = similarPairs(programs, own);
    document[lesson] = { compared: programs.length, pairs };
    console.log(
      say({
        fr: `${lesson} : ${programs.length} copie(s) notée(s) comparée(s), ${pairs.length} paire(s) à regarder (un même code, aux noms près, ne prouve rien)`,
        en: `${lesson}: ${programs.length} graded submission(s) compared, ${pairs.length} pair(s) to look at (the same code but for names proves nothing)`,
      }),
    );
    for (const { students, share, cells } of pairs)
      console.log(
        `  ${Math.round(100 * share)} %  ${students.join(" – ")}  (${cells.map(cellName).join(", ")})`,
      );
  }
  return { status: STATUS.done, document: { lessons: document } };
}

function cellName(name: string): string {
  return name === "" ? say({ fr: "cellules ajoutées", en: "added cells" }) : name;
}

async function programsOf(course: Course, lesson: string): Promise<Program[]> {
  const programs: Program[] = [];
  for (const student of await course.students(lesson)) {
    const result = await readResult(course, student, lesson);
    if (result === undefined) continue;
    const cells = result.marking.cells
      .filter(({ cell_type }) => cell_type === "code")
      .map(({ metadata, source }) => ({ name: metadata.nbgrader?.grade_id ?? "", source }));
    programs.push({ student, cells });
  }
  return programs;
}
