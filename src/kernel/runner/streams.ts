/**
 * `console`, `process.stdout` and `process.stderr` of cells and of the libraries they use.
 *
 * A worker's own standard streams go through the main thread to the terminal; here they go to the cell. A `Console` of
 * Node's writes to them, so that `console.table`, `group`, `time` and the rest are Node's own.
 */
import { Console } from "node:console";
import { StringDecoder } from "node:string_decoder";
import { cellsGlobal } from "./cells.js";

/** Takes text for one of the streams. */
export type WriteText = (name: "stdout" | "stderr", text: string) => void;

type Done = (error?: Error | null) => void;

/** Puts the streams and the console in place. */
export function installStreams(write: WriteText): void {
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new StringDecoder("utf8");
    process[name].write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean => {
      write(name, typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk)));
      const callback = typeof encoding === "function" ? encoding : done;
      if (callback !== undefined) queueMicrotask(() => callback());
      return true;
    };
  }
  const console = new Console({ stdout: process.stdout, stderr: process.stderr, ignoreErrors: false, colorMode: false });
  // Libraries may hold the global object itself: its methods change, not the object.
  Object.assign(cellsGlobal.console, console);
}
