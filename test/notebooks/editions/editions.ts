/** The folders and files of both editions, and the tables of names between them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../setup/clone.js";
import type { Names } from "./code.js";

export const FRENCH = path.join(ROOT, "notebooks", "fr");
export const ENGLISH = path.join(ROOT, "notebooks", "en");

/** The names of the lessons' files that stand in a folder. */
export const lessonsIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ipynb")) : [];

/** The table of a lesson: English names by the French ones. */
export function namesOf(file: string): Names {
  const table = path.join(ENGLISH, "names", file.replace(/\.ipynb$/, ".json"));
  return JSON.parse(readFileSync(table, "utf8")) as Names;
}
