/**
 * Approved pictures of the lessons' figures, `approved/<lesson>/<cell>.png`: a person has looked at each of
 * them.
 *
 * `NEURONES_APPROVE=1 npm test -- --grep "figures of"` writes the present figures. Look at them before you
 * commit them. A figure that differs is written into `differing/`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../setup/clone.js";
import { pictureDifference } from "./picture-difference.js";

const APPROVED = path.join(ROOT, "test", "browser", "approved");
const DIFFERING = path.join(ROOT, "test", "browser", "differing");

/** The share of a figure that may differ. */
const TOLERANCE = 0.04;
/** The same in another browser, which takes other pixels of a small picture that is enlarged, and draws letters differently. */
export const TOLERANCE_OF_FIREFOX = 0.08;

/** Whether the present pictures are to be approved. */
export const isApproving = (env: NodeJS.ProcessEnv = process.env): boolean =>
  !["", "0", undefined].includes(env["NEURONES_APPROVE"]);

/** A message for each figure of a lesson that is missing or not as approved; `figures` is by cell. */
export function compareFigures(lesson: string, figures: ReadonlyMap<string, Uint8Array>): string[] {
  if (isApproving()) {
    const folder = path.join(APPROVED, lesson);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [cell, png] of figures) writeFileSync(path.join(folder, `${cell}.png`), png);
    return [];
  }
  return differingFigures(lesson, figures);
}

/**
 * The same, without approving anything: for lessons that run elsewhere.
 * @param undrawable cells whose figures the browser cannot draw
 */
export function differingFigures(
  lesson: string,
  figures: ReadonlyMap<string, Uint8Array>,
  { tolerance = TOLERANCE, undrawable = new Set<string>() as ReadonlySet<string> } = {},
): string[] {
  const folder = path.join(APPROVED, lesson);
  const known = existsSync(folder) ? readdirSync(folder).map((name) => path.basename(name, ".png")) : [];
  const missing = known
    .filter((cell) => !figures.has(cell) && !undrawable.has(cell))
    .map((cell) => `${cell}: the approved figure is no longer drawn`);
  return [...missing, ...[...figures].flatMap(([cell, png]) => complaint(lesson, cell, png, tolerance))];
}

function complaint(lesson: string, cell: string, png: Uint8Array, tolerance: number): string[] {
  const approved = path.join(APPROVED, lesson, `${cell}.png`);
  const share = existsSync(approved) ? pictureDifference(readFileSync(approved), png) : undefined;
  if (share !== undefined && share <= tolerance) return [];
  const differing = path.join(DIFFERING, lesson, `${cell}.png`);
  mkdirSync(path.dirname(differing), { recursive: true });
  writeFileSync(differing, png);
  const what =
    share === undefined
      ? "nobody has approved it"
      : `${Math.round(100 * share)}% of it differs from the approved figure`;
  return [`${cell}: ${what}; see ${path.relative(ROOT, differing)}`];
}
