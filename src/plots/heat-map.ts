/**
 * A table of numbers as colours, with the number written in each cell, for example results for two settings.
 */
import { Plot } from "#packages";
import { ShapeError } from "../errors/errors.js";
import { numeral, say, separator } from "../language/language.js";
import { drawPlot } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { blend, INK, rgb, seriesColour } from "./theme.js";

/** The options of `heatMap`. */
export interface HeatMapOptions extends FrameOptions {
  /** The names of the rows, from the top, and of the columns, from the left. */
  readonly rows: readonly (string | number)[];
  readonly columns: readonly (string | number)[];
  /** `values[row][column]`; NaN leaves a cell empty. */
  readonly values: readonly ArrayLike<number>[];
  /** The labels of the two axes: first of the columns, then of the rows. */
  readonly axes?: readonly [string, string];
  /** The values with the lightest and the darkest colour; the least and the largest by default. */
  readonly range?: readonly [number, number];
  /** Formats a value for its cell. */
  readonly format?: (value: number) => string;
  /** Pixels of the drawing; grows with the table by default. */
  readonly width?: number;
  readonly height?: number;
}

export function heatMap(options: HeatMapOptions): Figure {
  const { values, axes, format = (value: number) => numeral(value, 3) } = options;
  const [rows, columns] = [options.rows.map(String), options.columns.map(String)];
  const wrong = values.findIndex((row) => row.length !== columns.length);
  if (values.length !== rows.length || wrong >= 0 || values.length === 0 || columns.length === 0) {
    throw new ShapeError({
      where: "heatMap",
      argument: "values",
      received: `[${values.length}, ${values[Math.max(wrong, 0)]?.length ?? 0}]`,
      expected: `[${rows.length}, ${columns.length}]`,
      mend: {
        fr: "Une ligne de valeurs par nom de rows, et dans chacune un nombre par nom de columns.",
        en: "One row of values for each name in rows, with one number for each name in columns.",
      },
    });
  }
  const { width = Math.max(300, 90 + 78 * columns.length), height = 70 + 40 * rows.length } = options;
  const cells = values
    .flatMap((row, r) => Array.from(row, (value, c) => ({ row: rows[r], column: columns[c], value })))
    .filter(({ value }) => Number.isFinite(value));
  const all = cells.map(({ value }) => value);
  const [low, high] = options.range ?? [Math.min(...all), Math.max(...all)];
  const share = ({ value }: { value: number }) =>
    high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
  const [pale, deep] = [rgb("#f4f7fa"), rgb(seriesColour(0))];
  const body = drawPlot({
    width,
    height,
    marginLeft: 34 + 8 * Math.max(...rows.map((name) => name.length)),
    marginTop: 46,
    marginBottom: 8,
    padding: 0.05,
    x: {
      domain: columns,
      label: axes === undefined ? null : `${axes[0]} →`,
      axis: "top",
      tickSize: 0,
      labelAnchor: "center",
      labelArrow: "none",
      tickFormat: String,
    },
    y: {
      domain: rows,
      label: axes === undefined ? null : `↓ ${axes[1]}`,
      tickSize: 0,
      labelArrow: "none",
      tickFormat: String,
    },
    color: { type: "identity" },
    marks: [
      Plot.cell(cells, {
        x: "column",
        y: "row",
        fill: (cell: { value: number }) => `rgb(${blend(pale, deep, share(cell)).join(",")})`,
        stroke: "#d5dae0",
      }),
      Plot.text(cells, {
        x: "column",
        y: "row",
        text: (cell: { value: number }) => format(cell.value),
        fontSize: 14,
        fill: (cell: { value: number }) => (share(cell) > 0.55 ? "#ffffff" : INK),
      }),
    ],
  });
  const words = cells
    .map(({ row, column, value }) => `${row}, ${column}${separator(":")}${format(value)}`)
    .join(separator(";"));
  return frame({
    ...options,
    body,
    width,
    height,
    description: say({ fr: `Carte de chaleur : ${words}.`, en: `Heat map: ${words}.` }),
  });
}
