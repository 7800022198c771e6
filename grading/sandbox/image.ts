/**
 * The image: a folder with all that a submission finds of this course in its sandbox, and nothing else.
 *
 * Protection by absence: the kernel and the engine are there, the exercises' references, judges and hints are not, nor any
 * lesson, test or gradebook. In place of `exercises` stands `inside/exercises.js`, which only marks answers.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../../system/layout.js";

/** Of `exercises`, what the sandbox needs: observing knows no solution. */
const OBSERVING = ["observe.js", "observe.d.ts", "attempt.js", "attempt.d.ts", "exercise.d.ts", "draw.d.ts"];
const INSIDE = ["inside", "channel.js", "plain-data.js", "notebook-file.d.ts"];

/** Where the program lies in an image. */
export const PROGRAM = ["dist", "grading", "inside", "main.js"] as const;

/** Makes the image in `folder`, whole or not at all; where somebody else made it meanwhile, theirs is as good. */
export async function makeImage(layout: Layout, folder: string): Promise<void> {
  const aside = `${folder}.${process.pid}.part`;
  const compiled = path.join(layout.root, "dist");
  const inImage = (...parts: string[]) => path.join(aside, "dist", ...parts);
  await rm(aside, { recursive: true, force: true });
  try {
    const exercises = path.join(compiled, "src", "exercises");
    await cp(path.join(compiled, "src"), inImage("src"), {
      recursive: true,
      filter: (source) => source !== exercises && !source.endsWith(".map"),
    });
    await mkdir(inImage("src", "exercises"), { recursive: true });
    for (const name of OBSERVING) await cp(path.join(exercises, name), inImage("src", "exercises", name));
    for (const name of ["exercises.js", "exercises.d.ts"])
      await writeFile(
        inImage("src", "exercises", name),
        `export * from "../../grading/inside/exercises.js";\n`,
      );
    for (const name of INSIDE)
      await cp(path.join(compiled, "grading", name), inImage("grading", name), {
        recursive: true,
        filter: (source) => !source.endsWith(".map"),
      });
    await cp(path.join(layout.root, "package.json"), path.join(aside, "package.json"));
    // A mount point for the packages.
    await mkdir(path.join(aside, "node_modules"));
    await rename(aside, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
