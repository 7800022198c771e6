/**
 * Writes a value that a caller gave into an error's message: short, on one line, and without ever failing
 * itself.
 */
import { say } from "../language/language.js";
import { isList } from "./kinds.js";

/** How many letters of a text, and how many elements of an array or names of an object, a message shows. */
const LONGEST_TEXT = 60;
const MOST_ELEMENTS = 8;

/** The value as text: `"relu"`, `[2, 3]`, `{ units, activation }`, `function softmax`, `null`. */
export function written(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (typeof value !== "object" || value === null) return String(value);
  if (isList(value)) {
    const { length } = value;
    const elements = Array.from({ length: Math.min(length, MOST_ELEMENTS) }, (_, i) => written(value[i]));
    return `[${elements.join(", ")}${length > MOST_ELEMENTS ? ", …" : ""}]`;
  }
  if ("shape" in value && Array.isArray(value.shape))
    return say({
      fr: `un tenseur de forme ${written(value.shape)}`,
      en: `a tensor of shape ${written(value.shape)}`,
    });
  const kind = (Object.getPrototypeOf(value) as object | null)?.constructor?.name ?? "Object";
  if (kind !== "Object") return kind;
  const names = Object.keys(value);
  return names.length === 0
    ? "{}"
    : `{ ${names.slice(0, MOST_ELEMENTS).join(", ")}${names.length > MOST_ELEMENTS ? ", …" : ""} }`;
}
