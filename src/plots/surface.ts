/**
 * A function of two variables as a surface that can be turned with the mouse (plotly), with points over it;
 * on paper the same function as a map with level lines.
 */
import { numeral, say } from "../language/language.js";
import type { Figure, PlotlyFigure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { drawLevels, heightFor } from "./level-lines.js";
import { interactiveLayout } from "./interactive-layout.js";
import { seriesColour } from "./theme.js";

/** One series of points over the surface. */
export interface SurfacePoints {
  readonly name: string;
  /** [x, y, z] each. */
  readonly points: readonly (readonly [number, number, number])[];
  /** Whether the points are joined by a line, as for the steps of a descent. */
  readonly joined?: boolean;
}

/** The options of `surface`. */
export interface SurfaceOptions extends FrameOptions {
  /** The function: z = f(x, y). */
  readonly f: (x: number, y: number) => number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly series?: readonly SurfacePoints[];
  readonly axes?: readonly [string, string, string];
  /** Grid points along each axis; 41 by default. */
  readonly resolution?: number;
  /**
   * Whether both axes have the same scale; by default, unless one interval is more than four times the other.
   */
  readonly equalUnits?: boolean;
}

const COLOURS = [
  [0, "#c8dff0"],
  [0.5, "#f7f7f7"],
  [1, "#f6c9ab"],
];

export function surface(options: SurfaceOptions): Figure {
  const { f, axes = ["x", "y", "z"], resolution = 41, series = [] } = options;
  const place = ([from, to]: readonly [number, number], i: number) =>
    from + ((to - from) * i) / (resolution - 1);
  const xs = Array.from({ length: resolution }, (_, i) => short(place(options.x, i)));
  const ys = Array.from({ length: resolution }, (_, i) => short(place(options.y, i)));
  const z = ys.map((y) => xs.map((x) => short(f(x, y))));
  const [spanX, spanY] = [options.x[1] - options.x[0], options.y[1] - options.y[0]];
  const { equalUnits = Math.max(spanX / spanY, spanY / spanX) <= 4 } = options;
  // The surface would hide half of a point that lies exactly on it.
  const lift = 0.012 * (Math.max(...z.flat()) - Math.min(...z.flat()));
  const longest = Math.max(spanX, spanY);
  const aspect = equalUnits
    ? {
        aspectmode: "manual",
        aspectratio: { x: (1.35 * spanX) / longest, y: (1.35 * spanY) / longest, z: 0.75 },
      }
    : {};
  const plotly: PlotlyFigure = {
    data: [
      {
        type: "surface",
        x: xs,
        y: ys,
        z,
        colorscale: COLOURS,
        opacity: 0.92,
        showscale: false,
        contours: { z: { show: true, color: "#8a949e", width: 1 } },
        name: axes[2],
      },
      ...series.map(({ name, points, joined }, i) => ({
        type: "scatter3d",
        mode: joined ? "lines+markers" : "markers",
        name,
        x: points.map((p) => short(p[0])),
        y: points.map((p) => short(p[1])),
        z: points.map((p) => short(p[2] + lift)),
        marker: { size: 3.5, color: seriesColour(i), symbol: i % 2 === 0 ? "circle" : "diamond" },
        line: { color: seriesColour(i), width: 4 },
      })),
    ],
    layout: {
      ...interactiveLayout(options.title ?? "", 500),
      margin: { l: 10, r: 10, t: 50, b: 10 },
      ...(series.length > 0 && { legend: { x: 0.02, y: 0.98 } }),
      scene: {
        ...aspect,
        xaxis: { title: { text: axes[0] } },
        yaxis: { title: { text: axes[1] } },
        zaxis: { title: { text: axes[2] } },
        camera: { eye: { x: -1.4, y: -1.6, z: 0.95 }, center: { x: 0, y: 0, z: -0.12 } },
      },
    },
    config: { displaylogo: false, responsive: true },
  };
  const width = 520;
  const height = equalUnits ? heightFor(spanX, spanY, width) : 400;
  return frame({
    ...options,
    body: drawLevels(z, { ...options, axes, series, width, height }),
    width,
    height,
    plotly,
    legend: series.map(({ name }, i) => ({ label: name, colour: seriesColour(i) })),
    description: say({
      fr: `Surface ${axes[2]} en fonction de ${axes[0]} et ${axes[1]}, de ${numeral(Math.min(...z.flat()))} à ${numeral(Math.max(...z.flat()))}.`,
      en: `Surface of ${axes[2]} over ${axes[0]} and ${axes[1]}, from ${numeral(Math.min(...z.flat()))} to ${numeral(Math.max(...z.flat()))}.`,
    }),
  });
}

/** Rounds to four decimals: no difference is visible, and the figure takes a third of the bytes. */
function short(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
