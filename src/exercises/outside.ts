/**
 * Finds where a function reads past the end of an argument: the usual cause of NaN for people who count from
 * 1.
 */
import { compiledText } from "../host/compiled-text.js";

/** A read of an element that does not exist. */
export interface OutsideRead {
  /** The array's name: a parameter of the function, such as `y`, or a row of it, such as `W[1]`. */
  readonly name: string;
  readonly index: number;
  readonly length: number;
}

/**
 * The first such read in a call with these inputs, if there is one. An error thrown by the function ends the
 * search.
 */
export function outsideRead(
  answer: (...inputs: unknown[]) => unknown,
  inputs: readonly unknown[],
): OutsideRead | undefined {
  let found: OutsideRead | undefined;
  const names = parametersOf(answer);
  const watch = (value: unknown, name: string): unknown => {
    if (!Array.isArray(value)) return value;
    const watched = value.map((item: unknown, i) => watch(item, `${name}[${i}]`));
    return new Proxy(watched, {
      get(target, key, receiver) {
        const index = typeof key === "string" && /^\d+$/.test(key) ? Number(key) : -1;
        if (index >= target.length) found ??= { name, index, length: target.length };
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
  };
  try {
    answer(...structuredClone(inputs).map((input, i) => watch(input, names[i] ?? `argument ${i + 1}`)));
  } catch {
    // Reads before the error have been recorded.
  }
  return found;
}

/** The names of a function's parameters; undefined for a parameter that is a pattern. */
function parametersOf(answer: (...inputs: unknown[]) => unknown): (string | undefined)[] {
  const source = compiledText(answer);
  const [, list, single] =
    /^(?:async\s+)?(?:function\b[^(]*)?(?:\(([^)]*)\)|([\p{L}_$][\p{L}\p{N}_$]*)\s*=>)/u.exec(source) ?? [];
  return (list ?? single ?? "").split(",").map((part) => /^\s*([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(part)?.[1]);
}
