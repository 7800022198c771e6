/** A worker of a page has no standard input and no other programs. The twin for Node is `process-functions.node.ts`. */
import type { ProcessFunctions } from "./process-services.js";

export function installProcess(): ProcessFunctions {
  return { forget: () => undefined };
}
