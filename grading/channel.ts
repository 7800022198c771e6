/**
 * What the grader and the program in the sandbox say to each other: commands go in by standard input, one reply a command
 * comes out by standard output, each one line.
 *
 * Student code runs in a thread of the same process, so it can write to the same standard output; therefore a reply is
 * signed (HMAC-SHA256, RFC 2104) with a key that the program read before any student code ran, over a counter and the
 * text, so that nothing printed passes for a reply and none can be sent twice. And a reply is never a mark: it tells what an
 * answer is or does, and the right values are not in the sandbox. Whoever forged one would have to know them.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Probe } from "../src/exercises/exercise.js";
import type { Output } from "./notebook-file.js";

/** The MIME type under which an observation leaves the thread of the cells. */
export const OBSERVATION = "application/vnd.neurones.observation+json";

/** Runs a cell, and for a test observes the answer that it marks. */
export interface Command {
  /** Counted from 1; the cell's name in messages is `Cell [number]`. */
  readonly number: number;
  readonly code: string;
  /** How long the cell may take, and then each observation. */
  readonly milliseconds: number;
  readonly question?: Question;
}

export interface Question {
  /** Unguessable, so that no answer can have been made ready before. */
  readonly nonce: string;
  readonly exercise: string;
  readonly probe: Probe;
}

/** `lost`: the thread that runs the cells is gone, and the sandbox with it. */
export type CellStatus = "ok" | "error" | "timeout" | "lost";

export interface Reply {
  readonly number: number;
  readonly status: CellStatus;
  /** Name and message of the error, where one ended the cell. */
  readonly error?: string;
  readonly outputs: readonly Output[];
  readonly observed?: Observed;
}

/** What was seen of a marked answer, as `encodePlain` writes it; or why nothing was. */
export type Observed =
  | { readonly nonce: string; readonly observation: unknown }
  | {
      readonly nonce: string;
      readonly failure: "unmarked" | "marked twice" | "timeout" | "error" | "contradiction";
    };

/** One line for a text. Begins with a line break: student code may have printed half a line before. */
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
