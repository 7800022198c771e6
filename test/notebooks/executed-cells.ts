/** The cells of an executed notebook, and the numbers that they print. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Band } from "./promises.js";

/** The parts of the notebook format that the tests need. */
interface Output {
  readonly output_type: "stream" | "error" | "display_data" | "execute_result";
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}
export interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly outputs: readonly Output[];
  readonly metadata: { readonly tags?: readonly string[] };
}

/** The code cells of an executed notebook, with their outputs. */
export function codeCells(file: string): readonly Cell[] {
  const notebook = JSON.parse(readFileSync(file, "utf8")) as { cells: Cell[] };
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}

export function text(lines: string | readonly string[] = ""): string {
  return typeof lines === "string" ? lines : lines.join("");
}

/** The number that a cell prints at the place of a band; fails where the lesson has no such cell. */
export function numberIn(cells: readonly Cell[], { cell: id, at }: Pick<Band, "cell" | "at">): number {
  const printed = printedBy(cells, id);
  const number = Number(at.exec(printed)?.[1].replace(",", "."));
  assert.ok(!Number.isNaN(number), `${String(at)} finds no number in ${printed}`);
  return number;
}

/** All that a code cell prints, as text. */
function printedBy(cells: readonly Cell[], id: string): string {
  const cell = cells.find((candidate) => candidate.id === id);
  assert.ok(cell !== undefined, `the lesson has no code cell ${id}`);
  return cell.outputs
    .map((output) => text(output.text) + text(output.data?.["text/plain"] as string[]))
    .join("\n");
}
