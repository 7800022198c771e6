/**
 * The messages between the grader and the program in the sandbox: commands on standard input, one reply for
 * each command on standard output, one line each.
 *
 * Student code runs in a thread of the same process and can write to the same standard output. Therefore each
 * reply is signed (HMAC-SHA256, RFC 2104) over a counter and its text, with a key that the program read
 * before any student code ran: printed text cannot pass for a reply, and no reply can be sent twice. A reply
 * never contains points. It describes what an answer is or returns, and the right values are not in the
 * sandbox: who wants to forge a reply must know them.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Probe } from "../src/exercises/exercise.js";
import type { Output } from "./notebook-file.js";

/** The MIME type under which the thread of the cells displays an observation. */
export const OBSERVATION = "application/vnd.neurones.observation+json";

/** Asks for a cell to be run and, if it is a test cell, for the answer that it checks to be observed. */
export interface Command {
  /** Counted from 1; error messages call the cell `Cell [number]`. */
  readonly number: number;
  readonly code: string;
  /** The time limit of the cell, and then of the observation. */
  readonly milliseconds: number;
  readonly question?: Question;
}

export interface Question {
  /** A random number that nobody can guess, so that no reply can be prepared in advance. */
  readonly nonce: string;
  readonly exercise: string;
  readonly probe: Probe;
}

/** `terminated`: the thread that runs the cells has ended, and the sandbox ends with it. */
export type CellStatus = "ok" | "error" | "timeout" | "terminated";

export interface Reply {
  readonly number: number;
  readonly status: CellStatus;
  /** Name and message of the error that ended the cell, if one did. */
  readonly error?: string;
  readonly outputs: readonly Output[];
  readonly observed?: Observed;
}

/** The observation of a recorded answer, as `encodePlain` writes it; or why there is none. */
export type Observed =
  | { readonly nonce: string; readonly observation: unknown }
  | {
      readonly nonce: string;
      readonly failure: "no answer" | "several answers" | "timeout" | "error" | "contradiction";
    };

/**
 * A text as a signed line. The line begins with a line break, since student code may have printed an
 * unfinished line before.
 */
export function signedLine(key: string, counter: number, text: string): string {
  return `\n${signature(key, counter, text)} ${text}\n`;
}

/** The text of a signed line; undefined for any other line. */
export function verifiedText(key: string, counter: number, line: string): string | undefined {
  const [given, text] = [line.slice(0, 64), line.slice(65)];
  if (!/^[0-9a-f]{64}$/.test(given)) return undefined;
  return timingSafeEqual(Buffer.from(given), Buffer.from(signature(key, counter, text))) ? text : undefined;
}

function signature(key: string, counter: number, text: string): string {
  return createHmac("sha256", key).update(`${counter}\n${text}`).digest("hex");
}
