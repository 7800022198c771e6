/**
 * Starts the compiler thread in a page: the worker `compiler.js` beside the page's script. A browser limits a
 * worker's heap itself. The twin for Node is `start-thread.node.ts`.
 */
import type { CompilerThread, CompilerThreadData, FromThread, ThreadListener } from "./messages.js";

export function startCompilerThread(
  data: CompilerThreadData,
  _heapMegabytes: number,
  listener: ThreadListener,
): CompilerThread {
  const worker = new Worker(new URL("./compiler.js", import.meta.url), { type: "module", name: "compiler" });
  worker.onmessage = ({ data: message }: MessageEvent<FromThread>) => listener.message(message);
  worker.onerror = (event) => {
    event.preventDefault();
    listener.ended(event.message ?? "");
  };
  worker.postMessage(data);
  return {
    send: (message) => worker.postMessage(message),
    end: () => Promise.resolve(worker.terminate()),
  };
}
