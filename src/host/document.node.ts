/**
 * The DOM document in which figures are drawn, in Node: one of jsdom, created for the first figure. Its twin
 * for the browser is `document.browser.ts`; `#document` in `package.json` chooses between the two.
 */
import { jsdom } from "./packages.node.js";

let made: Document | undefined;

export function figureDocument(): Document {
  return (made ??= new jsdom.JSDOM("").window.document);
}
