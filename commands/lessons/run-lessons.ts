/**
 * `npm run lesson -- FILE… [--out FOLDER]`: executes lessons through the kernel, without a browser.
 *
 * A file is a path, or a lesson's name such as `06-mnist`, or `all`. A progress line shows the current cell;
 * each cell that fails adds a line, and the exit status is then 1.
 */
import path from "node:path";
import { createInterface } from "node:readline";
import { say } from "../../src/language/language.js";
import { findLessons } from "../../system/find-lessons.js";
import { isolatedEnvironment } from "../../system/environment.js";
import type { Layout } from "../../system/layout.js";
import { progressLine } from "../../system/progress-line.js";
import { startForeground } from "../../system/run-process.js";
import { SetUpError } from "../../system/set-up-error.js";
import { withoutColours } from "../../system/without-colours.js";

/** A cell that failed: its number among the code cells, and its error. */
export interface CellFailure {
  readonly number: number;
  readonly name: string;
  readonly message: string;
  readonly traceback: string;
}

type LessonEvent =
  | { readonly event: "cell"; readonly number: number; readonly total: number }
  | ({ readonly event: "failure" } & CellFailure)
  | { readonly event: "kernel-died" };

/** The arguments of the command, read. */
export interface LessonRequest {
  readonly files: readonly string[];
  readonly out?: string;
}

/** Exit statuses above this one mean that a signal ended the program. */
const STOPPED = 128;

/**
 * Executes the given lessons; resolves to 0, to 1 if a cell failed, or to 130 or more if a signal stopped it.
 */
export async function runLessons(layout: Layout, args: readonly string[]): Promise<number> {
  const request = readLessonArguments(args);
  const lessons = await Promise.all(request.files.map((file) => findLessons(layout, file)));
  let status = 0;
  for (const lesson of lessons.flat()) {
    const code = await runLesson(layout, lesson, request.out);
    if (code >= STOPPED) return code;
    status = Math.max(status, code);
  }
  return status;
}

export function readLessonArguments(args: readonly string[]): LessonRequest {
  const files: string[] = [];
  let out: string | undefined;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--out") out = args[++i];
    else if (args[i].startsWith("--out=")) out = args[i].slice("--out=".length);
    else files.push(args[i]);
    if (args[i] === undefined || out === "" || files.at(-1)?.startsWith("-")) throw usage();
  }
  if (files.length === 0) throw usage();
  return { files, out };
}

function usage(): SetUpError {
  return new SetUpError({
    fr: "Usage : npm run lesson -- LEÇON… [--out DOSSIER]. Une leçon est un fichier .ipynb, un nom comme 06-mnist, ou all.",
    en: "Usage: npm run lesson -- LESSON… [--out FOLDER]. A lesson is an .ipynb file, a name such as 06-mnist, or all.",
  });
}

async function runLesson(layout: Layout, lesson: string, out: string | undefined): Promise<number> {
  const name = path.basename(lesson, ".ipynb");
  const target = out === undefined ? [] : [path.join(path.resolve(out), path.basename(lesson))];
  const started = performance.now();
  const { child, code } = startForeground(
    layout.python,
    [path.join(layout.root, "commands", "lessons", "execute_lesson.py"), lesson, ...target],
    {
      cwd: layout.root,
      env: isolatedEnvironment(layout),
      stdout: "pipe",
    },
  );
  const progress = progressLine();
  let failed = 0;
  const lines = createInterface({ input: child.stdout! });
  for await (const line of lines) {
    const event = readEvent(line);
    if (event?.event === "cell") {
      progress.show(
        say({
          fr: `${name} : cellule ${event.number} sur ${event.total}`,
          en: `${name}: cell ${event.number} of ${event.total}`,
        }),
      );
    } else if (event) {
      failed++;
      progress.end();
      console.log(event.event === "failure" ? describeFailure(name, event) : kernelDied(name));
    } else {
      console.log(line);
    }
  }
  const status = await code;
  progress.end();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status === 0) {
    console.log(
      failed === 0
        ? say({ fr: `${name} : réussie en ${seconds} s`, en: `${name}: passed in ${seconds} s` })
        : say({
            fr: `${name} : ${failed} cellule(s) en échec, ${seconds} s`,
            en: `${name}: ${failed} cell(s) failed, ${seconds} s`,
          }),
    );
  }
  return status === 0 && failed > 0 ? 1 : status;
}

/** The event of `execute_lesson.py` in this line; undefined for a line that another program printed. */
function readEvent(line: string): LessonEvent | undefined {
  return line.startsWith("\x1e") ? (JSON.parse(line.slice(1)) as LessonEvent) : undefined;
}

/** Describes a failure on one line: the cell, the line in it, the error. */
export function describeFailure(lesson: string, failure: CellFailure): string {
  const traceback = withoutColours(failure.traceback);
  const line = /Cell \[\d+\][^\n]*?(?:line |ligne |:)(\d+)/.exec(traceback)?.[1];
  const message = failure.message.split("\n", 1)[0].replace(/^Cell \[\d+\], line \d+: /, "");
  return say({
    fr: `${lesson} : cellule ${failure.number}${line ? `, ligne ${line}` : ""} : ${failure.name} : ${message}`,
    en: `${lesson}: cell ${failure.number}${line ? `, line ${line}` : ""}: ${failure.name}: ${message}`,
  });
}

function kernelDied(lesson: string): string {
  return say({ fr: `${lesson} : le noyau s’est arrêté.`, en: `${lesson}: the kernel died.` });
}
