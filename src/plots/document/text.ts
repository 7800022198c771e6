/** Text and comments. An empty text is a node, too: Observable Plot makes some, and they are serialised. */
import { COMMENT, FigureNode, TEXT } from "./figure-node.js";

abstract class CharacterData extends FigureNode {
  constructor(
    ownerDocument: FigureNode | null,
    public data: string,
  ) {
    super(ownerDocument);
  }

  get nodeValue(): string {
    return this.data;
  }

  set nodeValue(data: string | null) {
    this.data = data ?? "";
  }

  get textContent(): string {
    return this.data;
  }

  set textContent(data: string | null) {
    this.data = data ?? "";
  }

  protected mayHold(): boolean {
    return false;
  }
}

export class FigureText extends CharacterData {
  readonly nodeType = TEXT;
  readonly nodeName = "#text";

  cloneNode(): FigureText {
    return new FigureText(this.ownerDocument, this.data);
  }
}

export class FigureComment extends CharacterData {
  readonly nodeType = COMMENT;
  readonly nodeName = "#comment";

  cloneNode(): FigureComment {
    return new FigureComment(this.ownerDocument, this.data);
  }
}
