/**
 * Reads XML into a tree: W3C's "Extensible Markup Language 1.0" with "Namespaces in XML 1.0". Processing
 * instructions and a document type are passed over; the entities are XML's five and those by number.
 */
import { parted } from "./attributes.js";
import type { FigureDocument } from "./figure-document.js";
import type { FigureElement } from "./figure-element.js";
import { XML, XMLNS } from "./namespaces.js";

/** Thrown for a text that is not well-formed, with the place of the mistake. */
export class XmlError extends Error {
  override name = "XmlError";
}

/** The namespace of each prefix in force; "" is the default namespace. */
type Prefixes = ReadonlyMap<string, string>;

const NAME = String.raw`[\p{L}_][-\p{L}\p{N}._]*(?::[\p{L}_][-\p{L}\p{N}._]*)?`;
const TOKEN = new RegExp(
  [
    String.raw`<!--(?<comment>(?:(?!--)[^])*)-->`,
    String.raw`<!\[CDATA\[(?<data>[^]*?)\]\]>`,
    String.raw`(?<skipped><\?[^]*?\?>|<!DOCTYPE[^\[>]*>)`,
    String.raw`</(?<end>${NAME})\s*>`,
    String.raw`<(?<start>${NAME})(?<attributes>(?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>/?)>`,
    String.raw`(?<text>[^<]+)`,
  ].join("|"),
  "uy",
);
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')`, "gu");

/**
 * The element of an XML document.
 * @throws XmlError for a text that is not well-formed
 */
export function parseXml(text: string, document: FigureDocument): FigureElement {
  const source = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  let root: FigureElement | undefined;
  const open: { element: FigureElement; prefixes: Prefixes }[] = [];
  const refuse = (place: number) =>
    new XmlError(`line ${source.slice(0, place).split("\n").length}: ${source.slice(place, place + 40)}`);
  for (let place = 0; place < source.length; place = TOKEN.lastIndex) {
    TOKEN.lastIndex = place;
    const parts = TOKEN.exec(source)?.groups;
    if (parts === undefined) throw refuse(place);
    const { element: parent, prefixes } = open.at(-1) ?? { prefixes: new Map([["xml", XML]]) };
    const { start, end, comment, data, text: raw } = parts as Readonly<Record<string, string | undefined>>;
    try {
      if (start !== undefined) {
        if (root !== undefined && parent === undefined) throw refuse(place);
        const made = elementOf(start, parts["attributes"], prefixes, document);
        root ??= made.element;
        parent?.append(made.element);
        if (parts["empty"] === "") open.push(made);
      } else if (end !== undefined) {
        if (parent === undefined || qualified(parent) !== end) throw refuse(place);
        open.pop();
      } else if (comment !== undefined) parent?.appendChild(document.createComment(comment));
      else {
        const content = data ?? (raw === undefined ? "" : decoded(raw));
        if (parent !== undefined && content !== "") parent.append(content);
        else if (content.trim() !== "") throw refuse(place);
      }
    } catch (error) {
      throw error instanceof XmlError ? error : refuse(place);
    }
  }
  if (root === undefined || open.length > 0) throw refuse(source.length);
  return root;
}

function elementOf(
  name: string,
  attributeText: string,
  outer: Prefixes,
  document: FigureDocument,
): { element: FigureElement; prefixes: Prefixes } {
  const attributes = [...attributeText.matchAll(ATTRIBUTE)].map(
    ([, attribute, double, single]) =>
      [attribute, decoded((double ?? single).replace(/[\t\n]/g, " "))] as const,
  );
  if (new Set(attributes.map(([attribute]) => attribute)).size < attributes.length)
    throw new XmlError(`<${name}>: one attribute twice`);
  const prefixes = new Map(outer);
  for (const [attribute, value] of attributes) {
    if (attribute === "xmlns") prefixes.set("", value);
    else if (attribute.startsWith("xmlns:")) prefixes.set(parted(attribute).localName, value);
  }
  const namespace = (prefix: string): string => {
    const found = prefixes.get(prefix);
    if (found === undefined) throw new XmlError(`<${name}>: the prefix ${prefix} is not declared`);
    return found;
  };
  const { prefix } = parted(name);
  const element = document.createElementNS(
    prefix === null ? (prefixes.get("") ?? null) : namespace(prefix),
    name,
  );
  for (const [attribute, value] of attributes) {
    const of = parted(attribute).prefix;
    const isDeclaration = attribute === "xmlns" || of === "xmlns";
    element.setAttributeNS(isDeclaration ? XMLNS : of === null ? null : namespace(of), attribute, value);
  }
  return { element, prefixes };
}

function qualified({ prefix, localName }: FigureElement): string {
  return prefix === null ? localName : `${prefix}:${localName}`;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(#x?)?([^;&\s]*);?/g, (entity, number: string | undefined, name: string) => {
    if (entity.endsWith(";")) {
      if (number === undefined && name in ENTITIES) return ENTITIES[name];
      const code = Number(`${number === "#x" ? "0x" : ""}${name}`);
      if (number !== undefined && name !== "" && Number.isInteger(code)) return String.fromCodePoint(code);
    }
    throw new XmlError(`${entity}: not an entity of XML`);
  });
}
