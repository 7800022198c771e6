/** A matrix of numbers to edit, such as the filter of a convolution. */
import { ArgumentError } from "../../errors/errors.js";
import { checkOptions } from "../../errors/check-options.js";
import { FINITE_NUMBER, isFiniteNumber, numberAbove, type Kind } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import { numeral, say } from "../../language/language.js";
import { CONTROL_KINDS, makeControl, type Control, type ControlOptions } from "../control.js";
import { line, picture, tag, tint } from "../picture.js";
import { controlModule } from "../views/module.js";
import { MATRIX_STYLE, matrixView } from "../views/matrix-view.js";

/** The options of `matrix`. */
export interface MatrixOptions extends ControlOptions {
  /** The numbers at first, row by row; the number of rows and columns stays. */
  readonly value: readonly (readonly number[])[];
  /** The bounds of each number; −10 and 10 by default. */
  readonly min?: number;
  readonly max?: number;
  /** By how much an arrow key, or a way of eight pixels with the mouse, changes a number; 1 by default. */
  readonly step?: number;
}

/** What the page knows of a matrix. */
interface MatrixState {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly words: Readonly<Record<string, string>>;
  value: number[][];
}

/**
 * A matrix of numbers to edit; its value is a list of rows. A number is typed, or changed by the arrow keys, or by
 * dragging the mouse up and down.
 * @throws {ArgumentError} for an option that is missing, unknown or wrong, or a number outside the bounds
 * @param options `value`, and optionally `min`, `max`, `step`, `description`, `disabled`
 * @example
 * ```ts
 * const edges = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]];
 * const filter = widgets.matrix({ value: edges, min: -3, max: 3, step: 0.5, description: "filtre" });
 * filter.onChange((rows) => console.log(rows.flat()));
 * filter
 * ```
 */
export function matrix(options: MatrixOptions): Control<number[][]> {
  checkOptions(
    options,
    { value: MATRIX, min: FINITE_NUMBER, max: FINITE_NUMBER, step: numberAbove(0, 0.1), ...CONTROL_KINDS },
    "matrix",
    ["value"],
  );
  const { value, min = -10, max = 10, step = 1 } = options;
  const { description = say({ fr: "Matrice", en: "Matrix" }) } = options;
  const [rows, columns] = [value.length, value[0].length];
  const kind: Kind = {
    fits: (given) =>
      MATRIX.fits(given) &&
      (given as number[][]).length === rows &&
      (given as number[][])[0].length === columns &&
      (given as number[][]).flat().every((number) => number >= min && number <= max),
    expected: {
      fr: `${rows} ligne(s) de ${columns} nombre(s) de ${min} à ${max}`,
      en: `${rows} row(s) of ${columns} number(s) from ${min} to ${max}`,
    },
    example: written(value),
  };
  if (!kind.fits(value))
    throw new ArgumentError({
      where: "matrix",
      argument: "value",
      received: written(value),
      expected: kind.expected,
      mend: { fr: "Changez ces nombres, ou min et max.", en: "Change these numbers, or min and max." },
    });
  return makeControl<number[][], MatrixState>(
    {
      where: "matrix",
      module: controlModule(matrixView),
      css: MATRIX_STYLE,
      state: { min, max, step, words: words(), value: copyOf(value) },
      key: "value",
      // A copy: what a cell writes into it would reach no page.
      read: (kept) => copyOf(kept as number[][]),
      write: copyOf,
      kind,
      accepts: kind.fits,
      words: inWords,
      picture: still,
    },
    { ...options, description },
  );
}

const MATRIX: Kind = {
  fits: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (row: unknown) =>
        Array.isArray(row) &&
        row.length > 0 &&
        row.length === (value[0] as unknown[]).length &&
        row.every(isFiniteNumber),
    ),
  expected: {
    fr: "des lignes de nombres, toutes aussi longues",
    en: "rows of numbers, all of the same length",
  },
  example: "[[0, 1], [1, 0]]",
};

function copyOf(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((row) => [...row]);
}

function words(): Readonly<Record<string, string>> {
  return { cell: say({ fr: "ligne {row}, colonne {column}", en: "row {row}, column {column}" }) };
}

function inWords(rows: readonly (readonly number[])[]): string {
  return rows.map((row) => row.map((number) => numeral(number, 3)).join("  ")).join(" | ");
}

const [WIDE, HIGH] = [56, 40];

function still({ value }: MatrixState): string {
  const most = Math.max(...value.flat().map(Math.abs)) || 1;
  const cells = value.flatMap((row, i) =>
    row.map((number, j) => {
      const [x, y] = [16 + WIDE * j, 12 + HIGH * i];
      const place = { x: x + 1, y: y + 1, width: WIDE - 2, height: HIGH - 2, rx: 4, stroke: "var(--rule)" };
      const middle = { "text-anchor": "middle" };
      return (
        tag("rect", { ...place, ...tint(number, most, 0.4) }) +
        line(numeral(number, 3), x + WIDE / 2, y + HIGH / 2 + 5, middle)
      );
    }),
  );
  return picture(32 + WIDE * value[0].length, 24 + HIGH * value.length, inWords(value), cells);
}
