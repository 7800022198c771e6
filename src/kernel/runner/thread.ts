/** The runner as a thread of another program, which attends to it: for a place where no process may be started. */
import { workerData } from "node:worker_threads";
import { setLanguage, type Language } from "../../language/language.js";
import { loadIntoRealm } from "./realm.js";

/** What the thread is started with. */
export interface RunnerThreadData {
  readonly directory: string;
  readonly language: Language;
  readonly shared: SharedArrayBuffer;
}

setLanguage((workerData as RunnerThreadData).language);
process.removeAllListeners("warning");
await loadIntoRealm(new URL("./thread-service.js", import.meta.url));
