/**
 * The messages of the debugger: the Debug Adapter Protocol, which Jupyter carries in `debug_request`, `debug_reply` and
 * `debug_event`, and the requests that Jupyter adds.
 * https://microsoft.github.io/debug-adapter-protocol/specification
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request
 */
import { say } from "../../language/language.js";
import type { Fields } from "../protocol/message.js";

/** The only thread that the debugger knows: the one that runs cells. */
export const THREAD = 1;

/** A request that cannot be answered; its message is shown to the person who debugs. */
export class RequestError extends Error {
  override name = "RequestError";
}

/** Answers requests of the protocol by their names, each from the request's arguments. */
export type Answers = Readonly<Record<string, (args: Fields) => Fields | Promise<Fields>>>;

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly type: string;
  /** 0 if there is nothing to open. */
  readonly variablesReference: number;
  readonly indexedVariables?: number;
  /** An expression that gives the variable. */
  readonly evaluateName?: string;
}

export interface StackFrame {
  readonly id: number;
  readonly name: string;
  readonly source: { readonly name: string; readonly path: string };
  readonly line: number;
  readonly column: number;
}

/** A breakpoint as a front end asks for it. */
export interface AskedBreakpoint {
  readonly line: number;
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
}

/** A breakpoint as the debugger has set it. */
export interface ToldBreakpoint {
  readonly id: number;
  readonly verified: boolean;
  readonly line: number;
  readonly message?: string;
  readonly source: { readonly path: string };
}

/** Reads a text of a request's arguments; throws a `RequestError` if it is missing. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === "string") return value;
  throw new RequestError(wrongArgument(name, value, { fr: "un texte", en: "a text" }));
}

/** Reads a number of a request's arguments; throws a `RequestError` if it is missing. */
export function numberOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value === "number") return value;
  throw new RequestError(wrongArgument(name, value, { fr: "un nombre", en: "a number" }));
}

/** The members of an object among a request's arguments; none if there is no such object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The breakpoints of a `setBreakpoints` request; what has no line is left out. */
export function breakpointsOf({ breakpoints }: Fields): AskedBreakpoint[] {
  if (!Array.isArray(breakpoints)) return [];
  return breakpoints.map(fieldsOf).flatMap((fields): AskedBreakpoint[] => {
    const { line, condition, hitCondition, logMessage } = fields;
    if (typeof line !== "number" || line < 1) return [];
    return [
      {
        line,
        ...(typeof condition === "string" && condition !== "" && { condition }),
        ...(typeof hitCondition === "string" && hitCondition !== "" && { hitCondition }),
        ...(typeof logMessage === "string" && logMessage !== "" && { logMessage }),
      },
    ];
  });
}

function wrongArgument(name: string, value: unknown, expected: { fr: string; en: string }): string {
  const received = value === undefined ? "undefined" : JSON.stringify(value);
  return say({
    fr: `l'argument « ${name} » de la requête doit être ${expected.fr}, reçu ${received}`,
    en: `the request's argument "${name}" must be ${expected.en}, received ${received}`,
  });
}
