/** Which of the files of a collection are notebooks of a lesson that was given out. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Sentence } from "../../src/language/language.js";
import { roleCells } from "../convention.js";
import type { Course } from "../course.js";
import { parseNotebook, readNotebook } from "../notebook-file.js";
import { reasonOf, type LeftFile, type SourceFile } from "./files.js";
import type { Recognised } from "./newest.js";
import { Reader } from "./reader.js";
import { lessonOf } from "./recognise.js";

/** The names of the graded cells of each lesson. */
export async function lessonsGivenOut(course: Course): Promise<Map<string, Set<string>>> {
  const names = await course.chosenLessons([]);
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [
            name,
            new Set(roleCells(await readNotebook(course.source(name))).map(({ gradeId }) => gradeId)),
          ] as const,
      ),
    ),
  );
}

/**
 * Recognises the files, and adds those that are no notebooks of a lesson to `left`.
 * @param aside  the folder for the plain texts of the notebooks
 */
export async function recogniseAll(
  files: readonly SourceFile[],
  lessons: ReadonlyMap<string, ReadonlySet<string>>,
  aside: string,
  left: LeftFile[],
): Promise<Recognised[]> {
  const recognised: Recognised[] = [];
  const reader = new Reader();
  try {
    for (const file of files) {
      const found = await recognise(file, lessons, reader, path.join(aside, `${recognised.length}.ipynb`));
      if ("why" in found) left.push(found);
      else recognised.push(found);
    }
  } finally {
    reader.close();
  }
  return recognised;
}

/** Recognises a file and writes its plain text to `aside`. */
async function recognise(
  file: SourceFile,
  lessons: ReadonlyMap<string, ReadonlySet<string>>,
  reader: Reader,
  aside: string,
): Promise<Recognised | LeftFile> {
  const { name } = file;
  let content: Buffer;
  try {
    content = await file.read();
  } catch (error) {
    return { name, why: reasonOf(error) };
  }
  const read = await reader.read(content);
  if ("refused" in read)
    return {
      name,
      why: {
        fr: `ce n’est pas un notebook lisible : ${read.refused.fr}`,
        en: `it is not a readable notebook: ${read.refused.en}`,
      },
    };
  const lesson = lessonOf(parseNotebook(read.text, path.basename(name)), name, lessons);
  if (lesson === undefined) return { name, why: otherLesson([...lessons.keys()]) };
  await writeFile(aside, read.text);
  return { file, lesson, text: aside };
}

function otherLesson(lessons: readonly string[]): Sentence {
  return {
    fr: `ce n’est aucune des leçons distribuées (${lessons.join(", ")})`,
    en: `it is not one of the lessons given out (${lessons.join(", ")})`,
  };
}
