/**
 * Curves of functions of one variable: activation functions with their derivatives, loss functions, slopes.
 */
import { Plot } from "#packages";
import { ArgumentError } from "../errors/errors.js";
import { say } from "../language/language.js";
import { drawPlot } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { DASHES, BACKGROUND, INK, seriesColour } from "./theme.js";

/** A tangent of a curve, which shows its slope. */
export interface Tangent {
  readonly at: number;
  readonly value: number;
  readonly slope: number;
}

/** The options of `curves`. */
export interface CurvesOptions extends FrameOptions {
  /** The functions by their names, which the legend shows. */
  readonly functions: Readonly<Record<string, (x: number) => number>>;
  /** The interval of x; [−5, 5] by default. */
  readonly domain?: readonly [number, number];
  /**
   * The interval of values that is shown; all values by default. Set it for a function that tends to
   * infinity.
   */
  readonly range?: readonly [number, number];
  /** Tangents over the curves. */
  readonly tangents?: readonly Tangent[];
  /** Points over the curves, [x, y] each. */
  readonly points?: readonly (readonly [number, number])[];
  readonly axes?: readonly [string, string];
  /** The number of points at which each function is evaluated; 301 by default. */
  readonly samples?: number;
  /** Pixels of the drawing; 560 × 340 by default. */
  readonly width?: number;
  readonly height?: number;
}

export function curves(options: CurvesOptions): Figure {
  const {
    functions,
    domain = [-5, 5],
    range,
    tangents = [],
    points = [],
    axes = ["x", "y"],
    samples = 301,
    width = 560,
    height = 340,
  } = options;
  const names = Object.keys(functions);
  if (names.length === 0 || !(domain[0] < domain[1])) {
    throw new ArgumentError({
      where: "curves",
      argument: names.length === 0 ? "functions" : "domain",
      received: names.length === 0 ? "{}" : `[${domain.join(", ")}]`,
      expected:
        names.length === 0
          ? { fr: "au moins une fonction", en: "at least one function" }
          : { fr: "[début, fin] avec début < fin", en: "[start, end] with start < end" },
      mend: {
        fr: "Par exemple curves({ functions: { carré: (x) => x * x }, domain: [-2, 2] }).",
        en: "Such as curves({ functions: { square: (x) => x * x }, domain: [-2, 2] }).",
      },
    });
  }
  const places = Array.from(
    { length: samples },
    (_, i) => domain[0] + ((domain[1] - domain[0]) * i) / (samples - 1),
  );
  const reach = (domain[1] - domain[0]) * 0.09;
  const body = drawPlot({
    width,
    height,
    marginLeft: 52,
    marginBottom: 42,
    marginTop: 24,
    marginRight: 24,
    grid: true,
    x: { domain, label: axes[0] || null },
    y: { label: axes[1] || null, ...(range === undefined ? { nice: true } : { domain: range }) },
    marks: [
      ...(domain[0] < 0 && domain[1] > 0 ? [Plot.ruleX([0], { stroke: INK, strokeOpacity: 0.35 })] : []),
      Plot.ruleY([0], { stroke: INK, strokeOpacity: 0.35 }),
      ...names.map((name, i) =>
        Plot.line(
          places.map((x): [number, number] => [x, within(functions[name](x), range)]),
          {
            stroke: seriesColour(i),
            strokeWidth: 2.6,
            strokeDasharray: DASHES[i % DASHES.length],
            clip: range !== undefined,
          },
        ),
      ),
      ...tangents.map(({ at, value, slope }) =>
        Plot.line(
          [
            [at - reach, value - slope * reach],
            [at + reach, value + slope * reach],
          ],
          { stroke: seriesColour(1), strokeWidth: 2.2, markerEnd: "arrow" },
        ),
      ),
      Plot.dot([...points, ...tangents.map(({ at, value }) => [at, value] as const)] as [number, number][], {
        fill: INK,
        stroke: BACKGROUND,
        r: 4,
      }),
    ],
  });
  return frame({
    ...options,
    body,
    width,
    height,
    legend: names.map((name, i) => ({
      label: name,
      colour: seriesColour(i),
      mark: "line",
      dash: DASHES[i % DASHES.length],
    })),
    description: say({
      fr: `Courbes de ${names.join(", ")} entre ${domain[0]} et ${domain[1]}.`,
      en: `Curves of ${names.join(", ")} from ${domain[0]} to ${domain[1]}.`,
    }),
  });
}

/**
 * Interrupts the curve where the function has no value, and limits values far outside the figure, whose
 * coordinates would be huge.
 */
function within(value: number, range: readonly [number, number] | undefined): number {
  if (!Number.isFinite(value)) return NaN;
  if (range === undefined) return value;
  const room = range[1] - range[0];
  return Math.min(range[1] + room, Math.max(range[0] - room, value));
}
