/** A limit of time for what calls the learner's own functions, one of which may never end. */
import { notebook } from "../host/notebook.js";

/** Milliseconds that all calls of a learner's function may take together. */
export const PATIENCE = 5000;

/** The result of work that calls the learner's function, or "late" where it had to be ended; where nothing can end it, it takes as long as it takes. */
export function inTime<T>(work: () => T): T | "late" {
  const run = notebook().currentRun();
  if (run.within === undefined) return work();
  const ended = run.within(PATIENCE, work);
  return ended === "late" ? "late" : ended.value;
}
