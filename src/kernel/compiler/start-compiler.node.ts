/**
 * Starts a compiler in Node: in a process from the snapshot, where the set-up has made one, or in a thread. The
 * twin for the browser is `start-compiler.browser.ts`.
 *
 * The thread serves where there is no valid snapshot, as after a change of the sources or in a sandbox that allows
 * no second process and has none of its own, and where more is needed than the process has: a large stack, or a heap
 * of another size.
 */
import { Worker } from "node:worker_threads";
import { say } from "../../language/language.js";
import { CODE_RANGE_MEGABYTES } from "../code-range.js";
import { HEAP_MEGABYTES } from "./heap.js";
import type {
  CompilerNeeds,
  CompilerStarts,
  CompilerWorker,
  CompilerThreadData,
  FromThread,
  ThreadListener,
  ToThread,
} from "./messages.js";
import { validSnapshot } from "./snapshot/snapshot-file.js";
import { startCompilerProcess } from "./snapshot/start-process.js";

/** Deeply nested code needs a large stack. */
const STACK_MEGABYTES = 32;

/** Starts the compilers of one notebook, one after the other. */
export class CompilerStarter implements CompilerStarts {
  /** Set once a process has ended by itself: later compilers are threads. */
  private hasFailed = false;

  start(
    data: CompilerThreadData,
    { heapMegabytes, needsLargeStack }: CompilerNeeds,
    listener: ThreadListener,
  ): CompilerWorker {
    const needsThread = needsLargeStack || heapMegabytes !== HEAP_MEGABYTES;
    const snapshot = needsThread || this.hasFailed ? undefined : validSnapshot();
    return snapshot === undefined
      ? startThread(data, heapMegabytes, listener)
      : startProcessOrThread(data, listener, snapshot, () => (this.hasFailed = true));
  }
}

/**
 * Starts a process; if it ends before its first answer, a thread answers in its place.
 * @param onFailure  called when the process has ended by itself
 */
export function startProcessOrThread(
  data: CompilerThreadData,
  listener: ThreadListener,
  snapshot: string,
  onFailure: () => void = () => undefined,
): CompilerWorker {
  const unanswered: ToThread[] = [];
  let hasAnswered = false;
  let isClosed = false;
  const own: ThreadListener = {
    message: (message) => {
      hasAnswered = true;
      listener.message(message);
    },
    ended: (reason) => {
      if (isClosed) return;
      onFailure();
      if (hasAnswered) return listener.ended(reason);
      worker = startThread(data, HEAP_MEGABYTES, listener);
      for (const message of unanswered) worker.send(message);
    },
  };
  let worker = startCompilerProcess(data, own, snapshot);
  return {
    get hasSmallStack() {
      return worker.hasSmallStack;
    },
    get startsQuickly() {
      return worker.startsQuickly;
    },
    send: (message) => {
      if (!hasAnswered) unanswered.push(message);
      worker.send(message);
    },
    end: () => {
      isClosed = true;
      return worker.end();
    },
  };
}

function startThread(
  data: CompilerThreadData,
  heapMegabytes: number,
  listener: ThreadListener,
): CompilerWorker {
  const worker = new Worker(new URL("./thread.js", import.meta.url), {
    workerData: data,
    resourceLimits: {
      stackSizeMb: STACK_MEGABYTES,
      maxOldGenerationSizeMb: heapMegabytes,
      codeRangeSizeMb: CODE_RANGE_MEGABYTES,
    },
  });
  worker.unref();
  worker.on("message", (message: FromThread) => listener.message(message));
  worker.on("error", (error) => listener.ended(String(error)));
  worker.on("exit", (code) =>
    listener.ended(say({ fr: `il s'est arrêté (${code})`, en: `it ended (${code})` })),
  );
  return {
    hasSmallStack: false,
    startsQuickly: false,
    send: (message) => worker.postMessage(message),
    end: async () => void (await worker.terminate()),
  };
}
