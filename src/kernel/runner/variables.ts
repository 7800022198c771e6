/**
 * Describes the session's variables for the kernel's process, which keeps account of what each cell reads and writes:
 * a primitive value as text, an object by a number of its own, and which objects are inside of which.
 *
 * The search inside of objects is short, since it follows every run: it does not call getters, and looks at the first
 * elements of a list.
 */
import { isProxy } from "#kernel/runner/values";
import type { VariableReport } from "../cells/values.js";
import { cells } from "./cells.js";
import { isObject, valuesIn } from "./quiet-reads.js";

/** The key under which compiled cells keep their variables (`compiler/names.ts`). */
const VARIABLES = Symbol.for("neurones.variables");

/** Longer texts are told by their length, their beginning and their end. */
const LONGEST_TEXT = 200;
/** The most members read in one description, and of one object; how deep the search goes. */
const MOST_MEMBERS = 4000;
const MOST_OF_ONE = 64;
const DEEPEST = 4;

/** A variable of a session; to read an imported one throws as long as it has no value. */
interface Box {
  readonly value: unknown;
  readonly isMade: boolean;
}

type Boxes = ReadonlyMap<string, Box>;

type Exports = Readonly<Record<string | symbol, unknown>>;

/** The variables of a session that have a value, in the order of their first declarations. */
export function* sessionVariables(exports: Exports): Iterable<[name: string, value: unknown]> {
  for (const [name, box] of (exports[VARIABLES] as Boxes | undefined) ?? []) {
    const found = valueOf(box);
    if (found !== undefined) yield [name, found.value];
  }
}

function valueOf(box: Box | undefined): { readonly value: unknown } | undefined {
  try {
    return box?.isMade === true ? { value: box.value } : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a variable of a session, as compiled cells do (`made` of `compiler/names.ts`). */
export function declareVariable(
  exports: Record<string | symbol, unknown>,
  name: string,
  value: unknown,
): void {
  const boxes = (exports[VARIABLES] ??= new cells.Map()) as Map<string, { value: unknown; isMade: boolean }>;
  const box = boxes.get(name) ?? { value, isMade: true };
  boxes.set(name, box);
  Object.assign(box, { value, isMade: true });
  Object.defineProperty(exports, name, {
    get: () => box.value,
    set: (next: unknown) => (box.value = next),
    enumerable: true,
    configurable: true,
  });
}

export class Variables {
  private readonly numbers = new WeakMap<object, number>();
  private count = 0;
  private left = 0;

  constructor(private readonly exports: Exports) {}

  describe(): VariableReport {
    const values: Record<string, string> = {};
    const held = new Map<object, string>();
    const add = (name: string, value: unknown): void => {
      values[name] = this.written(value);
      if (isObject(value)) held.set(value, values[name]);
    };
    for (const [name, value] of sessionVariables(this.exports)) add(name, value);
    add("_", this.exports["_"]);
    this.left = MOST_MEMBERS;
    const holds = [...held].flatMap(([outer, number]) =>
      [...this.within(outer, held)].map((inner) => [number, inner] as const),
    );
    return { values, holds };
  }

  /** The value of a variable; undefined if it has none. */
  find(name: string): { readonly value: unknown } | undefined {
    const found = valueOf((this.exports[VARIABLES] as Boxes | undefined)?.get(name));
    return found ?? (name === "_" ? { value: this.exports["_"] } : undefined);
  }

  private written(value: unknown): string {
    if (isObject(value)) return `o:${this.numberOf(value)}`;
    if (typeof value === "string") {
      if (value.length <= LONGEST_TEXT) return `string ${value}`;
      return `text ${value.length} ${value.slice(0, LONGEST_TEXT)} ${value.slice(-LONGEST_TEXT)} ${hash(value)}`;
    }
    return `${typeof value} ${Object.is(value, -0) ? "-0" : String(value)}`;
  }

  private numberOf(value: object): number {
    const known = this.numbers.get(value) ?? ++this.count;
    this.numbers.set(value, known);
    return known;
  }

  /** The numbers of those of the held objects that are inside of another one. */
  private within(outer: object, held: ReadonlyMap<object, string>): Set<string> {
    const found = new Set<string>();
    const seen = new Set([outer]);
    let layer = [outer];
    for (let depth = 0; depth < DEEPEST && layer.length > 0; depth += 1) {
      const next: object[] = [];
      for (const object of layer)
        for (const member of this.members(object)) {
          if (!isObject(member) || seen.has(member)) continue;
          seen.add(member);
          const number = held.get(member);
          if (number !== undefined) found.add(number);
          next.push(member);
        }
      layer = next;
    }
    return found;
  }

  private *members(object: object): Iterable<unknown> {
    const collected = valuesIn(object);
    if (ArrayBuffer.isView(object) || isProxy(object) || this.left <= 0) return;
    try {
      if (Array.isArray(object)) {
        const length = Math.min(object.length, MOST_OF_ONE);
        // A list of numbers holds no objects.
        if (length > 0 && !isObject(object[0]) && !isObject(object[length - 1])) return;
        for (let i = 0; i < length && this.left-- > 0; i += 1) yield object[i];
      } else if (collected !== undefined) {
        let number = 0;
        for (const entry of collected) {
          if (number++ >= MOST_OF_ONE || this.left-- <= 0) return;
          yield entry;
        }
      } else if (typeof object === "object") yield* this.properties(object);
    } catch {
      // An exotic object may refuse to be read.
    }
  }

  private *properties(object: object): Iterable<unknown> {
    let number = 0;
    for (const key of Object.keys(object)) {
      if (number++ >= MOST_OF_ONE || this.left-- <= 0) return;
      const property = Object.getOwnPropertyDescriptor(object, key);
      if (property !== undefined && "value" in property) yield property.value;
    }
  }
}

function hash(text: string): number {
  let sum = 0;
  const step = Math.max(1, Math.floor(text.length / 10_000));
  for (let i = 0; i < text.length; i += step) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return sum;
}
