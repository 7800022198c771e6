/** Finding the notebooks that a person names on the command line. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "./layout.js";
import { SetUpError } from "./set-up-error.js";

/**
 * The notebooks that an argument of a command names: a path, or a lesson's name such as `06-mnist`, or `all`.
 */
export async function findLessons(layout: Layout, file: string): Promise<string[]> {
  const folder = layout.lessons;
  if (file === "all") {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith(".ipynb"))
      .sort()
      .map((name) => path.join(folder, name));
  }
  const places = [path.resolve(file), path.join(folder, file), path.join(folder, `${file}.ipynb`)];
  const found = places.find((place) => place.endsWith(".ipynb") && existsSync(place));
  if (found !== undefined) return [found];
  const known = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".ipynb")).join(", ");
  throw new SetUpError({
    fr: `Leçon introuvable : « ${file} ». Donnez un fichier .ipynb, ou l’une de : ${known}, all.`,
    en: `No such lesson: “${file}”. Give an .ipynb file, or one of: ${known}, all.`,
  });
}
