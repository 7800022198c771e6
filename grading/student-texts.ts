/** The student's versions of all lessons of an edition, as the files that students get. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { LessonTexts } from "../delivery/work-folder.js";
import type { Layout } from "../system/layout.js";
import { readNotebook, writeNotebook } from "./notebook-file.js";
import { studentVersion } from "./student-version.js";

/**
 * The text of each lesson's file without solutions and outputs, by the file's name; none where the folder of the lessons is
 * missing.
 * @throws SetUpError for a file that is not a notebook, UnclosedRegion for a solution without its end
 */
export async function studentTexts({ lessons }: Pick<Layout, "lessons">): Promise<LessonTexts> {
  const names = (await readdir(lessons).catch(() => [])).filter((name) => name.endsWith(".ipynb")).sort();
  const texts = new Map<string, string>();
  for (const name of names)
    texts.set(name, writeNotebook(studentVersion(await readNotebook(path.join(lessons, name)))));
  return texts;
}
