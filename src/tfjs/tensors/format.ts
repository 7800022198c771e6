/**
 * Tensors as TensorFlow.js prints them: nested brackets, each row on a line of its own. Programs compare and
 * parse this text, so it follows TensorFlow.js' to the last blank.
 */
import { sizeOf } from "../../tensor/shape.js";
import type { DataType } from "../../tensor/dtype.js";
import type { Tensor } from "../../tensor/tensor.js";

/** The most positions along an axis that are written all. */
const MOST = 20;
/** How many of the first and of the last positions are written of a longer axis. */
const ENDS = 3;
/** Digits after the decimal point. */
const DIGITS = 7;

/** A tensor as text; `verbose` adds its type and shape. */
export function formatted(x: Tensor, verbose = false): string {
  const { shape, dtype } = x;
  const heading = verbose
    ? [`  dtype: ${dtype}`, `  rank: ${shape.length}`, `  shape: [${shape.join()}]`, "  values:"]
    : [];
  const rows = linesOf(x.storage, shape, dtype);
  return ["Tensor", ...heading, ...rows.map((row) => `    ${row}`)].join("\n");
}

function linesOf(data: ArrayLike<number>, shape: readonly number[], dtype: DataType): string[] {
  // A number alone has all its digits.
  if (shape.length === 0) return [dtype === "bool" ? word(data[0], dtype) : String(data[0])];
  const words = Array.from({ length: shape.length === 1 ? 0 : sizeOf(shape) }, (_, i) =>
    word(data[i], dtype),
  );
  const widths = new Array<number>(shape.at(-1)!).fill(0);
  words.forEach((each, i) => {
    const column = i % widths.length;
    widths[column] = Math.max(widths[column], each.length);
  });
  return lines(shape, 0, true, (position) =>
    shape.length === 1
      ? word(data[position], dtype)
      : words[position].padEnd(widths[position % widths.length]),
  );
}

function word(value: number, dtype: DataType): string {
  return dtype === "bool" ? String(value !== 0) : String(Number(value.toFixed(DIGITS)));
}

/** The lines of the part that begins at `start`; `isLast` where nothing follows it. */
function lines(
  shape: readonly number[],
  start: number,
  isLast: boolean,
  write: (position: number) => string,
): string[] {
  const [extent, ...inner] = shape;
  const places = shownPositions(extent);
  if (inner.length === 0) return [`[${places.map((i) => (i < 0 ? "..." : write(start + i))).join(", ")}]`];
  const step = sizeOf(inner);
  const rows = places.flatMap((i) =>
    i < 0 ? ["..."] : lines(inner, start + i * step, i === extent - 1, write),
  );
  if (rows.length === 0) rows.push("");
  const separator = inner.length === 1 ? "," : "";
  const end = isLast ? "" : `,${"\n".repeat(inner.length)}`;
  return rows.map((row, i) => {
    const begun = i > 0 ? row : extent > 0 ? `[${row}${separator}` : "[";
    // The only row is the first and the last one, and TensorFlow.js treats it as both.
    if (i === rows.length - 1) return ` ${begun}]${end}`;
    return i > 0 ? ` ${begun}${separator}` : begun;
  });
}

/** The positions along an axis that are written; -1 stands for those left out. */
function shownPositions(extent: number): number[] {
  const all = Array.from({ length: extent }, (_, i) => i);
  return extent <= MOST ? all : [...all.slice(0, ENDS), -1, ...all.slice(-ENDS)];
}
