/** Reads objects without running any code of theirs: no getter, no proxy, no method. */
import { isProxy } from "#kernel/runner/values";

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** The value of an object's own member; undefined also for a getter. */
export function ownValue(object: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value as unknown;
}

/** The prototypes of an object, up to a proxy. */
export function prototypesOf(object: object): object[] {
  const found: object[] = [];
  const next = (of: object): object | null => Object.getPrototypeOf(of) as object | null;
  for (let at = next(object); at !== null && !isProxy(at); at = next(at)) found.push(at);
  return found;
}

/** The name of the class of an object, as its prototypes tell it; may be empty. */
export function className(object: object): string {
  for (const prototype of prototypesOf(object)) {
    const made = ownValue(prototype, "constructor");
    if (typeof made === "function" && !isProxy(made)) return nameOf(made);
  }
  return "";
}

/** The name of a function or class; may be empty. */
export function nameOf(called: object): string {
  const name = ownValue(called, "name");
  return typeof name === "string" ? name : "";
}

export function isClass(called: object): boolean {
  return /^class\b/.test(String(ask(Function.prototype.toString, called)));
}

/** The size of a map or set, of whichever realm; undefined for other objects. */
export function sizeOf(object: object): number | undefined {
  return (ask(mapSize, object) ?? ask(setSize, object)) as number | undefined;
}

/** The values of a map or set; undefined for other objects. */
export function valuesIn(object: object): Iterable<unknown> | undefined {
  return (ask(mapValues, object) ?? ask(setValues, object)) as Iterable<unknown> | undefined;
}

/** The milliseconds of a date, which may be NaN; undefined for other objects. */
export function timeOf(object: object): number | undefined {
  return ask(getTime, object) as number | undefined;
}

/** The text of a regular expression; undefined for other objects. */
export function expressionOf(object: object): string | undefined {
  return ask(expressionSource, object) as string | undefined;
}

/** The kind and length of a typed array; undefined for other objects. */
export function numberArray(object: object): { readonly kind: string; readonly length: number } | undefined {
  const kind = ask(typedArrayKind, object) as string | undefined;
  return kind === undefined ? undefined : { kind, length: ask(typedArrayLength, object) as number };
}

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const typedArrayKind = getter(TypedArray, Symbol.toStringTag);
const typedArrayLength = getter(TypedArray, "length");
const mapSize = getter(Map.prototype, "size");
const setSize = getter(Set.prototype, "size");
const expressionSource = getter(RegExp.prototype, "source");
const { values: mapValues } = Map.prototype;
const { values: setValues } = Set.prototype;
const { getTime } = Date.prototype;

function getter(prototype: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(prototype, key)?.get;
}

/** What a built-in function or getter says of an object; undefined if it refuses objects of this kind. */
function ask(read: unknown, object: object): unknown {
  try {
    return Reflect.apply(read as () => unknown, object, []);
  } catch {
    return undefined;
  }
}
