/**
 * Scales features, so that none has more influence only because its unit is small.
 *
 * The scale is measured on the training examples, and the same scale is applied to the test examples: a scale
 * measured on these would reveal something about the test to the network. For each feature, x becomes (x −
 * shift) / unit.
 */
import { checkOptions } from "../errors/check-options.js";
import { FINITE_NUMBER } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import { columnsOf, likeFeatures, type Columns, type Features, type Scaled } from "./columns.js";

/**
 * A scale of features, measured on the training examples: `apply` brings others onto it, `invert` leads back.
 * @example
 * ```ts
 * const scale: Scaling = standardise([
 *   [1, 10],
 *   [3, 30],
 * ]);
 * scale.invert(scale.apply([[2, 20]])); // [[2, 20]]
 * ```
 */
export class Scaling {
  constructor(
    private readonly where: string,
    /** The number that is subtracted from each feature. */
    readonly shift: readonly number[],
    /** The number that each feature is then divided by. */
    readonly unit: readonly number[],
  ) {
    if (
      [shift, unit].every((numbers) => Array.isArray(numbers) && numbers.every(Number.isFinite)) &&
      shift.length === unit.length
    )
      return;
    throw new ArgumentError({
      where: "Scaling",
      argument: "shift, unit",
      received: `${written(shift)}, ${written(unit)}`,
      expected: {
        fr: "deux listes de nombres de même longueur",
        en: "two lists of numbers of the same length",
      },
      mend: {
        fr: "standardise(x) et normalise(x) les mesurent.",
        en: "standardise(x) and normalise(x) measure them.",
      },
    });
  }

  /** Scales other examples of the same features. */
  apply<Kind extends Features>(x: Kind): Scaled<Kind> {
    return this.change(x, "apply", (value, column) => (value - this.shift[column]) / this.unit[column]);
  }

  /** Converts scaled features back to their original units. */
  invert<Kind extends Features>(x: Kind): Scaled<Kind> {
    return this.change(x, "invert", (value, column) => value * this.unit[column] + this.shift[column]);
  }

  private change<Kind extends Features>(
    x: Kind,
    method: string,
    map: (value: number, column: number) => number,
  ): Scaled<Kind> {
    const where = `${this.where}().${method}`;
    const found = columnsOf(x, where);
    if (found.columns !== this.shift.length) {
      throw new ShapeError({
        where,
        argument: "x",
        received: {
          fr: `${found.columns} nombre(s) par exemple`,
          en: `${found.columns} number(s) for each example`,
        },
        expected: {
          fr: `${this.shift.length}, comme à l’apprentissage`,
          en: `${this.shift.length}, as in training`,
        },
        mend: {
          fr: "Donnez les mêmes variables, dans le même ordre.",
          en: "Give the same features, in the same order.",
        },
      });
    }
    const values = found.values.map((value, i) => map(value, i % found.columns));
    return likeFeatures(x, { ...found, values }) as Scaled<Kind>;
  }
}

/**
 * The scale on which each feature of the training examples has mean 0 and standard deviation 1 (divided by n;
 * R's `scale` divides by n − 1).
 * @param x the training examples, one row each
 * @example
 * ```ts
 * const scale = standardise([
 *   [1, 10],
 *   [3, 30],
 * ]);
 * scale.apply([[2, 20]]); // [[0, 0]]
 * ```
 */
export function standardise(x: Features): Scaling {
  const found = columnsOf(x, "standardise");
  const means = perColumn(found, 0, (sum, value) => sum + value).map((sum) => sum / found.rows);
  const variances = perColumn(found, 0, (sum, value, column) => sum + (value - means[column]) ** 2).map(
    (sum) => sum / found.rows,
  );
  // The mean of equal numbers may differ from them by a rounding error, and the standard deviation would then
  // not be exactly 0.
  const ranges = rangesOf(found);
  const deviations = variances.map((variance, column) =>
    ranges[column].high > ranges[column].low ? Math.sqrt(variance) : 0,
  );
  return new Scaling("standardise", means, withoutZeros(deviations, "standardise"));
}

/** The options of `normalise`. */
export interface NormaliseOptions {
  /** What the smallest and the largest training value of a feature become; 0 and 1 by default. */
  readonly min?: number;
  readonly max?: number;
}

/**
 * The scale on which each feature of the training examples goes from `min` to `max`.
 * @param x the training examples, one row each
 * @param options `min` and `max`; 0 and 1 by default
 * @example
 * ```ts
 * const scale = normalise([
 *   [1, 10],
 *   [3, 30],
 * ]);
 * scale.apply([[2, 20]]); // [[0.5, 0.5]]
 * ```
 */
export function normalise(x: Features, options: NormaliseOptions = {}): Scaling {
  checkOptions(options, { min: FINITE_NUMBER, max: FINITE_NUMBER }, "normalise");
  const { min = 0, max = 1 } = options;
  if (min >= max) {
    throw new ArgumentError({
      where: "normalise",
      argument: "min, max",
      received: `${min}, ${max}`,
      expected: { fr: "deux nombres, min < max", en: "two numbers, min < max" },
      mend: {
        fr: "Par exemple normalise(x, { min: -1, max: 1 }).",
        en: "For example normalise(x, { min: -1, max: 1 }).",
      },
    });
  }
  const ranges = rangesOf(columnsOf(x, "normalise"));
  const unit = withoutZeros(
    ranges.map(({ low, high }) => (high - low) / (max - min)),
    "normalise",
  );
  return new Scaling(
    "normalise",
    ranges.map(({ low }, column) => low - min * unit[column]),
    unit,
  );
}

function rangesOf(found: Columns): { low: number; high: number }[] {
  const highest = perColumn(found, -Infinity, (most, value) => Math.max(most, value));
  return perColumn(found, Infinity, (least, value) => Math.min(least, value)).map((low, column) => ({
    low,
    high: highest[column],
  }));
}

/** Folds each column to one number. */
function perColumn(
  { values, columns }: Columns,
  start: number,
  fold: (total: number, value: number, column: number) => number,
): number[] {
  const totals = new Array<number>(columns).fill(start);
  values.forEach((value, i) => {
    const column = i % columns;
    totals[column] = fold(totals[column], value, column);
  });
  return totals;
}

/** A constant feature has no scale: it is shifted only, and a warning says so. */
function withoutZeros(units: readonly number[], where: string): number[] {
  const constant = units.flatMap((unit, column) => (unit === 0 ? [column] : []));
  if (constant.length > 0) {
    const list = constant.slice(0, 5).join(", ") + (constant.length > 5 ? "…" : "");
    notebook().warn(
      say({
        fr: `${where} : la même valeur partout dans ${constant.length} variable(s) sur ${units.length} (colonne ${list}) ; décalage seul, sans mise à l’échelle.`,
        en: `${where}: the same value everywhere in ${constant.length} of ${units.length} feature(s) (column ${list}); shifted, not scaled.`,
      }),
    );
  }
  return units.map((unit) => unit || 1);
}
