/**
 * Plain data as JSON, with the values that JSON lacks: NaN, infinities, −0 and undefined.
 *
 * The text that is decoded may have been written by student code. Therefore decoding limits its size and
 * depth and refuses all shapes but these:
 *
 *     number, string, boolean, null, array    themselves
 *     NaN, ±Infinity, −0                       {"number": "NaN"}
 *     undefined                                {"undefined": true}
 *     {a: 1}                                   {"object": [["a", 1]]}
 */

/** Thrown for data that are too large, too deep, or of another shape. */
export class PlainDataError extends Error {
  override name = "PlainDataError";
}

const DEEPEST = 12;
const MOST_VALUES = 200_000;
const LONGEST_TEXT = 20_000;

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["-0", -0],
]);

// Student code may replace these functions later; the references taken here keep the original ones.
const { isArray } = Array;
const { entries, is } = Object;
const { isFinite } = Number;

/**
 * A value in a form that `JSON.stringify` can write. Functions, symbols and big integers become undefined.
 */
export function encodePlain(value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return isFinite(value) && !is(value, -0) ? value : { number: is(value, -0) ? "-0" : `${value}` };
    case "object":
      if (value === null) return null;
      if (isArray(value)) {
        const items: unknown[] = [];
        for (let i = 0; i < value.length; i++) items[i] = encodePlain(value[i]);
        return items;
      }
      return { object: entries(value).map(([key, item]) => [key, encodePlain(item)]) };
    default:
      return { undefined: true };
  }
}

/** The value that `encodePlain` encoded. Throws `PlainDataError`. */
export function decodePlain(encoded: unknown): unknown {
  let count = 0;
  const decode = (value: unknown, depth: number): unknown => {
    if (depth > DEEPEST) throw new PlainDataError("too deep");
    if (++count > MOST_VALUES) throw new PlainDataError("too large");
    if (typeof value === "string" && value.length > LONGEST_TEXT)
      throw new PlainDataError("a text is too long");
    if (value === null || typeof value !== "object") return value;
    if (isArray(value)) return value.map((item) => decode(item, depth + 1));
    const fields = entries(value);
    const [name, content] = fields.length === 1 ? fields[0] : ["", undefined];
    if (name === "undefined") return undefined;
    if (name === "number" && typeof content === "string" && SPECIAL.has(content)) return SPECIAL.get(content);
    if (name === "object" && isArray(content))
      return Object.fromEntries(content.map((pair) => decodePair(pair, (item) => decode(item, depth + 1))));
    throw new PlainDataError("an unknown shape");
  };
  return decode(encoded, 0);
}

function decodePair(pair: unknown, decode: (item: unknown) => unknown): [string, unknown] {
  if (!isArray(pair) || pair.length !== 2 || typeof pair[0] !== "string")
    throw new PlainDataError("an unknown shape");
  return [pair[0], decode(pair[1])];
}
