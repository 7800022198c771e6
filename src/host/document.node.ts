/**
 * The document that figures are drawn with, in Node: one of jsdom's, made for the first figure. Its twin for the browser is
 * `document.browser.ts`; `#document` in `package.json` chooses between the two.
 */
import { jsdom } from "./packages.node.js";

let made: Document | undefined;

export function figureDocument(): Document {
  return (made ??= new jsdom.JSDOM("").window.document);
}
