/**
 * Finds out which student handed in a file, and for which lesson.
 *
 * The names of the graded cells tell the lesson; if the file has none of them, its name does. The student's
 * name is taken from the file's path, in the usual forms:
 *
 *     Zoé Martin_123456_assignsubmission_file_/03-perceptron.ipynb       Moodle, with folders
 *     Zoé Martin_123456_assignsubmission_file_03-perceptron.ipynb        Moodle, without folders
 *     zoe/03-perceptron/03-perceptron.ipynb, zoe/03-perceptron.ipynb     a folder per student, as in nbgrader
 *     zoe/devoir.ipynb                                                   the file's name names nobody
 *     03-perceptron_zoe.ipynb, zoe_03-perceptron.ipynb, zoe-03-perceptron (1).ipynb
 */
import { sha256 } from "../../system/sha256.js";
import { isRecord, type Notebook } from "../notebook-file.js";

const MOODLE = /^(.+?)_(\d+)_assignsubmission_/;

/**
 * The lesson to which most of the notebook's graded cells belong; if none do, the lesson in the file's name.
 */
export function lessonOf(
  notebook: Notebook,
  file: string,
  lessons: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const ids = notebook.cells.flatMap(({ metadata: { nbgrader } }) =>
    isRecord(nbgrader) && typeof nbgrader.grade_id === "string" ? [nbgrader.grade_id] : [],
  );
  const counted = [...lessons]
    .map(([lesson, known]) => ({ lesson, count: ids.filter((id) => known.has(id)).length }))
    .sort((a, b) => b.count - a.count);
  if (counted.length > 0 && counted[0].count > 0) return counted[0].lesson;
  return [...lessons.keys()].find((lesson) => simplified(file).includes(simplified(lesson)));
}

/**
 * The student's name in a file's path, as an identifier of letters, digits and dashes; undefined if the path
 * has none.
 * @param isCommon  true if the file's own name is not a student's: others have the same, or it names the work
 */
export function studentOf(file: string, lesson: string, isCommon = false): string | undefined {
  const moodle = moodleOf(file);
  if (moodle !== undefined) return identifier(`${moodle.name} ${moodle.number}`);
  const { own, folders } = namesIn(file, lesson);
  return own !== "" && !isCommon ? own : folders[0];
}

/**
 * The names in a file's path without the lesson's: its own, "" if it has none, and those of its folders, the nearest first.
 */
export function namesIn(
  file: string,
  lesson: string,
): { readonly own: string; readonly folders: readonly string[] } {
  const parts = file.split(/[\\/]/);
  const folders = parts
    .slice(0, -1)
    .map((folder) => withoutLesson(folder.replace(/\.zip$/i, ""), lesson))
    .filter((folder) => folder !== "");
  return {
    own: withoutLesson((parts.at(-1) ?? "").replace(NOTEBOOK_ENDING, ""), lesson),
    folders: folders.reverse(),
  };
}

/** The ends of a notebook's file name, as browsers and mail programs leave them. */
export const NOTEBOOK_ENDING = /(?:\.ipynb)?(?:\.txt|\.json)?$/i;

/** The student's name with its accents and capitals; only Moodle's paths have it. */
export function fullNameOf(file: string): string | undefined {
  return moodleOf(file)?.name;
}

/** The participant of Moodle's whose file this is: the full name, and the number in this assignment. */
export function moodleOf(file: string): { readonly name: string; readonly number: string } | undefined {
  const match = file
    .split(/[\\/]/)
    .map((part) => MOODLE.exec(part))
    .find((found) => found !== null);
  return match ? { name: match[1], number: match[2] } : undefined;
}

/**
 * The rest of a name without the lesson's name, a browser's " (1)" and the " (nouvelle version)" of
 * `travail/` and the " (new version)" of `work/`.
 */
function withoutLesson(name: string, lesson: string): string {
  const rest = name.replace(/\((?:\d+|(?:nouvelle|new) version(?: \d+)?)\)/g, " ");
  const [found, wanted] = [identifier(rest), identifier(lesson)];
  const place = `-${found}-`.indexOf(`-${wanted}-`);
  if (place < 0) return found;
  return identifier(`${`-${found}-`.slice(0, place)} ${`-${found}-`.slice(place + wanted.length + 2)}`);
}

/** The most letters of an identifier: it becomes the name of a folder. */
const LONGEST = 80;

/**
 * The name in lower-case letters without accents, digits and single dashes. A very long name is cut, and ends with a
 * digest of all of it.
 */
export function identifier(name: string): string {
  const letters = simplified(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (letters.length <= LONGEST) return letters;
  return `${letters.slice(0, LONGEST)}-${sha256(letters).slice(0, 8)}`;
}

function simplified(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}
