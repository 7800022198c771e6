/**
 * The document in which figures are drawn: a small DOM, with what Observable Plot and d3 ask of a document and
 * nothing more. It is the same in Node, in a page and in a worker, which has no document; so a figure is the
 * same SVG, to the last character, everywhere.
 */
import { FigureElement } from "./figure-element.js";
import { DOCUMENT, FigureNode } from "./figure-node.js";
import { XHTML } from "./namespaces.js";
import { FigureComment, FigureText } from "./text.js";

export class FigureDocument extends FigureNode {
  readonly nodeType = DOCUMENT;
  readonly nodeName = "#document";
  /** There is no window. */
  readonly defaultView = null;
  readonly documentElement: FigureElement;

  constructor() {
    super(null);
    this.documentElement = this.appendChild(this.createElement("html"));
  }

  get textContent(): null {
    return null;
  }

  set textContent(_: string | null) {
    // A document has no text of its own.
  }

  /** An element of HTML. */
  createElement(name: string): FigureElement {
    return this.createElementNS(XHTML, `${name}`.toLowerCase());
  }

  createElementNS(namespaceURI: string | null, name: string): FigureElement {
    if (!/^[\p{L}_][-\p{L}\p{N}._]*(:[\p{L}_][-\p{L}\p{N}._]*)?$/u.test(name))
      throw new DOMException(`“${name}” is not the name of an element.`, "InvalidCharacterError");
    return new FigureElement(this, namespaceURI || null, name);
  }

  createTextNode(data: string): FigureText {
    return new FigureText(this, `${data}`);
  }

  createComment(data: string): FigureComment {
    return new FigureComment(this, `${data}`);
  }

  cloneNode(): FigureDocument {
    return new FigureDocument();
  }

  protected mayHold({ nodeType }: FigureNode): boolean {
    // Only its constructor gives a document its element.
    return nodeType !== DOCUMENT && this.firstChild === null;
  }
}

let made: FigureDocument | undefined;

/** The document of all figures. */
export function figureDocument(): FigureDocument {
  return (made ??= new FigureDocument());
}
