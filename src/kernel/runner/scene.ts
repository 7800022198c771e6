/** What the source says at the place of an error: the expression that had no value, and the array it was read from. */
import type { Place, Sources } from "./sources.js";

export interface Scene {
  /** What stands before the dot or bracket at which reading failed: `v[3]`. */
  readonly expression?: string;
  /** Set where it is a position outside an array of the session. */
  readonly position?: { readonly array: string; readonly length: number };
  /** Set where the expression is a variable of the session that has a value: something else is what lacks one. */
  readonly hasValue?: boolean;
}

export function sceneOf(
  place: Place | undefined,
  sources: Sources,
  variables: Readonly<Record<string, unknown>>,
): Scene {
  const line = place === undefined ? undefined : sources.text(place)?.split(/\r\n|\r|\n/)[place.line - 1];
  const expression = line === undefined ? undefined : expressionBefore(line, place!.column - 1);
  if (expression === undefined) return {};
  const position = outside(expression, variables);
  if (position !== undefined) return { expression, position };
  const hasValue =
    Object.hasOwn(variables, expression) &&
    variables[expression] !== undefined &&
    variables[expression] !== null;
  return hasValue ? { expression, hasValue } : { expression };
}

/** `v[3]` where `v` is an array of the session that is not so long, or `m[1][3]` where `m[1]` is one. */
export function outside(expression: string, variables: Readonly<Record<string, unknown>>): Scene["position"] {
  const open = expression.endsWith("]") ? opening(expression, expression.length - 1) : undefined;
  if (open === undefined) return undefined;
  const [array, index] = [expression.slice(0, open), expression.slice(open + 1, -1)];
  const value = arrayAt(array, variables);
  if (index === "" || value === undefined) return undefined;
  const { length } = value;
  // An index that is a word may have any value by now: what is sure is that nothing was there.
  return /^\d+$/.test(index) && Number(index) < length ? undefined : { array, length };
}

/** The array of the session at `v`, or at `m[1]` with positions that are written as numbers. */
function arrayAt(
  expression: string,
  variables: Readonly<Record<string, unknown>>,
): ArrayLike<unknown> | undefined {
  const [, name, positions] = /^([\p{L}_$][\p{L}\p{N}_$]*)((?:\[\d+\])*)$/u.exec(expression) ?? [];
  if (name === undefined || !Object.hasOwn(variables, name)) return undefined;
  let value: unknown = variables[name];
  for (const [, position] of positions!.matchAll(/\[(\d+)\]/g))
    value = isArray(value) ? value[Number(position)] : undefined;
  return isArray(value) ? value : undefined;
}

function isArray(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

/** The expression that ends just before a column (from 0): names, dots, brackets and parentheses, read backwards. */
export function expressionBefore(line: string, column: number): string | undefined {
  let end = column;
  while (end > 0 && /[\s.?[]/.test(line[end - 1]!)) end -= 1;
  let start = end;
  while (start > 0) {
    const character = line[start - 1]!;
    if (/[\p{L}\p{N}_$.]/u.test(character)) start -= 1;
    else if (character === "]" || character === ")") {
      const open = opening(line, start - 1);
      if (open === undefined) return undefined;
      start = open;
    } else break;
  }
  // `(v[i] as any)` is `v[i]`, and so is `v[i]!`.
  const text = line
    .slice(start, end)
    .replace(/^\.+/, "")
    .replace(/^\((.+?) as [^()]+\)$/, "$1");
  return /^[\p{L}_$(]/u.test(text) && !/^(?:return|await|const|let|of|in|new)$/.test(text) ? text : undefined;
}

/** Where the bracket or parenthesis that closes at `end` opens. */
function opening(line: string, end: number): number | undefined {
  let depth = 0;
  for (let i = end; i >= 0; i--) {
    if (line[i] === "]" || line[i] === ")") depth += 1;
    else if (line[i] === "[" || line[i] === "(") depth -= 1;
    if (depth === 0) return i;
  }
  return undefined;
}
