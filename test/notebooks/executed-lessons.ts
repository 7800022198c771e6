/**
 * The lessons, executed once for all tests that look at what they put out, offline and with their training shortened: in
 * JupyterLab where the browser's tests have done it before in this process, else as `npm run lesson` does.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { outcomeOf, ROOT } from "../setup/clone.js";

export const LESSONS = path.join(ROOT, "notebooks", "fr");

/** A lesson with its training shortened takes less than a minute on a machine of its own; the limit ends only what hangs. */
export const LESSON_TIMEOUT = 900_000;

/** The files of the lessons, in their order. */
export function lessonFiles(): readonly string[] {
  return existsSync(LESSONS) ? readdirSync(LESSONS).filter((name) => name.endsWith(".ipynb")) : [];
}

let temporary: string | undefined;
const executed = new Map<string, Promise<string>>();

/** A folder for what the tests make of lessons; it goes when they end. */
export function lessonsFolder(): string {
  if (temporary === undefined) {
    const made = (temporary = mkdtempSync(path.join(tmpdir(), "neurones-lessons-")));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  }
  return temporary;
}

/** Keeps a lesson that was executed from top to bottom and saved by JupyterLab, as the kernel's messages make it. */
export function keepExecuted(file: string, executedFile: string): void {
  const notebook = JSON.parse(readFileSync(executedFile, "utf8")) as {
    cells: { outputs?: { data?: Record<string, unknown> }[] }[];
  };
  for (const { data = {} } of notebook.cells.flatMap(({ outputs = [] }) => outputs)) {
    // JupyterLab's renderer of plotly adds a picture of what it has drawn.
    if ("application/vnd.plotly.v1+json" in data) delete data["image/png"];
  }
  const kept = path.join(lessonsFolder(), file);
  writeFileSync(kept, JSON.stringify(notebook));
  executed.set(file, Promise.resolve(kept));
}

/** The place of a lesson with its outputs. */
export function executedLesson(file: string): Promise<string> {
  const known = executed.get(file) ?? executeNotebook(path.join(LESSONS, file), lessonsFolder());
  executed.set(file, known);
  return known;
}

/** Executes a notebook into a folder; resolves to the place of the one with outputs. */
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
