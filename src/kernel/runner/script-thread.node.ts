/** A thread that executes a script, in Node. The twin for the browser is `script-thread.browser.ts`. */
import { Worker } from "node:worker_threads";

/** Starts a thread that executes a script with this `data`; it does not keep the process alive. */
export function startScript(script: string, data: unknown): void {
  const worker = new Worker(`const { workerData: data } = require("node:worker_threads");\n${script}`, {
    eval: true,
    workerData: data,
    execArgv: [],
    env: {},
    stdin: false,
  });
  worker.unref();
}
