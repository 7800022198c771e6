/**
 * Observes an answer: its value, or its results as a function, as plain data. This module runs in the process
 * of the learner's code and knows no solution.
 */
import { notebook } from "../host/notebook.js";
import { isWritten } from "./attempt.js";
import type { CallResult, Observation, Probe } from "./exercise.js";

/** Milliseconds that all calls of a learner's function may take together. */
export const PATIENCE = 5000;

/**
 * The result of work that calls the learner's function; "late" if it took longer than PATIENCE and was
 * stopped. Outside a notebook nothing can stop it, and it takes as long as it needs.
 */
export function inTime<T>(work: () => T): T | "late" {
  const run = notebook().currentRun();
  if (run.within === undefined) return work();
  const ended = run.within(PATIENCE, work);
  return ended === "late" ? "late" : ended.value;
}

/** Observes an answer as the probe says. */
export function observe(answer: unknown, probe: Probe): Observation {
  if (answer === undefined || answer === null) return { kind: "unanswered" };
  if (probe.kind === "value") {
    if (typeof answer === "function") return { kind: "unfit", received: "function" };
    const value = plain(answer);
    return isBlank(value) ? { kind: "unanswered" } : { kind: "value", value };
  }
  if (typeof answer !== "function") return { kind: "unfit", received: typeof answer };
  const results = probe.inputs.map((inputs): CallResult =>
    callOnce(answer as (...inputs: unknown[]) => unknown, inputs),
  );
  const isBlankEverywhere = results.every((result) => "value" in result && isBlank(result.value));
  if (isBlankEverywhere && !isWritten(answer as (...inputs: unknown[]) => unknown))
    return { kind: "unanswered" };
  return { kind: "calls", results };
}

/**
 * Calls the answer with a copy of the inputs, so that a function that changes them does not affect the next
 * call.
 */
function callOnce(answer: (...inputs: unknown[]) => unknown, inputs: readonly unknown[]): CallResult {
  try {
    const given = structuredClone(inputs);
    const value = answer(...given);
    if (value instanceof Promise) {
      value.catch(() => undefined);
      return { error: "Promise" };
    }
    return { value: plain(value), ...(isSameInput(given, inputs) ? {} : { changed: true as const }) };
  } catch (error) {
    // If the learner pressed stop, or the time limit was reached, that interruption is thrown on instead.
    const run = notebook().currentRun();
    run.throwIfInterrupted();
    return { error: run.cell?.tell(error) ?? (error instanceof Error ? error.message : String(error)) };
  }
}

/** True if two inputs are equal, arrays item by item; two objects of other kinds always count as equal. */
function isSameInput(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other))
    return Object.is(one, other) || (typeof one === "object" && typeof other === "object");
  return one.length === other.length && one.every((item, i) => isSameInput(item, other[i]));
}

/** The observation of an answer that has the value of a placeholder, but was computed by the learner. */
export function attempted(answer: unknown): Observation {
  return { kind: "value", value: plain(answer) };
}

/**
 * A value as plain data: typed arrays and tensors as arrays, big integers as numbers, functions and symbols
 * as undefined.
 */
function plain(value: unknown, depth = 0): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "function" || typeof value === "symbol" || depth > 8) return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as unknown as ArrayLike<number>, Number);
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  const { arraySync } = value as { arraySync?: unknown };
  if (typeof arraySync === "function") return plain((arraySync as () => unknown).call(value), depth + 1);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]));
}

/** True for a placeholder of a statement: nothing, NaN, an empty text, or arrays of these. */
function isBlank(value: unknown): boolean {
  if (
    value === undefined ||
    value === null ||
    value === "" ||
    (typeof value === "number" && Number.isNaN(value))
  )
    return true;
  return Array.isArray(value) && value.every(isBlank);
}
