/** The compiler in a thread of Node. */
import { getHeapStatistics } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import type { CompilerThreadData, ToThread } from "./messages.js";
import { serveCompiler } from "./service.js";

const receive = serveCompiler(workerData as CompilerThreadData, {
  post: (message) => parentPort!.postMessage(message),
  heapMegabytes: () => getHeapStatistics().total_heap_size / 2 ** 20,
});
parentPort!.on("message", (message: ToThread) => receive(message));
