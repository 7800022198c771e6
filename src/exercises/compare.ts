/**
 * Compares two answers: numbers within a tolerance, arrays item by item, texts without regard to case and
 * accents.
 */

/** The greatest error of a number: `absolute`, or `relative` to the expected number, whichever is larger. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** The tolerance for computed results: about the rounding error of single precision. */
export const COMPUTED: Tolerance = { absolute: 1e-6, relative: 1e-5 };

export function same(received: unknown, expected: unknown, tolerance: Tolerance = COMPUTED): boolean {
  if (typeof expected === "number") {
    const number = asNumber(received);
    return (
      number !== undefined &&
      // Some typical mistakes give NaN.
      (Object.is(number, expected) ||
        Math.abs(number - expected) <= Math.max(tolerance.absolute, tolerance.relative * Math.abs(expected)))
    );
  }
  if (typeof expected === "string")
    return typeof received === "string" && simplify(received) === simplify(expected);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(received) &&
      received.length === expected.length &&
      expected.every((item, i) => same(received[i], item, tolerance))
    );
  }
  return Object.is(received, expected);
}

/**
 * The number that was received, also if it is a text with a comma (« 0,5 ») or the only item of an array;
 * else undefined.
 */
export function asNumber(received: unknown): number | undefined {
  if (typeof received === "number") return received;
  if (Array.isArray(received) && received.length === 1) return asNumber(received[0]);
  if (typeof received !== "string" || received.trim() === "") return undefined;
  const number = Number(
    received
      .replace(/[\s\u00a0\u202f]/g, "")
      .replace(",", ".")
      .replace("−", "-"),
  );
  return Number.isNaN(number) ? undefined : number;
}

function simplify(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .trim()
    .toLowerCase();
}
