/**
 * Makes the image: a folder with the part of this course that a submission can read in its sandbox.
 *
 * The image holds the kernel and the engine. It does not hold the exercises' reference solutions, their
 * functions that judge answers, or their hints, nor any lesson, test or gradebook: student code cannot read
 * what is not there. The module `exercises` is replaced by `sandbox-program/exercises.js`, which only records
 * answers.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../../system/layout.js";

/** The files of `src/exercises` that observe answers; none of them knows a solution. */
const OBSERVING = ["observe.js", "observe.d.ts", "attempt.js", "attempt.d.ts", "exercise.d.ts", "draw.d.ts"];
/** The files and folders of `grading` that the program in the sandbox needs. */
const PROGRAM_FILES = ["sandbox-program", "channel.js", "plain-data.js", "notebook-file.d.ts"];

/**
 * Makes the image in `folder`, completely or not at all. If another process has made it meanwhile, that image
 * is used.
 */
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
        `export * from "../../grading/sandbox-program/exercises.js";\n`,
      );
    await cp(path.join(compiled, "bundle"), inImage("bundle"), {
      recursive: true,
      filter: (source) => !/exercises\.c?js$|\.map$/.test(source),
    });
    for (const folder of [["bundle"], ["bundle", "node"]])
      await writeFile(
        inImage(...folder, "exercises.js"),
        `export * from "${"../".repeat(folder.length)}grading/sandbox-program/exercises.js";\n`,
      );
    for (const name of PROGRAM_FILES)
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
