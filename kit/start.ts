/**
 * The command of a student in the kit, `npm start`: `kernel-setup/bootstrap.cjs` calls `main` once the packages are
 * installed. The lessons lie there in the student's version already.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { LessonTexts } from "../delivery/work-folder.js";
import { removeFormerFiles } from "../kernel-setup/given-files.js";
import { runCommand, type Handover } from "../kernel-setup/run-command.js";
import { start } from "../kernel-setup/start.js";
import type { Layout } from "../system/layout.js";

/** Runs the command to its end; resolves to the exit status. */
export async function main(args: readonly string[], handover: Handover): Promise<number> {
  await removeFormerFiles(handover.root);
  return runCommand({ start: (layout, given) => start({ studentTexts }, layout, given) }, args, handover);
}

async function studentTexts({ lessons }: Layout): Promise<LessonTexts> {
  const names = (await readdir(lessons)).filter((name) => name.endsWith(".ipynb")).sort();
  const texts = names.map(async (name) => [name, await readFile(path.join(lessons, name), "utf8")] as const);
  return new Map(await Promise.all(texts));
}
