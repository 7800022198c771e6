/**
 * A lesson in all languages of the course, as grading sees it: one assignment takes a submission in any of them.
 *
 * Names of graded cells and points are the same in all editions, so the gradebook knows only the first edition,
 * which was given out as the lesson itself; texts of cells and names of variables differ. A submission is compared
 * with the edition that it was made from, and everything that its student reads is in the language of that edition.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { existsSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { LANGUAGES, SPOKEN, type Language } from "../src/language/language.js";
import { roleCells } from "./convention.js";
import type { Course } from "./course.js";
import { languageOf, readNotebook, writeNotebook, type Cell, type Notebook } from "./notebook-file.js";
import { studentVersion } from "./student-version.js";

/** The edition of the lesson itself. */
export const FIRST: Language = LANGUAGES[0];
/** The other editions, which may be missing. */
export const OTHERS: readonly Language[] = LANGUAGES.slice(1);

export interface Edition {
  readonly language: Language;
  /** The instructor's version. */
  readonly lesson: Notebook;
  /** True if a later version has replaced this one since students got it. */
  readonly isReplaced?: true;
}

/** The file of the same lesson in another language, if it lies in the folder of that language beside the lesson's. */
export function otherEdition(file: string, language: Language): string | undefined {
  const folder = path.dirname(path.resolve(file));
  const other = path.join(path.dirname(folder), language, path.basename(file));
  return path.basename(folder) === FIRST && existsSync(other) ? other : undefined;
}

/** The editions of a lesson that were given out: the present ones, then those that they have replaced. */
export async function editionsOf(course: Course, lesson: string): Promise<Edition[]> {
  const files = LANGUAGES.map((language) => ({ language, file: course.edition(lesson, language) }));
  const present = await Promise.all(
    files
      .filter(({ language, file }) => language === FIRST || existsSync(file))
      .map(async ({ language, file }): Promise<Edition> => {
        const lesson = await readNotebook(file);
        // An instructor's own lesson has one edition, in any language.
        return { language: language === FIRST ? languageOf(lesson) : language, lesson };
      }),
  );
  return [...present, ...(await replacedEditions(course, lesson, present))];
}

/**
 * The earlier versions with the same graded cells. Points are those of the present version, which the gradebook has.
 */
async function replacedEditions(
  course: Course,
  lesson: string,
  present: readonly Edition[],
): Promise<Edition[]> {
  const known = new Set(present.map((edition) => writeNotebook(edition.lesson)));
  const points = pointsIn(present[0].lesson);
  const versions = await Promise.all((await course.versions(lesson)).map(readNotebook));
  return versions
    .filter((version) => !known.has(writeNotebook(version)))
    .filter((version) => isDeepStrictEqual(namesIn(version), namesIn(present[0].lesson)))
    .map((version) => ({
      language: languageOf(version),
      lesson: { ...version, cells: version.cells.map((cell) => withPoints(cell, points)) },
      isReplaced: true,
    }));
}

const namesIn = (lesson: Notebook): Set<string> => new Set(roleCells(lesson).map(({ gradeId }) => gradeId));
const pointsIn = (lesson: Notebook): Map<string, number> =>
  new Map(roleCells(lesson).map(({ gradeId, points }) => [gradeId, points]));

function withPoints(cell: Cell, points: ReadonlyMap<string, number>): Cell {
  const { nbgrader } = cell.metadata;
  if (nbgrader?.points === undefined) return cell;
  const present = points.get(nbgrader.grade_id) ?? nbgrader.points;
  return { ...cell, metadata: { ...cell.metadata, nbgrader: { ...nbgrader, points: present } } };
}

/**
 * The edition that a submission was made from: the one that shares most cells with it, since a student may have
 * changed any cell, and the notebook's kernel too.
 */
export function editionOf(editions: readonly Edition[], submitted: Notebook): Edition {
  const sources = new Set(submitted.cells.map(({ source }) => source.trim()));
  const shared = editions.map(({ lesson }) => {
    const released = studentVersion(lesson);
    const tests = roleCells(released).filter(
      ({ role, cell }) => role === "test" && sources.has(cell.source.trim()),
    );
    // Tests first: a submission with another edition's test would earn nothing for it.
    return (
      tests.length * released.cells.length +
      released.cells.filter(({ source }) => sources.has(source.trim())).length
    );
  });
  return editions[shared.indexOf(Math.max(...shared))];
}

const chosen = new AsyncLocalStorage<Language>();

/**
 * Runs `act`, whose sentences are all in this language, while other submissions are graded in other languages at
 * the same time.
 */
export function speaking<Result>(language: Language, act: () => Result): Result {
  const spoken = (globalThis as unknown as Record<typeof SPOKEN, { current: Language }>)[SPOKEN];
  if (Object.getOwnPropertyDescriptor(spoken, "current")?.get === undefined) {
    let usual = spoken.current;
    Object.defineProperty(spoken, "current", {
      get: () => chosen.getStore() ?? usual,
      set: (next: Language) => (usual = next),
    });
  }
  return chosen.run(language, act);
}
