/** The lessons of a folder that holds their student's versions already, as the kit and a shared installation do. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../system/layout.js";
import type { LessonTexts } from "./work-folder.js";

/** The text of each lesson's file, by the file's name. */
export async function lessonTexts({ lessons }: Pick<Layout, "lessons">): Promise<LessonTexts> {
  const names = (await readdir(lessons)).filter((name) => name.endsWith(".ipynb")).sort();
  const texts = names.map(async (name) => [name, await readFile(path.join(lessons, name), "utf8")] as const);
  return new Map(await Promise.all(texts));
}
