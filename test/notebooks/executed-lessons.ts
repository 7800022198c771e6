/**
 * The executed lessons, for all tests that check outputs or which cells are out of date. Each lesson is executed once,
 * offline and with its training shortened: in JupyterLab if the browser tests have run before in this process, else
 * through a kernel without a browser.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { outcomeOf, ROOT } from "../setup/clone.js";
import { CHANGES, type Change } from "./changes.js";
import { runInKernel, type Marks } from "./run-in-kernel.js";

export const LESSONS = path.join(ROOT, "notebooks", "fr");

/**
 * The time limit of a test, for lessons that hang. With its training shortened a lesson takes less than a
 * minute on an idle machine.
 */
export const LESSON_TIMEOUT = 900_000;

/** The names of the lessons' files, in order. */
export function lessonFiles(): readonly string[] {
  return existsSync(LESSONS) ? readdirSync(LESSONS).filter((name) => name.endsWith(".ipynb")) : [];
}

/** An executed lesson. */
interface Executed {
  /** The path of the notebook with its outputs. */
  readonly saved: string;
  readonly marks: Marks;
}

let temporary: string | undefined;
const executed = new Map<string, Promise<Executed>>();

/** A folder for files that the tests derive from lessons; it is deleted when the process ends. */
export function lessonsFolder(): string {
  if (temporary === undefined) {
    const made = (temporary = mkdtempSync(path.join(tmpdir(), "neurones-lessons-")));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  }
  return temporary;
}

/**
 * Registers a lesson that JupyterLab executed from top to bottom and saved; only the outputs of the kernel
 * are taken over.
 */
export function registerExecuted(file: string, executedFile: string, marks: Marks): void {
  const notebook = JSON.parse(readFileSync(executedFile, "utf8")) as {
    cells: { outputs?: { data?: Record<string, unknown> }[] }[];
  };
  for (const { data = {} } of notebook.cells.flatMap(({ outputs = [] }) => outputs)) {
    // JupyterLab's plotly renderer adds a picture of what it has drawn.
    if ("application/vnd.plotly.v1+json" in data) delete data["image/png"];
  }
  const saved = path.join(lessonsFolder(), file);
  writeFileSync(saved, JSON.stringify(notebook));
  executed.set(file, Promise.resolve({ saved, marks }));
}

/** The path of a lesson with its outputs; the first call executes it. */
export async function executedLesson(file: string): Promise<string> {
  return (await executedOnce(file)).saved;
}

/** The cells of a lesson that are out of date after it, and after each of its changes (`changes.ts`). */
export async function marksOf(file: string): Promise<Marks> {
  return (await executedOnce(file)).marks;
}

function executedOnce(file: string): Promise<Executed> {
  const known = executed.get(file) ?? execute(file);
  executed.set(file, known);
  return known;
}

function execute(file: string): Promise<Executed> {
  return executeInKernel(path.join(LESSONS, file), lessonsFolder(), CHANGES[file] ?? []);
}

/**
 * Executes a notebook and changes its cells as a page does, and writes it into a folder: offline, its training shortened, and
 * without the set-up and the Python program of `npm run lesson`, which take seconds for each notebook.
 */
export async function executeInKernel(
  file: string,
  folder: string,
  changes: readonly Change[] = [],
): Promise<Executed> {
  const { notebook, marks } = await runInKernel(file, changes, {
    NEURONES_OFFLINE: "1",
    NEURONES_QUICK: "1",
    NEURONES_DATA: path.join(lessonsFolder(), "data"),
  });
  const saved = path.join(folder, path.basename(file));
  mkdirSync(folder, { recursive: true });
  writeFileSync(saved, JSON.stringify(notebook));
  return { saved, marks };
}

/**
 * Executes a notebook as by `npm run lesson`, and writes it into a folder; resolves to its path there. By default its training is
 * shortened, and no real data are there. One that has not ended within `limit` milliseconds is ended.
 */
export async function executeNotebook(
  file: string,
  folder: string,
  variables: NodeJS.ProcessEnv = { NEURONES_QUICK: "1", NEURONES_DATA: path.join(folder, "data") },
  limit = LESSON_TIMEOUT,
): Promise<string> {
  const bootstrap = path.join(ROOT, "kernel-setup", "bootstrap.cjs");
  const child = spawn(process.execPath, [bootstrap, "lesson", file, "--out", folder], {
    env: {
      ...process.env,
      NEURONES_OFFLINE: "1",
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { code, output } = await outcomeOf(child, limit / 1000 - 10);
  assert.equal(code, 0, output);
  return path.join(folder, path.basename(file));
}
