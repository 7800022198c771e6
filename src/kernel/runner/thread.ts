/** The runner as a worker thread of another program, for places where no process may be started. */
import { workerData } from "node:worker_threads";
import { setLanguage } from "../../language/language.js";
import { loadIntoRealm } from "./realm.js";
import type { RunnerThreadData } from "./service.js";

setLanguage((workerData as RunnerThreadData).language);
process.removeAllListeners("warning");
const { serveThread } = (await loadIntoRealm(
  new URL("./service.js", import.meta.url),
)) as typeof import("./service.js");
serveThread();
