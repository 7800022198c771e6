/** Whose the notebooks of a collection are, and which of a student's files counts: the newest, whenever it was collected. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { say, verbatim } from "../../src/language/language.js";
import type { Course } from "../course.js";
import { readHandIn } from "../handed-in/hand-in.js";
import { TIMESTAMP, timeIn } from "../handed-in/timestamp.js";
import type { LeftFile, SourceFile } from "./files.js";
import { whoseFiles, type Whose } from "./whose.js";

/** A notebook of a lesson given out; its plain text lies in a file of its own until the command knows whose it is. */
export interface Recognised {
  readonly file: SourceFile;
  readonly lesson: string;
  readonly text: string;
}

export interface Submission extends Recognised {
  readonly student: string;
}

/** Milliseconds that the times of two copies of one file may differ: archives count in steps of two seconds. */
const CLOCK = 2000;

/** The newest file of each student for each lesson; adds the other ones to `left`, with the reason. */
export async function submissionsOf(
  course: Course,
  recognised: readonly Recognised[],
  left: LeftFile[],
): Promise<Submission[]> {
  const newest = new Map<string, Submission>();
  for (const submission of await attributed(course, recognised, left)) {
    const key = `${submission.student}/${submission.lesson}`;
    const other = newest.get(key);
    const isNewer = other === undefined || other.file.modified <= submission.file.modified;
    const older = isNewer ? other : submission;
    if (older !== undefined)
      left.push(replaced(older.file, isNewer ? submission.file.name : other!.file.name));
    if (isNewer) newest.set(key, submission);
  }
  const taken: Submission[] = [];
  for (const submission of newest.values()) {
    const before = await collectedAt(course, submission);
    if (before !== undefined && submission.file.modified.getTime() < before - CLOCK)
      left.push(replaced(submission.file, course.submitted(submission.student, submission.lesson)));
    else taken.push(submission);
  }
  return taken;
}

/** The notebooks with their students; adds those whose student is not known to `left`. */
async function attributed(
  course: Course,
  recognised: readonly Recognised[],
  left: LeftFile[],
): Promise<Submission[]> {
  const whose = whoseFiles(
    recognised.map(({ file, lesson }) => ({ name: file.name, lesson })),
    await readdir(course.path("submitted")).catch(() => []),
    await course.knownNames(),
    await course.members(),
  );
  return recognised.flatMap((found, i) => {
    const { name, handedIn } = found.file;
    const answer: Whose = handedIn === undefined ? whose[i] : { student: handedIn.student };
    if ("why" in answer) {
      left.push({ name, why: answer.why });
      return [];
    }
    const { student } = answer;
    if (answer.isUnlisted)
      console.log(
        say({
          fr: `${verbatim(name)} : ${student} n’est pas dans la liste de la classe`,
          en: `${verbatim(name)}: ${student} is not in the class list`,
        }),
      );
    if (answer.isMatched)
      console.log(
        say({
          fr: `${verbatim(name)} : pris pour ${student}, qui a le même nom. Est-ce la même personne ?`,
          en: `${verbatim(name)}: taken for ${student}, who has the same name. Is it the same person?`,
        }),
      );
    return [{ ...found, student }];
  });
}

function replaced(file: SourceFile, by: string): LeftFile {
  return {
    name: file.name,
    why: {
      fr: `un fichier plus récent du même étudiant compte (plusieurs fichiers, le plus récent compte) : ${verbatim(by)}`,
      en: `a newer file of the same student counts (several files, the newest counts): ${verbatim(by)}`,
    },
    isByproduct: true,
  };
}

/** When the submission that lies in the course's folder was written; undefined if there is none. */
async function collectedAt(course: Course, { student, lesson }: Submission): Promise<number | undefined> {
  const handIn = await readHandIn(course, student, lesson);
  if (handIn !== undefined) return Date.parse(handIn.modified);
  // Collected by nbgrader.
  const timestamp = path.join(path.dirname(course.submitted(student, lesson)), TIMESTAMP);
  return timeIn(await readFile(timestamp, "utf8").catch(() => ""))?.getTime();
}
