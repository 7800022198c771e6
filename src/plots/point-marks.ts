/**
 * Draws labelled points as marks of Observable Plot, and lists their classes in the legend.
 *
 * These functions are not in `points.ts`, because their types are those of Observable Plot. The compiler of
 * cells reads every declaration that the public API leads to, and those of Plot are sixty files.
 */
import type { Markish } from "@observablehq/plot";
import { Plot } from "#packages";
import { element, type LegendEntry } from "./frame.js";
import type { PointClass } from "./points.js";
import { BACKGROUND } from "./theme.js";

/**
 * Above so many points each class is drawn as one path of small marks, since an element per point takes a
 * hundred bytes.
 */
const CROWD = 1000;

/** One mark per class, with its colour and symbol; a white border separates neighbouring points. */
export function pointMarks(classes: readonly PointClass[], radius = 4): Markish[] {
  if (classes.reduce((sum, { points }) => sum + points.length, 0) > CROWD) return classes.map(crowd);
  return classes.map(({ points, colour, symbol }) =>
    Plot.dot(points as [number, number][], {
      x: "0",
      y: "1",
      fill: colour,
      fillOpacity: 0.85,
      symbol: symbol.name,
      r: radius,
      stroke: BACKGROUND,
      strokeWidth: 0.8,
    }),
  );
}

/** Many points as one path: squares of three pixels, or triangles for every other class. */
function crowd({ points, colour, symbol }: PointClass): Markish {
  const shape = symbol.name === "triangle" ? "m0-2l2 3.4h-4z" : "m-1.4-1.4h2.8v2.8h-2.8z";
  return (_: unknown, scales: { x?: (value: number) => number; y?: (value: number) => number }) =>
    element("path", {
      "aria-label": "dots",
      fill: colour,
      "fill-opacity": 0.75,
      d: points.map(([a, b]) => `M${scales.x!(a).toFixed(1)} ${scales.y!(b).toFixed(1)}${shape}`).join(""),
      // Plot adds it to the figure, and asks no more of it than that.
    }) as unknown as SVGElement;
}

/** The legend of the classes; empty if there is only one. */
export function classLegend(classes: readonly PointClass[]): LegendEntry[] {
  if (classes.length === 1 && classes[0].label === undefined) return [];
  return classes.map(({ name, colour, symbol }) => ({ label: name, colour, mark: { path: symbol.path } }));
}
