/**
 * An element of a figure's tree: attributes, children and text, as far as Observable Plot and d3 use those of
 * WHATWG's DOM standard.
 */
import { Attributes, parted } from "./attributes.js";
import { ClassList } from "./class-list.js";
import { DOCUMENT, ELEMENT, FigureNode, TEXT } from "./figure-node.js";
import { htmlOf, innerHtmlOf } from "./html.js";
import { XHTML } from "./namespaces.js";
import { matches } from "./selectors.js";
import { inlineStyle, type InlineStyle } from "./style.js";
import { FigureText } from "./text.js";

export class FigureElement extends FigureNode {
  readonly nodeType = ELEMENT;
  readonly prefix: string | null;
  readonly localName: string;
  readonly attributes: Attributes;

  /** @param name  with a prefix or without */
  constructor(
    ownerDocument: FigureNode | null,
    readonly namespaceURI: string | null,
    name: string,
    attributes = new Attributes(),
  ) {
    super(ownerDocument);
    ({ prefix: this.prefix, localName: this.localName } = parted(name));
    this.attributes = attributes;
  }

  /** The name with its prefix; in capitals for an element of HTML. */
  get tagName(): string {
    const name = this.prefix === null ? this.localName : `${this.prefix}:${this.localName}`;
    return this.namespaceURI === XHTML ? name.toUpperCase() : name;
  }

  get nodeName(): string {
    return this.tagName;
  }

  getAttribute(name: string): string | null {
    return this.attributes.named(this.attributeName(name))?.value ?? null;
  }

  getAttributeNS(namespaceURI: string | null, localName: string): string | null {
    return this.attributes.namedNS(namespaceURI || null, localName)?.value ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.named(this.attributeName(name)) !== undefined;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(this.attributeName(name), `${value as string}`);
  }

  setAttributeNS(namespaceURI: string | null, name: string, value: unknown): void {
    this.attributes.setNS(namespaceURI || null, name, `${value as string}`);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(this.attributes.named(this.attributeName(name)));
  }

  removeAttributeNS(namespaceURI: string | null, localName: string): void {
    this.attributes.delete(this.attributes.namedNS(namespaceURI || null, localName));
  }

  /** Names of attributes of HTML are in lower case. */
  private attributeName(name: string): string {
    return this.namespaceURI === XHTML ? name.toLowerCase() : name;
  }

  get id(): string {
    return this.getAttribute("id") ?? "";
  }

  set id(id: string) {
    this.setAttribute("id", id);
  }

  get className(): string {
    return this.getAttribute("class") ?? "";
  }

  set className(names: string) {
    this.setAttribute("class", names);
  }

  get classList(): ClassList {
    return new ClassList(this);
  }

  get style(): InlineStyle & Record<string, string> {
    return inlineStyle(this);
  }

  /** The texts of all descendants. */
  get textContent(): string {
    let text = "";
    for (let node = this.firstChild; node !== null; node = node.nextSibling)
      if (node.nodeType === TEXT || node instanceof FigureElement) text += node.textContent ?? "";
    return text;
  }

  /** Replaces all children by one text; by nothing if it is empty. */
  set textContent(text: string | null) {
    this.replaceChildren(...(text === null || text === "" ? [] : [text]));
  }

  /** Adds nodes and texts after the last child. */
  append(...nodes: readonly (FigureNode | string)[]): void {
    for (const node of nodes) this.appendChild(this.nodeOf(node));
  }

  /** Adds nodes and texts before the first child. */
  prepend(...nodes: readonly (FigureNode | string)[]): void {
    const first = this.firstChild;
    for (const node of nodes) this.insertBefore(this.nodeOf(node), first);
  }

  replaceChildren(...nodes: readonly (FigureNode | string)[]): void {
    while (this.firstChild !== null) this.removeChild(this.firstChild);
    this.append(...nodes);
  }

  /** Puts nodes and texts in the place of this element. */
  replaceWith(...nodes: readonly (FigureNode | string)[]): void {
    const { parentNode: parent } = this;
    if (parent === null) return;
    for (const node of nodes) parent.insertBefore(this.nodeOf(node), this);
    if (!nodes.includes(this)) this.remove();
  }

  private nodeOf(node: FigureNode | string): FigureNode {
    return node instanceof FigureNode ? node : new FigureText(this.ownerDocument, `${node}`);
  }

  protected mayHold({ nodeType }: FigureNode): boolean {
    return nodeType !== DOCUMENT;
  }

  get parentElement(): FigureElement | null {
    return this.parentNode instanceof FigureElement ? this.parentNode : null;
  }

  /** The outermost `svg` around an element of SVG is not meant here, but the next one. */
  get ownerSVGElement(): FigureElement | null {
    return this.parentElement?.closest("svg") ?? null;
  }

  /** The children that are elements. */
  get children(): FigureElement[] {
    return this.childNodes.filter((node) => node instanceof FigureElement);
  }

  get firstElementChild(): FigureElement | null {
    return this.children[0] ?? null;
  }

  get lastElementChild(): FigureElement | null {
    return this.children.at(-1) ?? null;
  }

  get previousElementSibling(): FigureElement | null {
    let node = this.previousSibling;
    while (node !== null && !(node instanceof FigureElement)) node = node.previousSibling;
    return node;
  }

  get nextElementSibling(): FigureElement | null {
    let node = this.nextSibling;
    while (node !== null && !(node instanceof FigureElement)) node = node.nextSibling;
    return node;
  }

  matches(selector: string): boolean {
    return matches(this, selector);
  }

  closest(selector: string): FigureElement | null {
    return this.matches(selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }

  querySelector(selector: string): FigureElement | null {
    for (const element of this.descendants()) if (element.matches(selector)) return element;
    return null;
  }

  querySelectorAll(selector: string): FigureElement[] {
    return Array.from(this.descendants()).filter((element) => element.matches(selector));
  }

  /** All elements below this one, in the order of the text. */
  private *descendants(): Generator<FigureElement> {
    for (const child of this.children) {
      yield child;
      yield* child.descendants();
    }
  }

  get outerHTML(): string {
    return htmlOf(this);
  }

  get innerHTML(): string {
    return innerHtmlOf(this);
  }

  cloneNode(deep = false): FigureElement {
    const name = this.prefix === null ? this.localName : `${this.prefix}:${this.localName}`;
    const copy = new FigureElement(this.ownerDocument, this.namespaceURI, name, this.attributes.copy());
    if (deep) for (const child of this.childNodes) copy.appendChild(child.cloneNode(true));
    return copy;
  }
}
