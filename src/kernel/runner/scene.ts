/**
 * Reads in the source at the place of an error which expression had no value, and from which array it was
 * read.
 */
import type { Place, Sources } from "./sources.js";

export interface Scene {
  /** The expression before the dot or bracket at which reading failed: `v[3]`. */
  readonly expression?: string;
  /** Set if the expression is a position outside an array of the session. */
  readonly position?: { readonly array: string; readonly length: number };
  /**
   * True if the expression is a variable of the session that has a value: another expression caused the
   * error.
   */
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

/**
 * The array and its length if the expression, such as `v[3]` or `m[1][3]`, is a position outside an array of
 * the session.
 */
export function outside(expression: string, variables: Readonly<Record<string, unknown>>): Scene["position"] {
  const open = expression.endsWith("]") ? opening(expression, expression.length - 1) : undefined;
  if (open === undefined) return undefined;
  const [array, index] = [expression.slice(0, open), expression.slice(open + 1, -1)];
  const value = arrayAt(array, variables);
  if (index === "" || value === undefined) return undefined;
  const { length } = value;
  // The value of an index that is a variable may have changed since; but that the element was missing is
  // known.
  return /^\d+$/.test(index) && Number(index) < length ? undefined : { array, length };
}

/** The array of the session that `v`, or `m[1]` with positions written as numbers, stands for. */
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

/** The expression that ends just before a column (counted from 0), found by reading the line backwards. */
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

/** The position of the bracket or parenthesis that is closed at `end`. */
function opening(line: string, end: number): number | undefined {
  let depth = 0;
  for (let i = end; i >= 0; i--) {
    if (line[i] === "]" || line[i] === ")") depth += 1;
    else if (line[i] === "[" || line[i] === "(") depth -= 1;
    if (depth === 0) return i;
  }
  return undefined;
}
