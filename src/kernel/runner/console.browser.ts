/**
 * `console` of cells and of the libraries that they use, in a browser: it writes the texts of Node's console,
 * which appear below the cell. The twin for Node is `console.node.ts`.
 */
import { formatWithOptions, inspect } from "node-inspect-extracted";
import { cellsGlobal } from "./cells.js";
import type { StreamName, Streams } from "./streams.js";
import { tableText } from "./table-text.js";

/** Blanks before each line of a group. */
const INDENT = "  ";

/** Replaces the console's methods; libraries may hold a reference to the object. */
export function installConsole(streams: Streams): void {
  let indent = "";
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();

  const write = (name: StreamName, text: string): void =>
    streams.write(name, `${indent === "" ? text : indent + text.replaceAll("\n", `\n${indent}`)}\n`);
  const format = (values: unknown[]): string => formatWithOptions({ colors: false }, ...values);
  const out = (...values: unknown[]): void => write("stdout", format(values));
  const err = (...values: unknown[]): void => write("stderr", format(values));
  const begin = (...values: unknown[]): void => {
    if (values.length > 0) out(...values);
    indent += INDENT;
  };
  const elapsed = (label: string, rest: unknown[]): void => {
    const start = starts.get(label);
    if (start === undefined) return err(`Warning: No such label '${label}' for console.timeLog()`);
    out(`${label}: ${durationText(performance.now() - start)}`, ...rest);
  };

  Object.assign(cellsGlobal.console, {
    log: out,
    info: out,
    debug: out,
    dirxml: out,
    warn: err,
    error: err,
    dir: (value: unknown, options?: object) =>
      write("stdout", inspect(value, { customInspect: false, ...options })),
    trace: (...values: unknown[]) => {
      const trace = { name: "Trace", message: format(values), stack: "" };
      Error.captureStackTrace?.(trace);
      err(trace.stack === "" ? `Trace: ${trace.message}` : trace.stack);
    },
    assert: (condition: unknown, ...values: unknown[]) => {
      if (condition) return;
      const [first, ...rest] = values;
      if (typeof first === "string") err(`Assertion failed: ${first}`, ...rest);
      else err("Assertion failed", ...values);
    },
    table: (data: unknown, columns?: readonly string[]) => {
      const text = tableText(data, columns);
      if (text === undefined) out(data);
      else write("stdout", text);
    },
    group: begin,
    groupCollapsed: begin,
    groupEnd: () => (indent = indent.slice(INDENT.length)),
    count: (label = "default") => {
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      out(`${label}: ${count}`);
    },
    countReset: (label = "default") => counts.delete(label),
    time: (label = "default") => starts.set(label, performance.now()),
    timeLog: (label = "default", ...rest: unknown[]) => elapsed(label, rest),
    timeEnd: (label = "default") => {
      elapsed(label, []);
      starts.delete(label);
    },
    clear: () => undefined,
  });
}

/** A duration as Node's console writes it. */
function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Number(milliseconds.toFixed(3))}ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(3)}s`;
  const rest = (seconds % 60).toFixed(3).padStart(6, "0");
  return `${Math.floor(seconds / 60)}:${rest} (m:ss.mmm)`;
}
