/**
 * The commands of students and instructors: `kernel-setup/bootstrap.cjs` calls `main` once the packages for
 * learning are installed. The commands of engineers are in `engineering.ts`.
 */
import { collect } from "../grading/commands/collect.js";
import { feedback } from "../grading/commands/feedback.js";
import { grade } from "../grading/commands/grade.js";
import { grades } from "../grading/commands/grades.js";
import { release } from "../grading/commands/release.js";
import { prepareInstructor } from "../grading/instructor.js";
import { studentTexts } from "../grading/student-texts.js";
import { runCommand, type Handover } from "../kernel-setup/run-command.js";
import { completeShared } from "../kernel-setup/complete-shared.js";
import { start } from "../kernel-setup/start.js";
import { kit, KIT_OPTION } from "../kit/write-kit.js";
import { dataVariable } from "../system/environment.js";
import type { Layout } from "../system/layout.js";
import { lite } from "../browser-edition/lite.js";
import { runLessons } from "./lessons/run-lessons.js";

/** Runs a command to its end; resolves to the exit status. */
export function main(args: readonly string[], handover: Handover): Promise<number> {
  return runCommand(
    {
      start: (layout, given) => start({ studentTexts, prepareInstructor }, layout, given),
      lesson: runLessons,
      train,
      lite,
      release: (layout, given) => (given.includes(KIT_OPTION) ? kit : release)(layout, given),
      collect,
      grade,
      feedback,
      grades,
      "complete-shared": (layout) => completeShared(layout, handover),
    },
    args,
    handover,
  );
}

/**
 * `npm run train -- JOB`, in this process. The engine is loaded only here, since no other command needs it.
 */
async function train(layout: Layout, args: readonly string[]): Promise<number> {
  Object.assign(process.env, dataVariable(layout));
  const { runTraining } = await import("../training/main.js");
  return runTraining(args);
}
