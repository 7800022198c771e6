/**
 * A value in one short text, as an inspection shows it. Unlike `util.inspect`, it runs none of the value's own code: no
 * getter, no proxy, no method.
 */
import { isNativeError, isProxy } from "#kernel/runner/values";
import { formatNumber } from "../../language/language.js";
import { isIdentifierName } from "../identifiers.js";
import {
  className,
  expressionOf,
  isClass,
  isObject,
  nameOf,
  numberArray,
  ownValue,
  sizeOf,
  timeOf,
} from "./quiet-reads.js";

/** The longest text; the longest of a text within it; the most entries of one object; the levels shown. */
const LONGEST = 300;
const LONGEST_TEXT = 80;
const MOST_ENTRIES = 10;
const LEVELS = 2;

/** The text of a value, of at most `longest` characters. */
export function shortText(value: unknown, longest = LONGEST): string {
  return cut(written(value, LEVELS), longest);
}

function written(value: unknown, levels: number): string {
  if (typeof value === "string") return JSON.stringify(cut(value, LONGEST_TEXT));
  if (typeof value === "bigint") return `${value}n`;
  if (!isObject(value)) return Object.is(value, -0) ? "-0" : String(value);
  if (isProxy(value)) return "Proxy";
  if (typeof value === "function")
    return `${isClass(value) ? "class" : "function"} ${nameOf(value)}`.trimEnd();
  return ofKind(value, levels) ?? properties(value, levels);
}

/** The text of an object that is more than its properties. */
function ofKind(value: object, levels: number): string | undefined {
  if (Array.isArray(value)) return list("Array", value as unknown[], value.length, levels);
  const numbers = numberArray(value);
  if (numbers !== undefined) return list(numbers.kind, value, numbers.length, levels);
  const size = sizeOf(value);
  if (size !== undefined) return `${className(value)}(${size})`;
  const time = timeOf(value);
  if (time !== undefined) return Number.isNaN(time) ? "Invalid Date" : new Date(time).toISOString();
  const source = expressionOf(value);
  if (source !== undefined) return `/${source}/`;
  const message = isNativeError(value) ? ownValue(value, "message") : undefined;
  return typeof message === "string" ? `${className(value)}: ${cut(message, LONGEST_TEXT)}` : undefined;
}

function list(kind: string, items: object, length: number, levels: number): string {
  if (levels === 0) return `${kind}(${length})`;
  const shown = Array.from({ length: Math.min(length, MOST_ENTRIES) }, (_, at) =>
    written(ownValue(items, at), levels - 1),
  );
  if (length > shown.length) shown.push(`… ${formatNumber(length)}`);
  return `${kind === "Array" ? "" : `${kind} `}[${shown.join(", ")}]`;
}

/** The properties of an object that a program would list. */
function properties(value: object, levels: number): string {
  const name = className(value);
  const title = name === "Object" || name === "" ? "" : `${name} `;
  const keys = Object.keys(value);
  if (keys.length === 0) return `${title}{}`;
  if (levels === 0) return `${title}{…}`;
  const shown = keys.slice(0, MOST_ENTRIES).map((key) => {
    const found = Object.getOwnPropertyDescriptor(value, key);
    const shownValue =
      found !== undefined && "value" in found ? written(found.value, levels - 1) : "[Getter]";
    return `${isIdentifierName(key) ? key : JSON.stringify(key)}: ${shownValue}`;
  });
  if (keys.length > shown.length) shown.push("…");
  return `${title}{ ${shown.join(", ")} }`;
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
