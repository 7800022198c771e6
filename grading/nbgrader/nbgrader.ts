/** nbgrader, from our commands: the course's configuration, and its own calls by `course.py`. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { isolatedEnvironment } from "../../system/environment.js";
import { run } from "../../system/run-process.js";
import { SetUpError } from "../../system/set-up-error.js";
import { writeIfChanged } from "../../system/write-aside.js";
import type { Course } from "../course.js";

/** One line of `course.py`. */
export type Told =
  | { readonly done: string }
  | { readonly failed: string; readonly why: string }
  | ({ readonly lesson: string; readonly student: string; readonly maximum: number } & Marks);

/** What the gradebook says of a submission, by cell; a score is null until somebody has marked it. */
export interface Marks {
  readonly grades: Readonly<
    Record<string, { readonly score: number | null; readonly maximum: number; readonly byHand: boolean }>
  >;
  readonly comments: Readonly<Record<string, string>>;
}

/** Writes the configuration that nbgrader's own programs and the formgrader read, into the course's folder or another. */
export async function writeConfiguration(course: Course, where = course.root): Promise<void> {
  await mkdir(course.path("exchange"), { recursive: true });
  const text = `"""Written by the course's commands, and written anew where Node or the clone have moved."""
import sys
sys.path.insert(0, ${pythonText(folder(course))})
from neurones_nbgrader import configure
configure(get_config(), ${pythonText(course.root)}, ${pythonText(process.execPath)})
`;
  await writeIfChanged(path.join(where, "nbgrader_config.py"), text);
}

/** Has `course.py` do something; `heard` is called with each line that it tells. Throws `SetUpError` where it fails as a whole. */
export async function callNbgrader(
  course: Course,
  words: readonly string[],
  heard: (told: Told) => void,
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
        if (line.startsWith("{")) heard(JSON.parse(line) as Told);
        else rest.push(line);
      },
    },
  );
  if (code === 0) return;
  const reason = reasonIn(output);
  throw new SetUpError({ fr: `nbgrader a échoué : ${reason}`, en: `nbgrader failed: ${reason}` });
}

/** The line of a log that says what went wrong. */
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

/** A text as Python reads it: JSON's escapes are Python's. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}
