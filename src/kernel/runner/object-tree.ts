/** Writes nested arrays and objects as HTML that opens level by level. */
import { inspect } from "#kernel/runner/values";
import { escapeHtml } from "../../host/html.js";
import { say } from "../../language/language.js";
import { cells } from "./cells.js";

/** The most entries of one level, levels, and entries in all. */
const MOST_ENTRIES = 100;
const MOST_LEVELS = 8;
const MOST_IN_ALL = 2000;

/** The colours of JupyterLab's theme for code, each with one for other front ends. */
const COLOURS: Readonly<Record<string, string>> = {
  string: "var(--jp-mirror-editor-string-color, #a31515)",
  number: "var(--jp-mirror-editor-number-color, #098658)",
  bigint: "var(--jp-mirror-editor-number-color, #098658)",
  boolean: "var(--jp-mirror-editor-keyword-color, #0000ff)",
  undefined: "var(--jp-mirror-editor-comment-color, #777777)",
};

/** An entry of an array, object, map or set; a getter is not called. */
interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly isGetter?: boolean;
}

/** The HTML of a value that holds arrays or objects; undefined for any other value, which its text shows as well. */
export function objectTree(value: unknown): string | undefined {
  const entries = entriesOf(value);
  if (entries === undefined || !entries.some((entry) => entriesOf(entry.value) !== undefined))
    return undefined;
  return new Tree().node("", value, entries, []);
}

class Tree {
  private count = 0;

  /** The HTML of an array or object; `above` are those in which it lies. */
  node(label: string, value: unknown, entries: readonly Entry[], above: readonly unknown[]): string {
    const shown = entries.slice(0, Math.max(0, MOST_IN_ALL - this.count));
    this.count += shown.length;
    const inner = shown.map((entry) => this.line(entry, [...above, value])).join("");
    const left = sizeOf(value) - shown.length;
    const more =
      left === 0
        ? ""
        : `<div>${escapeHtml(say({ fr: `… et ${left} autre(s)`, en: `… and ${left} more` }))}</div>`;
    return `<details${above.length === 0 ? " open" : ""}><summary>${label}${escapeHtml(titleOf(value))}</summary><div style="margin-left:1.5em">${inner}${more}</div></details>`;
  }

  private line({ key, value, isGetter }: Entry, above: readonly unknown[]): string {
    const label = key === "" ? "" : `${escapeHtml(key)}: `;
    if (isGetter === true) return `<div>${label}[Getter]</div>`;
    if (above.includes(value)) return `<div>${label}[Circular]</div>`;
    const entries = entriesOf(value);
    if (entries === undefined || entries.length === 0 || above.length >= MOST_LEVELS)
      return `<div>${label}${leaf(value)}</div>`;
    return this.node(label, value, entries, above);
  }
}

function leaf(value: unknown): string {
  const text = escapeHtml(inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 200 }));
  const colour = COLOURS[value === null ? "undefined" : typeof value];
  return colour === undefined ? text : `<span style="color:${colour}">${text}</span>`;
}

/** What a closed level shows: its kind and size. */
function titleOf(value: unknown): string {
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (value instanceof cells.Map) return `Map(${value.size})`;
  if (value instanceof cells.Set) return `Set(${value.size})`;
  return inspect(value, { depth: 0, breakLength: Infinity }).replace(/(?<=.{80}).+$/s, "…");
}

const plainPrototypes = new Set<unknown>([cells.Object.prototype, Object.prototype, null]);

/** The number of entries of an array, a map, a set or a plain object. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (value instanceof cells.Map || value instanceof cells.Set) return value.size;
  return Object.keys(value as object).length;
}

/** The first items of a collection, which may be very long. */
function firstOf<T>(items: Iterable<T>): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length === MOST_ENTRIES) break;
    first.push(item);
  }
  return first;
}

/** The first entries of an array, a map, a set or a plain object; undefined for any other value. */
function entriesOf(value: unknown): Entry[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value))
    return firstOf(value as unknown[]).map((item, at) => ({ key: String(at), value: item }));
  if (value instanceof cells.Map)
    return firstOf(value as Map<unknown, unknown>).map(([key, item]) => ({
      key: inspect(key, { depth: 0 }),
      value: item,
    }));
  if (value instanceof cells.Set)
    return firstOf(value as Set<unknown>).map((item) => ({ key: "", value: item }));
  if (!plainPrototypes.has(Object.getPrototypeOf(value))) return undefined;
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([, { enumerable }]) => enumerable === true)
    .slice(0, MOST_ENTRIES)
    .map(([key, { value: item, get }]) => ({ key, value: item as unknown, isGetter: get !== undefined }));
}
