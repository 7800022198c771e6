/**
 * The DOM document in which figures are drawn, in a browser: the page's. Its twin for Node is
 * `document.node.ts`.
 */
export function figureDocument(): Document {
  return document;
}
