/**
 * The executed lessons, for all tests that check outputs. Each lesson is executed once, offline and with its
 * training shortened: in JupyterLab if the browser tests have run before in this process, else as by `npm run
 * lesson`.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { outcomeOf, ROOT } from "../setup/clone.js";

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

let temporary: string | undefined;
const executed = new Map<string, Promise<string>>();

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
export function registerExecuted(file: string, executedFile: string): void {
  const notebook = JSON.parse(readFileSync(executedFile, "utf8")) as {
    cells: { outputs?: { data?: Record<string, unknown> }[] }[];
  };
  for (const { data = {} } of notebook.cells.flatMap(({ outputs = [] }) => outputs)) {
    // JupyterLab's plotly renderer adds a picture of what it has drawn.
    if ("application/vnd.plotly.v1+json" in data) delete data["image/png"];
  }
  const saved = path.join(lessonsFolder(), file);
  writeFileSync(saved, JSON.stringify(notebook));
  executed.set(file, Promise.resolve(saved));
}

/** The path of a lesson with its outputs; the first call executes it. */
export function executedLesson(file: string): Promise<string> {
  const known = executed.get(file) ?? executeNotebook(path.join(LESSONS, file), lessonsFolder());
  executed.set(file, known);
  return known;
}

/** Executes a notebook and writes it, with its outputs, into a folder; resolves to its path there. */
export async function executeNotebook(file: string, folder: string): Promise<string> {
  const bootstrap = path.join(ROOT, "kernel-setup", "bootstrap.cjs");
  const child = spawn(process.execPath, [bootstrap, "lesson", file, "--out", folder], {
    env: {
      ...process.env,
      NEURONES_OFFLINE: "1",
      NEURONES_QUICK: "1",
      NEURONES_DATA: path.join(folder, "data"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { code, output } = await outcomeOf(child, LESSON_TIMEOUT / 1000 - 10);
  assert.equal(code, 0, output);
  return path.join(folder, path.basename(file));
}
