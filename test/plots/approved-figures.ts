/**
 * Approved pictures of the gallery, `approved/<name>.svg`, as exact text: figures are deterministic, so that
 * any difference is a change of what a figure shows or how it is drawn. The pictures that the browser tests
 * compare are coarser: a wrong digit passes there.
 *
 * `NEURONES_APPROVE=1 npm test -- --grep plots` writes the present figures. Look at them before
 * you commit them.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isApproving } from "../browser/approved-figures.js";
import { ROOT } from "../setup/clone.js";

const FOLDER = path.join(ROOT, "test", "plots", "approved");
/** Characters that are shown before and after the first difference. */
const CONTEXT = 60;

/** The names of the approved figures. */
export function approvedNames(): string[] {
  return readdirSync(FOLDER).map((name) => path.basename(name, ".svg"));
}

/** Approves these figures if `NEURONES_APPROVE` is set: writes them, and deletes all others. */
export function approve(figures: ReadonlyMap<string, string>): void {
  if (!isApproving()) return;
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, svg] of figures) writeFileSync(fileOf(name), inLines(svg));
}

/** Where a figure differs first from the approved one of this name; undefined if the two are the same. */
export function differenceFromApproved(name: string, svg: string): string | undefined {
  const file = fileOf(name);
  if (!existsSync(file))
    return `${path.relative(ROOT, file)} does not exist: nobody has approved this figure`;
  const difference = firstDifference(readFileSync(file, "utf8"), inLines(svg));
  return difference === undefined ? undefined : `${path.relative(ROOT, file)}, ${difference}`;
}

/** The first place where two texts differ, with its surroundings in both; undefined if they are equal. */
export function firstDifference(approved: string, drawn: string): string | undefined {
  if (approved === drawn) return undefined;
  let place = 0;
  while (approved[place] === drawn[place]) place++;
  const before = approved.slice(0, place);
  const line = before.split("\n").length;
  const around = (text: string): string =>
    JSON.stringify(text.slice(Math.max(0, place - CONTEXT), place + CONTEXT));
  return `line ${line}, column ${place - before.lastIndexOf("\n")}:\n  approved: ${around(approved)}\n  drawn:    ${around(drawn)}`;
}

function fileOf(name: string): string {
  return path.join(FOLDER, `${name}.svg`);
}

/** One element per line, so that a change of an approved figure is legible in a diff. */
function inLines(svg: string): string {
  return `${svg.replaceAll("><", ">\n<")}\n`;
}
