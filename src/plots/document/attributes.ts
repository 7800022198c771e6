/**
 * The attributes of an element, in the order in which they were first set. A list of pairs is quicker than a
 * map here: few elements of a figure have more than ten attributes.
 */

export interface Attribute {
  readonly namespaceURI: string | null;
  readonly prefix: string | null;
  readonly localName: string;
  /** The prefix, a colon and the local name; or the local name alone. */
  readonly name: string;
  value: string;
}

export class Attributes implements Iterable<Attribute> {
  private list: Attribute[] = [];

  get length(): number {
    return this.list.length;
  }

  [Symbol.iterator](): IterableIterator<Attribute> {
    return this.list[Symbol.iterator]();
  }

  named(name: string): Attribute | undefined {
    for (const attribute of this.list) if (attribute.name === name) return attribute;
    return undefined;
  }

  namedNS(namespaceURI: string | null, localName: string): Attribute | undefined {
    return this.list.find((each) => each.localName === localName && each.namespaceURI === namespaceURI);
  }

  set(name: string, value: string): void {
    const present = this.named(name);
    if (present !== undefined) present.value = value;
    else this.list.push({ namespaceURI: null, prefix: null, localName: name, name, value });
  }

  setNS(namespaceURI: string | null, name: string, value: string): void {
    const { prefix, localName } = parted(name);
    const present = this.namedNS(namespaceURI, localName);
    if (present !== undefined) present.value = value;
    else this.list.push({ namespaceURI, prefix, localName, name, value });
  }

  delete(attribute: Attribute | undefined): void {
    if (attribute !== undefined) this.list = this.list.filter((each) => each !== attribute);
  }

  copy(): Attributes {
    const copy = new Attributes();
    copy.list = this.list.map((attribute) => ({ ...attribute }));
    return copy;
  }
}

/** A qualified name in its parts. */
export function parted(name: string): { prefix: string | null; localName: string } {
  const colon = name.indexOf(":");
  return colon < 0
    ? { prefix: null, localName: name }
    : { prefix: name.slice(0, colon), localName: name.slice(colon + 1) };
}
