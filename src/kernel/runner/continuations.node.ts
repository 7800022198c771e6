/** The callbacks of promises, in Node, where each carries its run. The twin for the browser is `continuations.browser.ts`. */
import type { Attribution } from "./attribution.js";

/** Has nothing to do. */
export const installContinuations: (attribution: Attribution) => void = () => undefined;
