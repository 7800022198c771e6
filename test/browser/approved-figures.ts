/**
 * Approved pictures of the lessons' figures, `approved/<lesson>/<cell>.png`: what somebody has looked at and found good.
 *
 * `NEURONES_APPROVE=1 npm test -- --grep "figures of"` takes the present ones for approved; look at them before you commit them.
 * A figure that differs is kept beside, in `differing/`, to be looked at.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../setup/clone.js";
import { pictureDifference } from "./picture-difference.js";

const APPROVED = path.join(ROOT, "test", "browser", "approved");
const DIFFERING = path.join(ROOT, "test", "browser", "differing");

/** The share of a figure that may look otherwise. */
const TOLERANCE = 0.04;

/** Whether the present pictures are to be approved. */
export const isApproving = (env: NodeJS.ProcessEnv = process.env): boolean =>
  !["", "0", undefined].includes(env["NEURONES_APPROVE"]);

/** What speaks against a lesson's figures, by the cells that drew them; nothing where all are as approved. */
export function compareFigures(lesson: string, figures: ReadonlyMap<string, Uint8Array>): string[] {
  const folder = path.join(APPROVED, lesson);
  if (isApproving()) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [cell, png] of figures) writeFileSync(path.join(folder, `${cell}.png`), png);
    return [];
  }
  const known = existsSync(folder) ? readdirSync(folder).map((name) => path.basename(name, ".png")) : [];
  const missing = known
    .filter((cell) => !figures.has(cell))
    .map((cell) => `${cell}: the approved figure is not drawn any more`);
  return [...missing, ...[...figures].flatMap(([cell, png]) => complaint(lesson, cell, png))];
}

function complaint(lesson: string, cell: string, png: Uint8Array): string[] {
  const approved = path.join(APPROVED, lesson, `${cell}.png`);
  const share = existsSync(approved) ? pictureDifference(readFileSync(approved), png) : undefined;
  if (share !== undefined && share <= TOLERANCE) return [];
  const kept = path.join(DIFFERING, lesson, `${cell}.png`);
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, png);
  const what =
    share === undefined
      ? "nobody has approved it"
      : `${Math.round(100 * share)}% of it looks otherwise than approved`;
  return [`${cell}: ${what}; see ${path.relative(ROOT, kept)}`];
}
