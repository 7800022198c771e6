/**
 * `console`, `process.stdout` and `process.stderr` of cells and of the libraries they use.
 *
 * What is written to them goes to the cell, not to the standard streams of the process. A `Console` of Node's writes to
 * them, so that `console.table`, `group`, `time` and the rest are Node's own.
 */
import { Console } from "node:console";
import { StringDecoder } from "node:string_decoder";
import { asTheirs, cellsGlobal } from "./cells.js";

/** Takes text for one of the streams. */
export type WriteText = (name: "stdout" | "stderr", text: string) => void;

type Done = (error?: Error | null) => void;

/** What is written last to the standard output without an end of line is no longer than a question. */
const PROMPT = 500;

export interface Streams {
  /** What was written last to the standard output without an end of line; once, for one question. */
  prompt(): string;
  /** A run is over: bytes that were no whole character stay none. */
  finish(): void;
}

/** Puts the streams and the console in place. */
export function installStreams(write: WriteText): Streams {
  let line = "";
  const decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  const show = (name: "stdout" | "stderr", text: string): void => {
    if (name === "stdout") line = (line + text).slice(-PROMPT).replace(/^[^]*\n/, "");
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
  // Libraries may hold the global object itself: its methods change, not the object.
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

function toBuffer(chunk: string | Uint8Array, encoding: BufferEncoding | Done | undefined): Buffer {
  return typeof chunk === "string" ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk);
}
