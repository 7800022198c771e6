/** Calls nbgrader from our commands, by `course.py`. */
import path from "node:path";
import { isolatedEnvironment } from "../../system/environment.js";
import { run } from "../../system/run-process.js";
import { SetUpError } from "../../system/set-up-error.js";
import type { Course } from "../course.js";
import { pluginFolder, writeConfiguration } from "./configuration.js";

/** One line of the output of `course.py`. */
export type NbgraderMessage =
  | { readonly done: string }
  | { readonly failed: string; readonly why: string }
  | ({ readonly lesson: string; readonly student: string; readonly maximum: number } & Marks);

/**
 * The gradebook's entries for a submission, by cell; a score is null until somebody has marked the answer.
 */
export interface Marks {
  readonly grades: Readonly<
    Record<string, { readonly score: number | null; readonly maximum: number; readonly byHand: boolean }>
  >;
  readonly comments: Readonly<Record<string, string>>;
  /** If the lesson has a due date: when it is (ISO 8601), how late the submission is, and the points that this costs. */
  readonly due?: { readonly date: string; readonly secondsLate: number; readonly penalty: number };
}

/**
 * Runs `course.py` and calls `onMessage` for each message of it. Throws `SetUpError` if the program fails.
 */
export async function callNbgrader(
  course: Course,
  words: readonly string[],
  onMessage: (message: NbgraderMessage) => void,
): Promise<void> {
  await writeConfiguration(course);
  const { python, root } = course.layout;
  const rest: string[] = [];
  const { code, output } = await run(
    python,
    [path.join(pluginFolder(course), "course.py"), course.root, ...words],
    {
      cwd: root,
      env: { ...isolatedEnvironment(course.layout), NEURONES_BY_COMMAND: "1" },
      quiet: true,
      onLine(line) {
        if (line.startsWith("{")) onMessage(JSON.parse(line) as NbgraderMessage);
        else rest.push(line);
      },
    },
  );
  if (code === 0) return;
  const reason = reasonIn(output);
  throw new SetUpError({ fr: `nbgrader a échoué : ${reason}`, en: `nbgrader failed: ${reason}` });
}

/** The line of a log that names the error; the last line if none does. */
export function reasonIn(log: string): string {
  const lines = log
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return (
    lines.findLast((line) => /^[\w.]*(Error|Exception)\b/.test(line) && !line.includes("above traceback")) ??
    lines.at(-1) ??
    ""
  );
}
