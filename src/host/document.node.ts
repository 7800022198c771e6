/**
 * The document that figures are drawn with, in Node: one of jsdom's. Its twin for the browser is `document.browser.ts`;
 * `#document` in `package.json` chooses between the two.
 *
 * jsdom takes a third of a second to load, so it is loaded when the first figure is drawn, not with the engine.
 */
import { createRequire } from "node:module";
import type { JSDOM } from "jsdom";

let made: Document | undefined;

export function figureDocument(): Document {
  if (made === undefined) {
    const jsdom = createRequire(import.meta.url)("jsdom") as { JSDOM: typeof JSDOM };
    made = new jsdom.JSDOM("").window.document;
  }
  return made;
}
