/**
 * Tensors as text and as HTML: a small table with shape and type, in which the middle of large tensors is
 * left out.
 */
import { say } from "../language/language.js";
import type { DataType, TensorData } from "./dtype.js";
import { formatShape, sizeOf, type Shape } from "./shape.js";

/** The parts of a tensor that are displayed. (A tensor imports this file, so it cannot be the type here.) */
export interface DisplayedTensor {
  readonly shape: Shape;
  readonly data: TensorData;
  readonly dtype: DataType;
}

/** The most rows and columns of a matrix that are shown: the first and the last ones. */
const MOST = 10;

/** The positions along an axis that are shown; -1 stands for those left out. */
function shownPositions(extent: number): number[] {
  if (extent <= MOST) return Array.from({ length: extent }, (_, i) => i);
  const half = MOST / 2;
  return [
    ...Array.from({ length: half }, (_, i) => i),
    -1,
    ...Array.from({ length: half }, (_, i) => extent - half + i),
  ];
}

function write(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}

/** The line above the numbers: « tenseur [2, 3] float32 ». */
function heading({ shape, dtype }: DisplayedTensor): string {
  return say({ fr: `tenseur ${formatShape(shape)} ${dtype}`, en: `tensor ${formatShape(shape)} ${dtype}` });
}

/** The last two axes as a table of texts, at the first position along the other axes. */
function table({ shape, data }: DisplayedTensor): string[][] {
  if (sizeOf(shape) === 0) return [];
  const columns = shape.at(-1) ?? 1;
  const rows = shape.length < 2 ? 1 : shape[shape.length - 2];
  return shownPositions(rows).map((row) =>
    shownPositions(columns).map((column) =>
      row < 0 || column < 0 ? "…" : write(data[row * columns + column]),
    ),
  );
}

/** The part of a tensor that the table shows, if it has three or more axes: « · [0, :, :] ». */
function part({ shape }: DisplayedTensor): string {
  if (shape.length < 3) return "";
  return ` · [${shape
    .slice(0, -2)
    .map(() => "0")
    .join(", ")}, :, :]`;
}

export function formatTensor(tensor: DisplayedTensor): string {
  const cells = table(tensor);
  const width = Math.max(0, ...cells.flat().map((word) => word.length));
  const lines = cells.map((row) => `  ${row.map((word) => word.padStart(width)).join("  ")}`);
  return [heading(tensor) + part(tensor), ...lines].join("\n");
}

export function tensorBundle(tensor: DisplayedTensor): Readonly<Record<string, string>> {
  const style = "text-align:right;font-family:monospace;padding:1px 8px";
  const rows = table(tensor).map(
    (row) => `<tr>${row.map((word) => `<td style="${style}">${word}</td>`).join("")}</tr>`,
  );
  const caption = `<caption style="caption-side:top;text-align:left;white-space:nowrap">${heading(tensor)}${part(tensor)}</caption>`;
  return {
    "text/html": `<table>${caption}<tbody>${rows.join("")}</tbody></table>`,
    "text/plain": formatTensor(tensor),
  };
}
