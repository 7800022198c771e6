/**
 * What the debugger asks of the process that runs cells: its expressions, which Node's inspector evaluates, reach this
 * object through a property of the cells' global object.
 */
import { inspect, isPromise, isTypedArray } from "#kernel/runner/values";
import { DEBUG_SUPPORT, type Described } from "../debug-support.js";
import { bundleOf, writeBundle, type Showing } from "./bundle.js";
import { cells, cellsGlobal, isError } from "./cells.js";
import type { WrittenBundle } from "./messages.js";
import type { Sources } from "./sources.js";
import { declareVariable, sessionVariables } from "./variables.js";

/** The most characters of a value's text. */
const LONGEST = 160;

type Exports = Record<string | symbol, unknown>;

/** Gives the cells' global object the support, as a property that loops over its names do not see. */
export function installDebugSupport(variables: Exports, showing: Showing, sources: Sources): void {
  const hits = new Map<number, number>();
  const support = {
    variables,
    /** The variables that have a value, by name. */
    values: () => record(sessionVariables(variables)),
    assign: (name: string, value: unknown): void => {
      variables[name] = value;
    },
    describe: (...values: readonly unknown[]): Described[] => values.map(described),
    /** Some elements of a list, a map or a set, by position or key. */
    elements: (list: unknown, start: number, count: number) => record(elementsOf(list, start, count)),
    bundle: (value: unknown): WrittenBundle | Promise<WrittenBundle> => {
      const bundle = bundleOf(value, showing);
      return isPromise(bundle)
        ? bundle.then((settled) => writeBundle(settled).written)
        : writeBundle(bundle).written;
    },
    /** Makes a variable of the session, as a cell that declares it does. */
    declare: (name: string, value: unknown): void => declareVariable(variables, name, value),
    /** A value as it is, which the inspector then writes. */
    itself: (value: unknown): unknown => value,
    /** The newest cells, at most so many, and the local modules, as JSON: no cell can have changed how it is written. */
    sources: (mostCells: number): string => JSON.stringify(sources.known(mostCells)),
    /** Whether a breakpoint has been reached this often. */
    hit: (breakpoint: number, count: number): boolean => {
      const reached = (hits.get(breakpoint) ?? 0) + 1;
      hits.set(breakpoint, reached);
      return reached >= count;
    },
  };
  Object.defineProperty(cellsGlobal, DEBUG_SUPPORT, { value: support, configurable: true });
}

/** An object of the cells' realm without a prototype. */
function record(entries: Iterable<readonly [string, unknown]>): object {
  const made = cells.Object.create(null) as Record<string, unknown>;
  for (const [name, value] of entries) made[name] = value;
  return made;
}

function described(value: unknown): Described {
  const length = lengthOf(value);
  const isOpen = typeof value === "object" && value !== null && length !== 0;
  const summary = { text: textOf(value), type: typeOf(value), isOpen };
  return length === undefined ? summary : { ...summary, length };
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  const name: unknown = (value as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === "string" && name !== "" ? name : "object";
}

/** A value in one line: as its class writes it, if that has a `toString` of its own. */
function textOf(value: unknown): string {
  try {
    if (isError(value)) return oneLine(`${value.name}: ${value.message}`);
    return oneLine(
      ownText(value) ??
        inspect(value, { depth: 1, maxArrayLength: 8, maxStringLength: LONGEST, breakLength: Infinity }),
    );
  } catch (error) {
    return oneLine(`[${String(error)}]`);
  }
}

function ownText(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { toString } = value;
  if (typeof toString !== "function" || isNative(toString)) return undefined;
  return String(Reflect.apply(toString, value, []));
}

function isNative(method: () => string): boolean {
  return Function.prototype.toString.call(method).includes("[native code]");
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, " ");
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

function lengthOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (isTypedArray(value)) return (value as Uint8Array).length;
  return isMap(value) || isSet(value) ? value.size : undefined;
}

function* elementsOf(list: unknown, start: number, count: number): Iterable<[string, unknown]> {
  if (!isMap(list) && !isSet(list)) {
    const elements = list as ArrayLike<unknown>;
    const end = Math.min(start + count, elements.length);
    for (let at = start; at < end; at += 1) yield [String(at), elements[at]];
    return;
  }
  let at = 0;
  for (const [key, value] of isMap(list) ? list : [...list].map((one, index) => [index, one] as const)) {
    if (at >= start + count) return;
    if (at >= start) yield [typeof key === "string" ? key : textOf(key), value];
    at += 1;
  }
}

function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return value instanceof cells.Map || value instanceof Map;
}

function isSet(value: unknown): value is ReadonlySet<unknown> {
  return value instanceof cells.Set || value instanceof Set;
}
