/** Words and numbers that the pages share. */
import { formatNumber } from "../../src/language/language.js";
import type { Notebook } from "../notebook-file.js";

/** The lesson's title: its first heading. */
export function titleOf(lesson: Notebook): string {
  const heading = lesson.cells
    .map(({ cell_type, source }) => (cell_type === "markdown" ? /^#\s+(.+)$/m.exec(source)?.[1] : undefined))
    .find((title) => title !== undefined);
  return heading?.trim() ?? "Leçon";
}

/** A number of points: at most two decimals. */
export function number(points: number): string {
  return formatNumber(points, { maximumFractionDigits: 2 });
}
