/**
 * Runs scripts in a worker of a page. The twin for Node is `scripts.node.ts`.
 */
import type { RunScript, ScriptOutcome } from "./script.js";

/** Evaluates in the global scope; taken now, since a cell may replace it. */
const evaluate = globalThis.eval;

/** The function that runs scripts. */
export function createScriptRunner(): RunScript {
  return <Body>(script: { code: string; name: string }, call: (body: Body) => unknown): ScriptOutcome => {
    try {
      const body = evaluate(`(${script.code})\n//# sourceURL=${script.name}`) as Body;
      return { returned: call(body) };
    } catch (error) {
      return { error };
    }
  };
}

/** tslab is a package of Node's: cells in a browser cannot import it. */
export const loadTslabModule: undefined = undefined;
