/**
 * What a class may be given of this clone: JupyterLab's set-up, the kernel, the engine, and nothing that holds a solution, a
 * model answer or a judge of answers that can be read at a glance. No other file decides this.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";

/** A folder of the clone from which files are given, and the files within it, by their paths with slashes. */
interface Given {
  readonly folder: string;
  readonly files: RegExp;
}

const COMPILED = /\.(js|cjs|wasm|d\.ts)$/;

const GIVEN: readonly Given[] = [
  { folder: "", files: /^(LICENSE|\.npmrc)$/ },
  { folder: "kernel-setup", files: /^[^/]+\.(cjs|lock|txt)$|^logos\/[^/]+\.(png|svg)$/ },
  // The engine as it is written, to be read.
  { folder: "src", files: /\.ts$/ },
  { folder: "dist/src", files: COMPILED },
  { folder: "dist/bundle", files: /^(node\/[^/]+\.c?js|playground-view\.js|lab-extension\.js)$/ },
  { folder: "dist/system", files: /\.js$/ },
  { folder: "dist/delivery", files: /\.js$/ },
  { folder: "dist/kernel-setup", files: /\.js$/ },
  { folder: "dist/kit", files: /^start\.js$/ },
];

/** What is never given: the exercises but for the types of what a cell calls, and the clone's own entries. */
const KEPT = [
  /^src\/exercises\//,
  /^dist\/src\/exercises\/(.+\/|[^/]+\.js$)/,
  /^dist\/src\/index\.js$/,
  /^dist\/src\/tfjs\/index\.js$/,
];

/** The joined exercises, which the engine's bundle needs; they are given with their letters exchanged. */
export const JOINED_EXERCISES = "dist/bundle/node/exercises.cjs";

/** Whether a file of the clone, named by its path with slashes from the clone's folder, is given. */
export function isGiven(file: string): boolean {
  if (KEPT.some((pattern) => pattern.test(file))) return false;
  return GIVEN.some(({ folder, files }) => {
    if (folder === "") return files.test(file);
    return file.startsWith(`${folder}/`) && files.test(file.slice(folder.length + 1));
  });
}

/** All files of the clone that are given, by their paths with slashes, in the order of their names. */
export async function givenFiles(root: string): Promise<string[]> {
  const folders = [...new Set(GIVEN.map(({ folder }) => folder))];
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(path.join(root, folder), { recursive: folder !== "" });
      return names.map((name) => path.posix.join(folder, name.split(path.sep).join("/")));
    }),
  );
  return [...new Set(lists.flat())].filter(isGiven).sort();
}
