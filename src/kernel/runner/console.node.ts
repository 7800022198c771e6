/**
 * `console`, `process.stdout` and `process.stderr` of cells and of the libraries that they use, in Node. The twin
 * for the browser is `console.browser.ts`.
 *
 * Text written to them is shown below the cell and does not reach the standard streams of the process. The
 * cells' `console` is one of Node's, so `console.table`, `group`, `time` and the other methods behave as in
 * Node.
 */
import { Console } from "node:console";
import { StringDecoder } from "node:string_decoder";
import { asTheirs, cellsGlobal } from "./cells.js";
import type { Streams } from "./streams.js";

type Done = (error?: Error | null) => void;

/** Replaces the streams and the console. */
export function installConsole(streams: Streams): void {
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new StringDecoder("utf8");
    const written = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean => {
      const isText =
        typeof chunk === "string" && (typeof encoding !== "string" || /^utf-?8$/i.test(encoding));
      streams.write(name, isText ? chunk : decoder.write(toBuffer(chunk, encoding)));
      const callback = typeof encoding === "function" ? encoding : done;
      if (callback !== undefined) queueMicrotask(() => callback());
      return true;
    };
    process[name].write = asTheirs(written);
    // Bytes of an incomplete character are shown as U+FFFD.
    streams.onFinish(() => {
      const rest = decoder.end();
      if (rest !== "") streams.write(name, rest);
    });
  }
  const console = new Console({
    stdout: process.stdout,
    stderr: process.stderr,
    ignoreErrors: false,
    colorMode: false,
  });
  // Libraries may hold a reference to the console object: its methods are replaced, not the object.
  Object.assign(cellsGlobal.console, console);
}

function toBuffer(chunk: string | Uint8Array, encoding: BufferEncoding | Done | undefined): Buffer {
  return typeof chunk === "string" ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk);
}
