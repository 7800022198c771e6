/** A thread that executes a script, in a browser. The twin for Node is `script-thread.node.ts`. */
import { makeWorker } from "../../host/worker-maker.js";

/**
 * Starts a worker that executes a script with this `data`; it ends with this one. The page makes it, so that it starts
 * also while this one computes.
 */
export function startScript(script: string, data: unknown): void {
  const text = `onmessage = ({ data }) => {\n${script}\n};`;
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  makeWorker(url, "classic", () => undefined).send(data);
}
