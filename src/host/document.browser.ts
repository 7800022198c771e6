/** The document that figures are drawn with, in a browser: the page's own. Its twin for Node is `document.node.ts`. */
export function figureDocument(): Document {
  return document;
}
