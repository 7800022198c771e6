/**
 * The commands of students and instructors: what `bootstrap.cjs` calls when the packages for learning are installed. Those
 * of engineers are in `engineering.ts`.
 */
import { collect } from "../grading/commands/collect.js";
import { feedback } from "../grading/commands/feedback.js";
import { grade } from "../grading/commands/grade.js";
import { grades } from "../grading/commands/grades.js";
import { release } from "../grading/commands/release.js";
import { runCommand, type Handover } from "./commands.js";
import { runLessons } from "./run-lessons.js";
import { start } from "./start.js";
import { train } from "./train.js";

/** Runs a command to its end; resolves to the exit status. */
export function main(args: readonly string[], handover: Handover): Promise<number> {
  return runCommand(
    { start, lesson: runLessons, train, release, collect, grade, feedback, grades },
    args,
    handover,
  );
}
