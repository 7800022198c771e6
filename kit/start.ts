/**
 * The command of a student in the kit, `npm start`: `kernel-setup/bootstrap.cjs` calls `main` once the packages are
 * installed. The lessons lie there in the student's version already.
 */
import { lessonTexts } from "../delivery/lesson-texts.js";
import { removeFormerFiles } from "../kernel-setup/given-files.js";
import { runCommand, type Handover } from "../kernel-setup/run-command.js";
import { start } from "../kernel-setup/start.js";

/** Runs the command to its end; resolves to the exit status. */
export async function main(args: readonly string[], handover: Handover): Promise<number> {
  await removeFormerFiles(handover.root);
  return runCommand(
    { start: (layout, given) => start({ studentTexts: lessonTexts }, layout, given) },
    args,
    handover,
  );
}
