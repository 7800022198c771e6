/** Node has no such database: models are folders there. The twin for the browser is `model-store.browser.ts`. */
import type { ModelStore } from "./model-store.js";

export const modelStore: ModelStore | undefined = undefined;
