/**
 * A function of two variables as a map with level lines, light where the function is low and dark where it is
 * high, and paths over it.
 *
 * Both axes have the same scale; otherwise the gradient would not be perpendicular to the level lines in the
 * picture.
 */
import { Plot } from "#packages";
import { numeral, say } from "../language/language.js";
import type { FigureElement } from "./document/figure-element.js";
import { drawPlot, gridAsItIs } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { pngAddress } from "./raster.js";
import { blend, DASHES, BACKGROUND, INK, rgb, seriesColour } from "./theme.js";

/** The options of `levelLines`. */
export interface LevelLinesOptions extends FrameOptions {
  /** The function: z = f(x, y). */
  readonly f: (x: number, y: number) => number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** The values of the level lines; about ten, evenly spaced, by default. */
  readonly levels?: readonly number[];
  /** Points over the map, [x, y] or [x, y, z] each. */
  readonly series?: readonly {
    readonly name: string;
    readonly points: readonly (readonly number[])[];
    readonly joined?: boolean;
  }[];
  /** Arrows over the map, such as gradients or steps: each starts at `from` and has the components `by`. */
  readonly arrows?: readonly {
    readonly from: readonly [number, number];
    readonly by: readonly [number, number];
  }[];
  readonly axes?: readonly [string, string];
  /** Grid points along each axis; 81 by default. */
  readonly resolution?: number;
  /** The width of the drawing in pixels; 560 by default. The height follows from the scale. */
  readonly width?: number;
}

const LOW = "#f2f6fa";
const MARGINS = { marginLeft: 48, marginRight: 20, marginTop: 24, marginBottom: 42 };

/** The height of a drawing with the same scale on both axes, limited to between 1/4 and 3/2 of the width. */
export function heightFor(spanX: number, spanY: number, width: number): number {
  const inner = width - MARGINS.marginLeft - MARGINS.marginRight;
  return Math.round(
    Math.min(1.5 * width, Math.max(0.25 * width, (inner * spanY) / spanX)) +
      MARGINS.marginTop +
      MARGINS.marginBottom,
  );
}

export function levelLines(options: LevelLinesOptions): Figure {
  const { f, x, y, series = [], axes = ["x", "y"], resolution = 81, width = 560 } = options;
  const place = ([from, to]: readonly [number, number], i: number) =>
    from + ((to - from) * i) / (resolution - 1);
  const rank = Array.from({ length: resolution }, (_, i) => i);
  const z = rank.map((row) => rank.map((column) => f(place(x, column), place(y, row))));
  const height = heightFor(x[1] - x[0], y[1] - y[0], width);
  return frame({
    ...options,
    body: drawLevels(z, { ...options, axes, series, width, height }),
    width,
    height,
    legend: series.map(({ name }, i) => ({
      label: name,
      colour: seriesColour(i),
      mark: "line",
      dash: DASHES[i % DASHES.length],
    })),
    description: say({
      fr: `Lignes de niveau, de ${numeral(Math.min(...z.flat()))} à ${numeral(Math.max(...z.flat()))}, pour ${axes[0]} de ${numeral(x[0])} à ${numeral(x[1])} et ${axes[1]} de ${numeral(y[0])} à ${numeral(y[1])}.`,
      en: `Level lines, from ${numeral(Math.min(...z.flat()))} to ${numeral(Math.max(...z.flat()))}, for ${axes[0]} from ${numeral(x[0])} to ${numeral(x[1])} and ${axes[1]} from ${numeral(y[0])} to ${numeral(y[1])}.`,
    }),
  });
}

/** The data of the map, which `surface` also uses for its still picture. */
interface Drawn extends Pick<LevelLinesOptions, "x" | "y" | "levels" | "arrows"> {
  readonly axes: readonly string[];
  readonly series: NonNullable<LevelLinesOptions["series"]>;
  readonly width: number;
  readonly height: number;
}

/** The map without title and legend; `z[row][column]`, rows from the least y upwards. */
export function drawLevels(
  z: readonly (readonly number[])[],
  { x, y, levels, arrows = [], axes, series, width, height }: Drawn,
): FigureElement {
  const flat = z.flat();
  const [low, high] = [Math.min(...flat), Math.max(...flat)];
  const size = z.length;
  const data = new Uint8Array(size * size * 3);
  z.forEach((row, j) =>
    row.forEach((value, i) =>
      data.set(
        blend(rgb(LOW), rgb(seriesColour(5)), (value - low) / (high - low || 1)),
        ((size - 1 - j) * size + i) * 3,
      ),
    ),
  );
  return drawPlot({
    width,
    height,
    ...MARGINS,
    x: { domain: x, label: axes[0] },
    y: { domain: y, label: axes[1] },
    marks: [
      Plot.image([{ x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 }], {
        x: "x",
        y: "y",
        src: () => pngAddress({ width: size, height: size, channels: 3, data }),
        preserveAspectRatio: "none",
        width: width - MARGINS.marginLeft - MARGINS.marginRight,
        height: height - MARGINS.marginTop - MARGINS.marginBottom,
      }),
      Plot.contour(flat, {
        ...gridAsItIs(flat),
        width: size,
        height: size,
        x1: x[0],
        x2: x[1],
        y1: y[0],
        y2: y[1],
        stroke: "#5c6672",
        fill: "none",
        strokeWidth: 0.8,
        ...(levels !== undefined && { thresholds: [...levels] }),
      }),
      ...series.flatMap(({ points, joined }, i) => {
        const places = points.map(([a, b]): [number, number] => [a, b]);
        return joined
          ? [
              Plot.line(places, {
                x: "0",
                y: "1",
                stroke: seriesColour(i),
                strokeWidth: 2,
                strokeDasharray: DASHES[i % DASHES.length],
                clip: true,
              }),
              Plot.dot(places, {
                x: "0",
                y: "1",
                fill: seriesColour(i),
                stroke: BACKGROUND,
                r: 3.2,
                clip: true,
              }),
            ]
          : [
              Plot.dot(places, {
                x: "0",
                y: "1",
                fill: seriesColour(i),
                stroke: BACKGROUND,
                r: 3.5,
                clip: true,
              }),
            ];
      }),
      Plot.arrow(arrows, {
        x1: (a: Arrow) => a.from[0],
        y1: (a: Arrow) => a.from[1],
        x2: (a: Arrow) => a.from[0] + a.by[0],
        y2: (a: Arrow) => a.from[1] + a.by[1],
        stroke: INK,
        strokeWidth: 2,
        headLength: 9,
      }),
      Plot.frame({ stroke: "#c3c9d0" }),
    ],
  });
}

type Arrow = NonNullable<LevelLinesOptions["arrows"]>[number];
