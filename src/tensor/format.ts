/** Tensors as a reader sees them: a small table with shape and type, large ones cut. */
import { say } from "../language/language.js";
import type { DataType, TensorData } from "./dtype.js";
import { formatShape, sizeOf, type Shape } from "./shape.js";

/** The parts of a tensor that are shown. */
export interface ShapedNumbers {
  readonly shape: Shape;
  readonly data: TensorData;
  readonly dtype: DataType;
}

/** Rows and columns shown of a matrix; what lies between the first and the last ones is left out. */
const MOST = 10;

/** Which positions along an axis are shown; -1 stands for those left out. */
function shown(extent: number): number[] {
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

/** « tenseur [2, 3] float32 », what stands above the numbers. */
function heading({ shape, dtype }: ShapedNumbers): string {
  return say({ fr: `tenseur ${formatShape(shape)} ${dtype}`, en: `tensor ${formatShape(shape)} ${dtype}` });
}

/** The last two axes as a table of words, the earlier axes at their first position. */
function table(tensor: ShapedNumbers): string[][] {
  const { shape, data } = tensor;
  if (sizeOf(shape) === 0) return [];
  const columns = shape.at(-1) ?? 1;
  const rows = shape.length < 2 ? 1 : shape[shape.length - 2];
  return shown(rows).map((row) =>
    shown(columns).map((column) => (row < 0 || column < 0 ? "…" : write(data[row * columns + column]))),
  );
}

/** Says which part of a tensor of three or more axes the table is. */
function part({ shape }: ShapedNumbers): string {
  if (shape.length < 3) return "";
  return ` · [${shape
    .slice(0, -2)
    .map(() => "0")
    .join(", ")}, :, :]`;
}

export function formatTensor(tensor: ShapedNumbers): string {
  const cells = table(tensor);
  const width = Math.max(0, ...cells.flat().map((word) => word.length));
  const lines = cells.map((row) => `  ${row.map((word) => word.padStart(width)).join("  ")}`);
  return [heading(tensor) + part(tensor), ...lines].join("\n");
}

export function tensorBundle(tensor: ShapedNumbers): Readonly<Record<string, string>> {
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
