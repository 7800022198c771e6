/**
 * Looks at a value of the session for completion and inspection, without running any of the notebook's code: no getter,
 * no proxy, no method of the value is called.
 */
import { isProxy } from "#kernel/runner/values";
import type { CompletionItem } from "../compiler/contract.js";
import type { Look, Seen } from "./messages.js";
import { isObject, ownValue, prototypesOf } from "./quiet-reads.js";
import { shortText } from "./short-text.js";
import type { Variables } from "./variables.js";

/** The most members that are listed; how many of them are shown with their value, and how much of it. */
const MOST_MEMBERS = 1000;
const MOST_SHOWN = 60;
const SHOWN_LENGTH = 60;
/** The longest list whose own keys are read: those of a long one are its places. */
const LONGEST_LIST = 1000;

/** Looks at the value to which a path leads. Never throws. */
export function lookAt(variables: Variables, { path, wants }: Look): Seen {
  try {
    let found = variables.find(path.name);
    for (const key of path.members) found = found && memberOf(found.value, key);
    if (found === undefined) return {};
    const { value } = found;
    if (wants === "members") return { members: membersOf(value) };
    // The code of a function is in its cell.
    return typeof value === "function" ? {} : { text: shortText(value) };
  } catch {
    // An exotic object, such as a module that is still loading, refuses to be read.
    return {};
  }
}

/** The value of a member, of the object itself or of a prototype. */
function memberOf(value: unknown, key: string): { readonly value: unknown } | undefined {
  for (const object of chainOf(value)) {
    const found = Object.getOwnPropertyDescriptor(object, key);
    if (found !== undefined) return "value" in found ? { value: found.value as unknown } : undefined;
  }
  return undefined;
}

/** The names of members: first those of the object itself, last those that every object has. */
function membersOf(value: unknown): CompletionItem[] {
  const found = new Map<string, CompletionItem>();
  for (const object of chainOf(value)) {
    for (const key of keysOf(object)) {
      if (found.size >= MOST_MEMBERS) return [...found.values()];
      if (!found.has(key)) found.set(key, itemOf(object, key, found.size < MOST_SHOWN));
    }
  }
  return [...found.values()];
}

function keysOf(object: object): string[] {
  const isList = Array.isArray(object) || ArrayBuffer.isView(object);
  if (isList && lengthOf(object) > LONGEST_LIST) return ["length"];
  // What begins with two underscores is for engines and libraries.
  return Object.getOwnPropertyNames(object).filter(
    (key) => !key.startsWith("__") && !(isList && /^\d+$/.test(key)),
  );
}

/** The length of an array; of bytes and numbers their size, which is at least that. */
function lengthOf(list: object): number {
  return ArrayBuffer.isView(list) ? list.byteLength : (list as readonly unknown[]).length;
}

function itemOf(object: object, key: string, isShown: boolean): CompletionItem {
  const value = ownValue(object, key);
  if (typeof value === "function") return { text: key, kind: "method" };
  if (!isShown || value === undefined) return { text: key, kind: "property" };
  return { text: key, kind: "property", signature: shortText(value, SHOWN_LENGTH) };
}

/** A value and its prototypes, as far as reading them runs no code. */
function chainOf(value: unknown): object[] {
  if (value === undefined || value === null) return [];
  const object = isObject(value) ? value : (Object(value) as object);
  return isProxy(object) ? [] : [object, ...prototypesOf(object)];
}
