/**
 * Points of a curve y = f(x), with normal noise on y: a regression with one input.
 *
 * The inputs are drawn uniformly from the interval, then the noise, by R's generators: `runif(n, from, to)`,
 * `rnorm(n, 0, noise)`.
 */
import { ArgumentError } from "../errors/errors.js";
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING, FINITE_NUMBER, functionLike } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { RANDOMNESS, streamOf, type Randomness } from "../random/randomness.js";
import { checkSize, checkSpread, type PlaneSet } from "./generated.js";

/** The options of `curve`. */
export interface CurveOptions extends Randomness {
  /** The function to be learned. */
  readonly f: (x: number) => number;
  /** How many points; 100 by default. */
  readonly n?: number;
  /** The interval of x; from −1 to 1 by default. */
  readonly from?: number;
  readonly to?: number;
  /** The standard deviation of the noise on y; 0.1 by default. */
  readonly noise?: number;
}

/**
 * Points (x, f(x) + noise): `x` has one column, `y` one number per point.
 * @throws ArgumentError for an unknown option, a value that is not possible, or where f(x) is not a finite number
 * @param options `f`, and optionally `n`, `from`, `to`, `noise`, `seed`, …
 * @example
 * ```ts
 * const { x, y } = datasets.curve({ f: (x) => Math.sin(3 * x), n: 50 });
 * x.length; // 50
 * ```
 */
export function curve(options: CurveOptions): PlaneSet {
  checkOptions(
    options,
    {
      f: functionLike("f: (x) => Math.sin(3 * x)"),
      n: ANYTHING,
      from: FINITE_NUMBER,
      to: FINITE_NUMBER,
      noise: ANYTHING,
      ...RANDOMNESS,
    },
    "datasets.curve",
    ["f"],
  );
  const { f, n = 100, from = -1, to = 1, noise = 0.1 } = options;
  checkSize(n, 1, "datasets.curve", "n");
  checkSpread(noise, "datasets.curve", "noise");
  if (to <= from) throw emptyInterval(from, to);
  const stream = streamOf(options);
  const places = stream.runif(n, from, to);
  const errors = stream.rnorm(n, 0, noise);
  return {
    x: places.map((place) => [place]),
    y: places.map((place, i) => valueAt(f, place) + errors[i]),
  };
}

function valueAt(f: (x: number) => number, place: number): number {
  const value: unknown = f(place);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new ArgumentError({
    where: "datasets.curve",
    argument: "f",
    received: { fr: `f(${place}) = ${written(value)}`, en: `f(${place}) = ${written(value)}` },
    expected: { fr: "un nombre fini", en: "a finite number" },
    mend: {
      fr: "Changez f, ou l’intervalle from … to sur lequel elle est définie.",
      en: "Change f, or the interval from … to on which it is defined.",
    },
  });
}

function emptyInterval(from: number, to: number): ArgumentError {
  return new ArgumentError({
    where: "datasets.curve",
    argument: "to",
    received: written(to),
    expected: { fr: `un nombre > from (${from})`, en: `a number > from (${from})` },
    mend: { fr: "Par exemple from: -1, to: 1.", en: "For example from: -1, to: 1." },
  });
}
