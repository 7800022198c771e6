/** Computes gradient descents on a function of one variable, and the part of the plane that shows each. */
import { numeral, say } from "../language/language.js";
import type { FrameOptions } from "./frame.js";

/** The options of `descent`. */
export interface DescentOptions extends FrameOptions {
  /** The function to minimize, and its derivative. */
  readonly f: (w: number) => number;
  readonly derivative: (w: number) => number;
  /** The start of all descents. */
  readonly start: number;
  /** 2 to 12 learning rates, which the slider offers. */
  readonly rates: readonly number[];
  /** The number of steps of each descent; 12 by default. */
  readonly steps?: number;
  /** The interval of w that is drawn, [−2, 2] by default; it is enlarged for a descent that leaves it. */
  readonly domain?: readonly [number, number];
  readonly axes?: readonly [string, string];
}

export type Point = readonly [number, number];

/** One descent: its path, the part of the plane that shows it, and the curve there. */
export interface DescentView {
  readonly rate: number;
  readonly path: readonly Point[];
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly curve: readonly Point[];
  /** The first step that is outside even the enlarged part of the plane; undefined if there is none. */
  readonly leaves: number | undefined;
}

/** The part of the plane for a descent that diverges is at most so many times as wide as `domain`. */
const WIDER = 5;
const STEPS = 12;

/** One descent, with `domain` enlarged as far as the descent needs it. */
export function viewOf(options: DescentOptions, rate: number): DescentView {
  const { f, domain: [left, right] = [-2, 2] } = options;
  const path = walk(options, rate);
  const reach = ((right - left) * WIDER) / 2;
  const middle = (left + right) / 2;
  const isShown = ([w, value]: Point) => Math.abs(w - middle) <= reach && Number.isFinite(value);
  const shown = path.filter(isShown).map(([w]) => w);
  const [low, high] = [Math.min(left, ...shown), Math.max(right, ...shown)];
  const padding = low < left || high > right ? 0.04 * (high - low) : 0;
  const domain = [low < left ? low - padding : left, high > right ? high + padding : right] as const;
  const curve = Array.from({ length: 161 }, (_, i): Point => {
    const w = domain[0] + ((domain[1] - domain[0]) * i) / 160;
    return [w, f(w)];
  });
  const heights = [...curve, ...path.filter(isShown)].map(([, value]) => value).filter(Number.isFinite);
  const [bottom, top] = [Math.min(...heights), Math.max(...heights)];
  const margin = 0.06 * (top - bottom || 1);
  const outside = path.findIndex((point) => !isShown(point));
  const leaves = outside < 0 && path.length <= (options.steps ?? STEPS) ? path.length : outside;
  return {
    rate,
    path,
    domain,
    range: [bottom - margin, top + margin],
    curve,
    leaves: leaves < 0 ? undefined : leaves,
  };
}

/** The title of a descent: « η = 3 (hors de la figure dès le pas 2) ». */
export function nameOf({ rate, leaves }: DescentView): string {
  const outside =
    leaves === undefined
      ? ""
      : say({
          fr: ` (hors de la figure dès le pas ${leaves})`,
          en: ` (outside the figure from step ${leaves} on)`,
        });
  return `η = ${numeral(rate)}${outside}`;
}

/** The points of the path from the start on, as long as they are finite. */
function walk({ f, derivative, start, steps = STEPS }: DescentOptions, rate: number): Point[] {
  const path: Point[] = [[start, f(start)]];
  for (let step = 0, w = start; step < steps; step++) {
    w -= rate * derivative(w);
    if (!Number.isFinite(f(w))) break;
    path.push([w, f(w)]);
  }
  return path;
}
