/**
 * Writes a tree as HTML: WHATWG's HTML standard, section 13.3 ("Serializing HTML fragments"). Names have no
 * namespaces there, and a no-break space is an entity.
 */
import { isVoid, write, type MarkupElement, type MarkupNode } from "./markup.js";
import { SVG, XHTML } from "./namespaces.js";

/** Elements of HTML whose text is not escaped. */
const RAW = new Set(["style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext"]);

/** A node with its descendants. */
export function htmlOf(node: MarkupNode, raw = false): string {
  return write(node, {
    text: (data) => (raw ? data : escaped(data, /[&\u00a0<>]/g)),
    comment: (data) => `<!--${data}-->`,
    document: (children) => children.map((child) => htmlOf(child)).join(""),
    element: (element) => {
      const name = tagName(element);
      const attributes = Array.from(
        element.attributes,
        (each) => ` ${each.name}="${escaped(each.value, /[&\u00a0"]/g)}"`,
      );
      const start = `<${name}${attributes.join("")}>`;
      return isVoid(element) ? start : `${start}${innerHtmlOf(element)}</${name}>`;
    },
  });
}

/** The descendants of an element. */
export function innerHtmlOf(element: MarkupElement): string {
  if (isVoid(element)) return "";
  const raw = element.namespaceURI === XHTML && RAW.has(element.localName);
  return element.childNodes.map((child) => htmlOf(child, raw)).join("");
}

/** Elements of HTML and SVG are written without their prefix. */
function tagName({ namespaceURI, prefix, localName }: MarkupElement): string {
  return prefix === null || namespaceURI === SVG || namespaceURI === XHTML
    ? localName
    : `${prefix}:${localName}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "\u00a0": "&nbsp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (character) => ENTITIES[character]);
}
