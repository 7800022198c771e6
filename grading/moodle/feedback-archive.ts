/**
 * The archive that an assignment of Moodle takes as “Upload multiple feedback files in a zip”.
 *
 * Moodle finds the participant in the name of a folder: full name, number, and the plug-in that gets the file, divided by
 * underscores. Versions before 4.1 want the underscore at the end, later ones take it.
 */
import { readFile } from "node:fs/promises";
import { zipArchive, type ZipFile } from "../../system/write-zip.js";
import type { Course } from "../course.js";
import { readHandIn, type Participant } from "../handed-in/hand-in.js";

/** The archive of these students' pages; `without` are those whose number in Moodle is not known. */
export async function feedbackArchive(
  course: Course,
  lesson: string,
  students: readonly string[],
): Promise<{ readonly archive: Buffer; readonly without: readonly string[] }> {
  const files: ZipFile[] = [];
  const without: string[] = [];
  const modified = new Date();
  for (const student of students) {
    const participant = (await readHandIn(course, student, lesson))?.participant;
    if (participant === undefined) without.push(student);
    else
      files.push({
        name: `${folderOf(participant)}/${lesson}.html`,
        content: await readFile(course.feedback(student, lesson)),
        modified,
      });
  }
  return { archive: zipArchive(files), without };
}

/** An underscore or a slash in a name would divide it in the wrong place. */
function folderOf({ name, number }: Participant): string {
  return `${name.replace(/[_/\\]+/g, " ").trim() || "participant"}_${number}_assignfeedback_file_`;
}
