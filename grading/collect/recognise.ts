/**
 * Whose submission a file is, and of which lesson.
 *
 * The lesson is known by the names of the graded cells, whatever the file is called; where these are gone, by the file's name.
 * The student is known by the ways in which files are usually named:
 *
 *     Zoé Martin_123456_assignsubmission_file_/03-perceptron.ipynb       Moodle, with folders
 *     Zoé Martin_123456_assignsubmission_file_03-perceptron.ipynb        Moodle, without
 *     zoe/03-perceptron/03-perceptron.ipynb, zoe/03-perceptron.ipynb     a folder a student, as nbgrader has it
 *     zoe/devoir.ipynb                                                   beside others' files of the same name
 *     03-perceptron_zoe.ipynb, zoe_03-perceptron.ipynb, zoe-03-perceptron (1).ipynb
 */
import path from "node:path";
import { isRecord, type Notebook } from "../notebook-file.js";

const MOODLE = /^(.+?)_(\d+)_assignsubmission_/;

/** The lesson of a notebook: the one to which most of its graded cells belong; else the one in the file's name. */
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
 * The student's name in a file's path, as an identifier of letters, digits and dashes; undefined where there is none.
 * `isCommon` where other files have the same name, so that it is nobody's.
 */
export function studentOf(file: string, lesson: string, isCommon = false): string | undefined {
  const parts = file.split(/[\\/]/);
  const moodle = moodleOf(file);
  if (moodle !== undefined) return identifier(`${moodle.name} ${moodle.number}`);
  const own = withoutLesson(path.posix.basename(parts.at(-1) ?? "", ".ipynb"), lesson);
  if (own !== "" && !isCommon) return own;
  const folders = parts
    .slice(0, -1)
    .map((folder) => withoutLesson(folder, lesson))
    .filter((folder) => folder !== "");
  return folders.at(-1);
}

/** The student's name as written, where the file's path has it. */
export function fullNameOf(file: string): string | undefined {
  return moodleOf(file)?.name;
}

function moodleOf(file: string): { readonly name: string; readonly number: string } | undefined {
  const match = file
    .split(/[\\/]/)
    .map((part) => MOODLE.exec(part))
    .find((found) => found !== null);
  return match ? { name: match[1], number: match[2] } : undefined;
}

/** What a name says beside the lesson's and a browser's " (1)" or our " (nouvelle version)". */
function withoutLesson(name: string, lesson: string): string {
  const rest = name.replace(/\((?:\d+|nouvelle version(?: \d+)?)\)/g, " ");
  const [found, wanted] = [identifier(rest), identifier(lesson)];
  const place = `-${found}-`.indexOf(`-${wanted}-`);
  if (place < 0) return found;
  return identifier(`${`-${found}-`.slice(0, place)} ${`-${found}-`.slice(place + wanted.length + 2)}`);
}

/** Letters without accents, digits and single dashes. */
export function identifier(name: string): string {
  return simplified(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

function simplified(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}
