/**
 * The questions in words of a submission: which of its cells hold the answer, and whether there is none.
 *
 * An answer earns a zero by itself only if nothing was written: a student may have split or copied the cell, turned it
 * into code, or written below it. In all these cases a person marks the answer.
 */
import { sha256 } from "../../system/sha256.js";
import type { RoleCell } from "../convention.js";
import type { Cell } from "../notebook-file.js";
import { comparable } from "./comparable.js";
import type { TextResult } from "./marking.js";

/** A submission's cells, and the ones among them that are known. */
export interface Submitted {
  readonly cells: readonly Cell[];
  /** The cells of each graded cell of the lesson, by its name. */
  readonly found: ReadonlyMap<string, readonly Cell[]>;
  /** True for a cell that the student has added. */
  readonly isAdded: (cell: Cell) => boolean;
}

/** What was written for a question in words: in its cells, or else in the student's own cells below them. */
export function writtenFor(role: RoleCell, { cells, found, isAdded }: Submitted): readonly Cell[] {
  const own = found.get(role.gradeId) ?? [];
  const filled = own.filter((cell) => isFilled(cell, role));
  if (filled.length > 0) return filled;
  // If the cell was deleted, the answer may be anywhere.
  if (own.length === 0)
    return cells.filter((cell) => cell.cell_type !== "code" && isAdded(cell) && markedContent(cell) !== "");
  const below = cells.slice(cells.indexOf(own[own.length - 1]) + 1);
  const end = below.findIndex((cell) => !isAdded(cell));
  return below.slice(0, end < 0 ? below.length : end).filter((cell) => markedContent(cell) !== "");
}

/** The result of a question in words. */
export function textResult(role: RoleCell, submitted: Submitted): TextResult {
  const written = writtenFor(role, submitted).map(markedContent);
  const untouched = submitted.found.get(role.gradeId)?.at(-1)?.source ?? "";
  return {
    gradeId: role.gradeId,
    maximum: role.points,
    isEmpty: written.length === 0,
    digest: sha256(written.length === 0 ? comparable(untouched) : written.join("\n\n")),
  };
}

/** The cell beside which a person finds the points of a question in words. */
export function markedCell(role: RoleCell, submitted: Submitted): Cell | undefined {
  const own = submitted.found.get(role.gradeId) ?? [];
  return own.findLast((cell) => isFilled(cell, role)) ?? own.at(-1);
}

/** True if the student has written into the cell, or pasted a picture. */
function isFilled({ source, attachments }: Cell, { cell }: RoleCell): boolean {
  const text = comparable(source);
  return attachments !== undefined || (text !== "" && text !== comparable(cell.source));
}

/** What a mark by hand was given for: the text, and a digest of its pictures. */
function markedContent({ source, attachments }: Cell): string {
  const text = comparable(source);
  return attachments === undefined ? text : `${text}\n\n${sha256(JSON.stringify(attachments))}`;
}
