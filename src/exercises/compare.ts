/** When two answers are the same: numbers within a tolerance, arrays item by item, words whatever their case and accents. */

/** How far a number may be off: `absolute`, or `relative` to the expected one, whichever allows more. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** For what a program computes: rounding of single precision, no more. */
export const COMPUTED: Tolerance = { absolute: 1e-6, relative: 1e-5 };

export function same(received: unknown, expected: unknown, tolerance: Tolerance = COMPUTED): boolean {
  if (typeof expected === "number") {
    const number = asNumber(received);
    return (
      number !== undefined &&
      Math.abs(number - expected) <= Math.max(tolerance.absolute, tolerance.relative * Math.abs(expected))
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

/** A number, also when it was written as a text with a comma (« 0,5 »), or stands alone in an array. */
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
