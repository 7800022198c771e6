/** Calls nbgrader from our commands, by `course.py`, and writes its configuration. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { isolatedEnvironment } from "../../system/environment.js";
import { run } from "../../system/run-process.js";
import { SetUpError } from "../../system/set-up-error.js";
import { writeIfChanged } from "../../system/write-aside.js";
import type { Course } from "../course.js";

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
}

/** Writes the configuration file that nbgrader and the formgrader read, into the folder `where`. */
export async function writeConfiguration(course: Course, where = course.root): Promise<void> {
  await mkdir(course.exchange, { recursive: true });
  const text = `"""Written by the course's commands, which update it when Node or the clone has moved."""
import sys
sys.path.insert(0, ${pythonText(folder(course))})
from neurones_nbgrader import configure
configure(get_config(), ${pythonText(course.root)}, ${pythonText(process.execPath)})
`;
  await writeIfChanged(path.join(where, "nbgrader_config.py"), text);
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
    [path.join(folder(course), "course.py"), course.root, process.execPath, ...words],
    {
      cwd: root,
      env: { ...isolatedEnvironment(course.layout), NEURONES_GRADED: "1" },
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

function folder(course: Course): string {
  return path.join(course.layout.root, "grading", "nbgrader");
}

/** A text as a literal of Python, whose escape sequences are those of JSON. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}
