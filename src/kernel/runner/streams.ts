/**
 * `console`, `process.stdout` and `process.stderr` of cells and of the libraries that they use.
 *
 * Text written to them is shown below the cell and does not reach the standard streams of the process. The
 * cells' `console` is one of Node's, so `console.table`, `group`, `time` and the other methods behave as in
 * Node.
 */
import { Console } from "node:console";
import { StringDecoder } from "node:string_decoder";
import { asTheirs, cellsGlobal } from "./cells.js";

/** Receives the text written to one of the streams. */
export type WriteText = (name: "stdout" | "stderr", text: string) => void;

type Done = (error?: Error | null) => void;

/** The most characters of a prompt: of a longer text without an end of line, only the last ones are used. */
const PROMPT = 500;

export interface Streams {
  /**
   * The text written to standard output since the last end of line; empty the next time, since a prompt is
   * used once.
   */
  prompt(): string;
  /** The run has ended: bytes of an incomplete character are shown as U+FFFD. */
  finish(): void;
}

/** Replaces the streams and the console. */
export function installStreams(write: WriteText): Streams {
  let line = "";
  const decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  const show = (name: "stdout" | "stderr", text: string): void => {
    if (name === "stdout") line = lastLine(line, text);
    write(name, text);
  };
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = decoders[name];
    const written = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean => {
      const isText =
        typeof chunk === "string" && (typeof encoding !== "string" || /^utf-?8$/i.test(encoding));
      show(name, isText ? chunk : decoder.write(toBuffer(chunk, encoding)));
      const callback = typeof encoding === "function" ? encoding : done;
      if (callback !== undefined) queueMicrotask(() => callback());
      return true;
    };
    process[name].write = asTheirs(written);
  }
  const console = new Console({
    stdout: process.stdout,
    stderr: process.stderr,
    ignoreErrors: false,
    colorMode: false,
  });
  // Libraries may hold a reference to the console object: its methods are replaced, not the object.
  Object.assign(cellsGlobal.console, console);
  return {
    prompt: () => {
      const asked = line;
      line = "";
      return asked;
    },
    finish: () => {
      line = "";
      for (const name of ["stdout", "stderr"] as const) {
        const rest = decoders[name].end();
        if (rest !== "") show(name, rest);
      }
    },
  };
}

/**
 * The text since the last end of line, after `text` was written behind `line`. Called for each line of
 * output: fast.
 */
function lastLine(line: string, text: string): string {
  const start = text.lastIndexOf("\n") + 1;
  if (start === text.length) return start > 0 ? "" : line;
  return (start > 0 ? text.slice(start) : line + text).slice(-PROMPT);
}

function toBuffer(chunk: string | Uint8Array, encoding: BufferEncoding | Done | undefined): Buffer {
  return typeof chunk === "string" ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk);
}
