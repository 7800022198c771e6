/** A thread that executes a script, in a browser. The twin for Node is `script-thread.node.ts`. */

/** A nested worker starts with the help of the worker that has made it: not while that one computes. */
export const startsWhileBusy = false;

/** Starts a worker that executes a script with this `data`; it ends with this one. */
export function startScript(script: string, data: unknown): void {
  const text = `onmessage = ({ data }) => {\n${script}\n};`;
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  new Worker(url).postMessage(data);
}
