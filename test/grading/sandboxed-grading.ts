/** Grading in a real sandbox for tests, and submissions of the small lesson. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Cell, Notebook } from "../../grading/notebook-file.js";
import { gradeSubmission } from "../../grading/marking/grade-submission.js";
import type { Marking } from "../../grading/marking/marking.js";
import { LIMITS, type Limits, type SandboxConfiguration } from "../../grading/sandbox/configuration.js";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { prepareFiles } from "../../grading/sandbox/files.js";
import { digestOfCode } from "../../grading/results.js";
import { studentVersion } from "../../grading/student-version.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";
import { slowdown } from "../setup/slowdown.js";
import { LESSON } from "./lesson.js";

/**
 * Small limits, so that an endless loop ends soon; longer on a busy machine, where an honest cell takes
 * longer too.
 */
export const SHORT: Limits = {
  ...LIMITS,
  cellSeconds: Math.ceil(10 * slowdown()),
  totalSeconds: Math.ceil(120 * slowdown()),
  memoryMegabytes: 1024,
  scratchMegabytes: 16,
  outputMegabytes: 16,
};

/** A sandbox configuration with a temporary folder; all tests share the sandbox's files with the commands. */
export interface TestSandbox extends SandboxConfiguration {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Prepares this machine's way to confine; undefined if the machine has none. */
export async function makeTestSandbox(limits: Limits = SHORT): Promise<TestSandbox | undefined> {
  const confinement = await findConfinement(false).catch(() => undefined);
  if (confinement === undefined) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), "neurones-sandbox-"));
  const layout = layoutOf(ROOT);
  const files = await prepareFiles(layout, await digestOfCode(layout), confinement);
  return {
    confinement,
    files,
    limits,
    folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export const RIGHT: Readonly<Record<string, string>> = {
  "03-logistique": "const logistique = (z: number): number => 1 / (1 + Math.exp(-z));",
  "03-lineaire": `const reponse = "b";`,
  "03-droite": "const droite = (b: number, w1: number, w2: number): number[] => [-w1 / w2, -b / w2];",
};

/** A student's copy of the lesson with these answers; other answer cells keep their stubs. */
export function answered(answers: Readonly<Record<string, string>>): Notebook {
  return edited((cell) => [
    { ...cell, source: answers[cell.metadata.nbgrader?.grade_id ?? ""] ?? cell.source },
  ]);
}

/** A copy of the notebook in which `edit` replaces each cell by any number of cells. */
export function edited(
  edit: (cell: Cell) => readonly Cell[],
  notebook: Notebook = studentVersion(LESSON),
): Notebook {
  return { ...notebook, cells: notebook.cells.flatMap((cell) => edit(cell)) };
}

export function grade(submitted: Notebook, configuration: SandboxConfiguration): Promise<Marking> {
  return gradeSubmission(LESSON, submitted, configuration, 7);
}

/** The points by exercise, its name without the lesson's number. */
export function pointsOf(marking: Marking): Record<string, number> {
  return Object.fromEntries(
    marking.tests.map(({ gradeId, points }) => [gradeId.replace(/^03-|-test$/g, ""), points]),
  );
}

export function stateOf(marking: Marking, exercise: string): string {
  return marking.tests.find((test) => test.exercise === exercise)?.state ?? "none";
}

/** Everything that the cells wrote or showed. */
export function writtenIn(marking: Marking): string {
  return JSON.stringify(marking.cells.map(({ outputs }) => outputs));
}
