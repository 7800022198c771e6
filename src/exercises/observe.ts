/** The observing half: what an answer is or does, as plain data. Runs beside the learner's code and knows no solution. */
import { notebook } from "../host/notebook.js";
import { isWritten } from "./attempt.js";
import type { CallResult, Observation, Probe } from "./exercise.js";

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

/** Calls the answer on a copy of the inputs: whatever it does to them, the next call gets them fresh. */
function callOnce(answer: (...inputs: unknown[]) => unknown, inputs: readonly unknown[]): CallResult {
  try {
    const given = structuredClone(inputs);
    const value = answer(...given);
    if (value instanceof Promise) {
      value.catch(() => undefined);
      return { error: "Promise" };
    }
    return { value: plain(value), ...(holdsTheSame(given, inputs) ? {} : { changed: true as const }) };
  } catch (error) {
    // The stop button, or a limit of time, is no error of the answer's.
    const run = notebook().currentRun();
    run.throwIfInterrupted();
    return { error: run.cell?.tell(error) ?? (error instanceof Error ? error.message : String(error)) };
  }
}

/** True where two inputs hold the same: arrays item by item, anything else as it is. */
function holdsTheSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other))
    return Object.is(one, other) || (typeof one === "object" && typeof other === "object");
  return one.length === other.length && one.every((item, i) => holdsTheSame(item, other[i]));
}

/** The value of an answer that was tried, though it is what the statement leaves. */
export function attempted(answer: unknown): Observation {
  return { kind: "value", value: plain(answer) };
}

/** Arrays of all kinds as arrays, big integers as numbers; what is no data becomes undefined. */
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

/** What a statement leaves to be filled in: nothing, NaN, an empty text, or arrays of these. */
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
