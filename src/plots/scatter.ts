/**
 * A scatter plot of points of the plane, coloured by class, with straight lines over them.
 *
 * A line is given by the weights of a perceptron, [b, w1, w2]: it contains the points where b + w1 x1 + w2 x2
 * = 0. The arrow on the first line has the direction of (w1, w2) and points to the side where the sum is
 * positive. Lines have a white border, so that they are visible over points.
 */
import type { Markish } from "@observablehq/plot";
import { Plot } from "#packages";
import { say } from "../language/language.js";
import { drawPlot, extent } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { classLegend, pointMarks } from "./point-marks.js";
import { classesOf, type LabelledPoints } from "./points.js";
import { BACKGROUND, DASHES, INK } from "./theme.js";

/** A straight line over a scatter plot. */
export interface BoundaryLine {
  /** [b, w1, w2]: the line b + w1 x1 + w2 x2 = 0. */
  readonly weights: readonly [number, number, number] | readonly number[];
  /** The name in the legend. */
  readonly label?: string;
}

/** The options of `scatter`. */
export interface ScatterOptions extends LabelledPoints, FrameOptions {
  readonly lines?: readonly BoundaryLine[];
  /** The names of the axes; x₁ and x₂ by default. */
  readonly axes?: readonly [string, string];
  /** Pixels of the drawing; 560 × 420 by default. */
  readonly width?: number;
  readonly height?: number;
}

export function scatter(options: ScatterOptions): Figure {
  const { lines = [], axes = ["x₁", "x₂"], width = 560, height = 420 } = options;
  const classes = classesOf(options, "scatter");
  const domainX = extent(options.x.map((row) => row[0]));
  const domainY = extent(options.x.map((row) => row[1]));
  const drawn = lines.map((line, index) => ({
    ...line,
    dash: DASHES[index % DASHES.length],
    ends: clip(line.weights, domainX, domainY),
  }));
  const body = drawPlot({
    width,
    height,
    marginLeft: 48,
    marginBottom: 42,
    grid: true,
    x: { domain: domainX, label: axes[0] },
    y: { domain: domainY, label: axes[1] },
    marks: [
      Plot.frame({ stroke: "#c3c9d0" }),
      ...pointMarks(classes),
      ...drawn.flatMap(({ ends }) =>
        ends === undefined ? [] : [Plot.line(ends, { x: "0", y: "1", stroke: BACKGROUND, strokeWidth: 5 })],
      ),
      ...drawn.flatMap(({ ends, dash }) =>
        ends === undefined
          ? []
          : [Plot.line(ends, { x: "0", y: "1", stroke: INK, strokeWidth: 2.5, strokeDasharray: dash })],
      ),
      ...(drawn[0]?.ends === undefined
        ? []
        : [positiveSide(drawn[0].ends, drawn[0].weights, domainX, domainY)]),
    ],
  });
  return frame({
    ...options,
    body,
    width,
    height,
    legend: [
      ...classLegend(classes),
      ...drawn.flatMap(({ label, dash, ends }) =>
        label === undefined
          ? []
          : [
              {
                label:
                  ends === undefined
                    ? say({ fr: `${label} (hors de la figure)`, en: `${label} (outside the figure)` })
                    : label,
                colour: INK,
                mark: "line" as const,
                dash,
              },
            ],
      ),
    ],
    description: describe(
      classes.map(({ name, points }) => `${name} ${points.length}`),
      drawn.length,
    ),
  });
}

type Point = readonly [number, number];

/** The part of the line inside the rectangle; undefined if the line does not cross it. */
export function clip(
  weights: readonly number[],
  [left, right]: readonly number[],
  [low, high]: readonly number[],
): [Point, Point] | undefined {
  const [b, w1, w2] = weights;
  const slack = 1e-9 * (Math.abs(right - left) + Math.abs(high - low));
  const candidates: Point[] = [];
  if (w2 !== 0) for (const x of [left, right]) candidates.push([x, -(b + w1 * x) / w2]);
  if (w1 !== 0) for (const y of [low, high]) candidates.push([-(b + w2 * y) / w1, y]);
  const inside = candidates.filter(
    ([x, y]) => x >= left - slack && x <= right + slack && y >= low - slack && y <= high + slack,
  );
  const far = inside.find(([x, y]) => Math.hypot(x - inside[0][0], y - inside[0][1]) > slack);
  return far === undefined ? undefined : [inside[0], far];
}

/** A short arrow from the middle of a line towards its positive side. */
function positiveSide(
  ends: [Point, Point],
  [, w1, w2]: readonly number[],
  domainX: readonly number[],
  domainY: readonly number[],
): Markish {
  const [x, y] = [(ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2];
  const length = 0.1 / Math.hypot(w1 / (domainX[1] - domainX[0]), w2 / (domainY[1] - domainY[0]));
  return Plot.arrow([{ x1: x, y1: y, x2: x + w1 * length, y2: y + w2 * length }], {
    x1: "x1",
    y1: "y1",
    x2: "x2",
    y2: "y2",
    stroke: INK,
    strokeWidth: 2,
    headLength: 9,
  });
}

function describe(counts: readonly string[], lines: number): string {
  return say({
    fr: `Nuage de points (effectifs : ${counts.join(", ")})${lines > 0 ? `, avec ${lines} droite(s) de séparation` : ""}.`,
    en: `Scatter plot (counts: ${counts.join(", ")})${lines > 0 ? `, with ${lines} separating line(s)` : ""}.`,
  });
}
