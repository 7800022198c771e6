/**
 * Writes a tree as XML: W3C's "DOM Parsing and Serialization", section 3.2. An element whose namespace is not
 * that of its parent declares it (`xmlns="…"`, or a prefix that is already declared); an attribute with a
 * namespace gets a prefix.
 */
import type { Attribute } from "./attributes.js";
import { isVoid, write, type MarkupElement, type MarkupNode } from "./markup.js";
import { XHTML, XML, XMLNS } from "./namespaces.js";

/** A node with its descendants. */
export function xmlOf(node: MarkupNode): string {
  return new XmlWriter().write(node, null, new Map([[XML, ["xml"]]]));
}

/** The prefixes declared for each namespace, the innermost last. */
type Prefixes = ReadonlyMap<string, readonly string[]>;

class XmlWriter {
  private generated = 0;

  /** @param inherited  the default namespace at this place */
  write(node: MarkupNode, inherited: string | null, prefixes: Prefixes): string {
    return write(node, {
      text: (data) => escaped(data, /[&<>]/g),
      comment: (data) => `<!--${data}-->`,
      document: (children) => children.map((child) => this.write(child, inherited, prefixes)).join(""),
      element: (element) => this.element(element, inherited, prefixes),
    });
  }

  private element(element: MarkupElement, inherited: string | null, outer: Prefixes): string {
    const { namespaceURI: namespace, localName, childNodes } = element;
    const { declared, scope, local } = declarations(element, outer);
    let name = localName;
    let declaration = "";
    let inner = namespace;
    let dropsDefault = false;
    const known = namespace === null ? undefined : preferred(scope.get(namespace), element.prefix);
    if (namespace === inherited) {
      dropsDefault = declared !== undefined;
      if (namespace === XML) name = `xml:${localName}`;
    } else if (known !== undefined) {
      name = `${known}:${localName}`;
      inner = declared === undefined || declared === XML ? inherited : declared || null;
    } else if (element.prefix !== null && namespace !== null) {
      const prefix = local.has(element.prefix) ? this.generate() : element.prefix;
      declare(scope, namespace, prefix);
      name = `${prefix}:${localName}`;
      declaration = ` xmlns:${prefix}="${value(namespace)}"`;
      inner = declared === undefined ? inherited : declared || null;
    } else if (declared !== namespace) {
      dropsDefault = true;
      declaration = ` xmlns="${value(namespace ?? "")}"`;
    }
    const attributes = Array.from(element.attributes, (each) =>
      this.attribute(each, scope, local, dropsDefault),
    ).join("");
    const start = `<${name}${declaration}${attributes}`;
    if (childNodes.length === 0 && namespace !== XHTML) return `${start}/>`;
    if (childNodes.length === 0 && isVoid(element)) return `${start} />`;
    return `${start}>${childNodes.map((child) => this.write(child, inner, scope)).join("")}</${name}>`;
  }

  private attribute(
    attribute: Attribute,
    scope: Map<string, readonly string[]>,
    local: ReadonlyMap<string, string>,
    dropsDefault: boolean,
  ): string {
    const { namespaceURI: namespace, prefix, localName } = attribute;
    const written = `${localName}="${value(attribute.value)}"`;
    if (namespace === null) return ` ${written}`;
    if (namespace === XMLNS) {
      const isRepeated =
        prefix !== null &&
        local.get(localName) !== attribute.value &&
        scope.get(attribute.value)?.includes(localName);
      if (attribute.value === XML || (prefix === null && dropsDefault) || isRepeated) return "";
      return prefix === null ? ` ${written}` : ` xmlns:${written}`;
    }
    const known = preferred(scope.get(namespace), prefix);
    if (known !== undefined) return ` ${known}:${written}`;
    const made = this.generate();
    scope.set(namespace, [made]);
    return ` xmlns:${made}="${value(namespace)}" ${made}:${written}`;
  }

  private generate(): string {
    return `ns${++this.generated}`;
  }
}

/** What an element declares by itself: its default namespace, and prefixes, which join those around it. */
function declarations(
  { attributes }: MarkupElement,
  outer: Prefixes,
): { declared: string | undefined; scope: Map<string, readonly string[]>; local: Map<string, string> } {
  let declared: string | undefined;
  const scope = new Map(outer);
  const local = new Map<string, string>();
  for (const { namespaceURI, prefix, localName, value } of attributes) {
    if (namespaceURI !== XMLNS) continue;
    if (prefix === null) declared = value;
    else if (value !== XML && !scope.get(value)?.includes(localName)) {
      declare(scope, value, localName);
      local.set(localName, value);
    }
  }
  return { declared, scope, local };
}

function declare(scope: Map<string, readonly string[]>, namespace: string, prefix: string): void {
  scope.set(namespace, [...(scope.get(namespace) ?? []), prefix]);
}

/** The prefix that is wanted, if it is among those declared, or else the innermost one. */
function preferred(declared: readonly string[] | undefined, wanted: string | null): string | undefined {
  return wanted !== null && declared?.includes(wanted) ? wanted : declared?.at(-1);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

function value(text: string): string {
  return escaped(text, /[&<>"\t\n\r]/g);
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (character) => ENTITIES[character]);
}
