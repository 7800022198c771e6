/** What `xml.ts` and `html.ts` read of a tree to write it. */
import type { Attribute } from "./attributes.js";
import { COMMENT, DOCUMENT, TEXT } from "./figure-node.js";
import { XHTML } from "./namespaces.js";

export interface MarkupNode {
  readonly nodeType: number;
  readonly childNodes: readonly MarkupNode[];
}

export interface MarkupElement extends MarkupNode {
  readonly namespaceURI: string | null;
  readonly prefix: string | null;
  readonly localName: string;
  readonly attributes: Iterable<Attribute>;
}

/** Calls the writer of a node's kind. */
export function write<Result>(
  node: MarkupNode,
  writers: {
    readonly text: (data: string) => Result;
    readonly comment: (data: string) => Result;
    readonly element: (element: MarkupElement) => Result;
    readonly document: (children: readonly MarkupNode[]) => Result;
  },
): Result {
  const { data } = node as MarkupNode & { readonly data: string };
  if (node.nodeType === TEXT) return writers.text(data);
  if (node.nodeType === COMMENT) return writers.comment(data);
  if (node.nodeType === DOCUMENT) return writers.document(node.childNodes);
  return writers.element(node as MarkupElement);
}

const VOID = new Set([
  ...["area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input"],
  ...["keygen", "link", "meta", "param", "source", "track", "wbr"],
]);

/** Whether an element of HTML has no end tag. */
export function isVoid({ namespaceURI, localName }: MarkupElement): boolean {
  return namespaceURI === XHTML && VOID.has(localName);
}
