/**
 * Starts the compiler in a page: the worker `compiler.js` beside the page's script. A browser limits a
 * worker's heap itself. The twin for Node is `start-compiler.node.ts`.
 */
import type {
  CompilerNeeds,
  CompilerStarts,
  CompilerWorker,
  CompilerThreadData,
  FromThread,
  ThreadListener,
} from "./messages.js";

/** Starts the compilers of one notebook, one after the other. */
export class CompilerStarter implements CompilerStarts {
  start(data: CompilerThreadData, _needs: CompilerNeeds, listener: ThreadListener): CompilerWorker {
    return startWorker(data, listener);
  }
}

function startWorker(data: CompilerThreadData, listener: ThreadListener): CompilerWorker {
  const worker = new Worker(new URL("./compiler.js", import.meta.url), { type: "module", name: "compiler" });
  worker.onmessage = ({ data: message }: MessageEvent<FromThread>) => listener.message(message);
  worker.onerror = (event) => {
    event.preventDefault();
    listener.ended(event.message ?? "");
  };
  worker.postMessage(data);
  return {
    hasSmallStack: false,
    startsQuickly: false,
    send: (message) => worker.postMessage(message),
    end: () => Promise.resolve(worker.terminate()),
  };
}
