/**
 * Makes a call of the public API and judges its end: all but a sound result or a complete `NeuronesError` is
 * a fault.
 */
import * as neurones from "../../src/index.js";
import type { Callable } from "./declared.js";
import { instances } from "./pools.js";
import type { RandomStream } from "../../src/random/stream.js";

/** The function, class or method itself, bound to what it is called on. */
export function reach({ path, kind }: Callable, random: RandomStream): (...given: unknown[]) => unknown {
  if (kind === "class") {
    const made = follow(path.slice("new ".length).split(".")) as new (...given: unknown[]) => unknown;
    return (...given) => new made(...given);
  }
  if (kind === "function") {
    const called = follow(path.split(".")) as (...given: unknown[]) => unknown;
    return FROM_FILES.has(path) ? (...given) => called(nowhere(given[0]), ...given.slice(1)) : called;
  }
  const parts = path.split(".");
  const owner = parts[parts.length - 2];
  const instance = receiver(parts.slice(0, -1), owner, random);
  const method = (instance as Record<string, unknown>)[parts[parts.length - 1]] as (
    ...given: unknown[]
  ) => unknown;
  return (...given) => method.apply(instance, given);
}

/**
 * Data sets that are read from files: generating their replacements takes seconds, and is tested elsewhere.
 */
const FROM_FILES = new Set(["datasets.mnist", "datasets.cifar10", "datasets.imdb"]);

/**
 * Adds a missing folder to options, with which a data set fails at once instead of generating a replacement.
 */
function nowhere(options: unknown): unknown {
  if (options === undefined) return { directory: "nowhere" };
  if (typeof options !== "object" || options === null || Object.getPrototypeOf(options) !== Object.prototype)
    return options;
  return "directory" in options && options.directory !== undefined
    ? options
    : { ...options, directory: "nowhere" };
}

function receiver(path: readonly string[], owner: string, random: RandomStream): object {
  const made = instances[owner];
  if (made !== undefined) return made(random) as object;
  const kind = follow(path) as new (complaint: object) => object;
  return new kind({ argument: "x", received: "1", expected: "2", mend: { fr: "a", en: "b" } });
}

function follow(path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], neurones);
}

/** The fault of an error; undefined for a complete error of the course. */
export function faultOf(error: unknown): string | undefined {
  if (!(error instanceof neurones.NeuronesError))
    return `raw ${error instanceof Error ? `${error.name}: ${error.message.slice(0, 90)}` : String(error)}`;
  if (!(error instanceof neurones.ArgumentError)) return undefined;
  const { argument, received, expected, mend } = error;
  const empty = Object.entries({ argument, received, expected, mend }).find(
    ([, text]) => typeof text !== "string" || text === "",
  );
  if (empty !== undefined) return `an error without ${empty[0]}: ${error.message}`;
  return error.message.includes("[object ")
    ? `an error that does not show what was received: ${error.message.slice(0, 120)}`
    : undefined;
}

/** The fault of a result: a tensor whose shape does not fit its numbers. */
export function faultOfResult(result: unknown, depth = 0): string | undefined {
  if (result instanceof neurones.Tensor) {
    const { shape, size, dtype } = result;
    if (!Array.isArray(shape) || !shape.every((extent) => Number.isInteger(extent) && extent >= 0))
      return `a tensor of shape [${String(shape)}]`;
    if (shape.reduce((product, extent) => product * extent, 1) !== size)
      return `a tensor of shape [${String(shape)}] with ${size} numbers`;
    if (!["float32", "float64", "int32", "uint8", "bool"].includes(dtype)) return `a tensor of type ${dtype}`;
    return undefined;
  }
  if (depth > 2 || typeof result !== "object" || result === null) return undefined;
  const inner = Array.isArray(result)
    ? (result as unknown[])
    : Object.getPrototypeOf(result) === Object.prototype
      ? Object.values(result)
      : [];
  return inner.map((each) => faultOfResult(each, depth + 1)).find((fault) => fault !== undefined);
}
