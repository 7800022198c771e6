/**
 * A number as a lesson's titles and tables write it: in the language of the course, as figures do by themselves. What
 * `console.log` prints stays JavaScript's, with a point.
 */
import { checkKind, checkOptions } from "../errors/check-options.js";
import { NUMBER, wholeBetween } from "../errors/kinds.js";
import { formatNumber as formatted, numeral } from "../language/language.js";

/** How many digits `formatNumber` writes; `decimals` takes precedence. */
export interface NumberFormat {
  /** Exactly so many digits after the decimal sign. */
  readonly decimals?: number;
  /** At most so many significant digits: 4 if neither is given. */
  readonly digits?: number;
}

/**
 * A number as text in the language of the course: 1 234,5 in French, 1,234.5 in English.
 * @param value   the number
 * @param options `decimals` (0 to 20), digits after the decimal sign; or `digits` (1 to 15), significant digits
 * @returns the text, for a title or a table
 * @throws ArgumentError if `value` is no number, or an option is unknown or outside its range
 * @example
 * ```ts
 * const title = `J = ${formatNumber(0.2949, { digits: 2 })}`;
 * ```
 */
export function formatNumber(value: number, options: NumberFormat = {}): string {
  checkKind(value, NUMBER, "formatNumber", "value");
  checkOptions(options, { decimals: wholeBetween(0, 20, 2), digits: wholeBetween(1, 15, 3) }, "formatNumber");
  const { decimals, digits } = options;
  if (decimals === undefined) return numeral(value, digits);
  return formatted(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace(
    "-",
    "−",
  );
}
