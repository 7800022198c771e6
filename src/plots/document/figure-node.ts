/**
 * A node of a figure's tree, and its place among parent, siblings and children: WHATWG's DOM standard, section
 * 4.4 ("Interface Node"), as far as Observable Plot and d3 use it.
 *
 * Siblings are linked, so that an insertion takes the same time at any place; `childNodes` is a copy made on
 * access, not a live list.
 */

/** The values of `nodeType`. */
export const ELEMENT = 1;
export const TEXT = 3;
export const COMMENT = 8;
export const DOCUMENT = 9;

/** The bits of `compareDocumentPosition`. */
const DISCONNECTED = 1 | 32;
const PRECEDING = 2;
const FOLLOWING = 4;
const CONTAINS = 8;
const CONTAINED_BY = 16;

/** A node, without what its kind adds. */
export abstract class FigureNode {
  abstract readonly nodeType: number;
  abstract readonly nodeName: string;
  abstract textContent: string | null;
  parentNode: FigureNode | null = null;
  previousSibling: FigureNode | null = null;
  nextSibling: FigureNode | null = null;
  firstChild: FigureNode | null = null;
  lastChild: FigureNode | null = null;

  /** @param ownerDocument  the document that made the node; null for a document */
  constructor(readonly ownerDocument: FigureNode | null) {}

  /** A copy without a parent; with all descendants if `deep`. */
  abstract cloneNode(deep?: boolean): FigureNode;

  /** The children of this node, in order. */
  get childNodes(): FigureNode[] {
    const nodes: FigureNode[] = [];
    for (let node = this.firstChild; node !== null; node = node.nextSibling) nodes.push(node);
    return nodes;
  }

  hasChildNodes(): boolean {
    return this.firstChild !== null;
  }

  get isConnected(): boolean {
    return this.getRootNode().nodeType === DOCUMENT;
  }

  getRootNode(): FigureNode {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    let root: FigureNode = this;
    while (root.parentNode !== null) root = root.parentNode;
    return root;
  }

  appendChild<Child extends FigureNode>(child: Child): Child {
    return this.insertBefore(child, null);
  }

  /**
   * Moves a node into this one, before one of its children, or to the end.
   * @throws DOMException if `before` is no child of this node, or this node can hold no such child
   */
  insertBefore<Child extends FigureNode>(child: Child, before: FigureNode | null): Child {
    this.refuseUnlessHeld(child);
    if (before !== null && before.parentNode !== this) throw notAChild(before, this);
    const next: FigureNode | null = before === child ? child.nextSibling : before;
    child.parentNode?.removeChild(child);
    const previous = next === null ? this.lastChild : next.previousSibling;
    child.parentNode = this;
    child.previousSibling = previous;
    child.nextSibling = next;
    if (previous === null) this.firstChild = child;
    else previous.nextSibling = child;
    if (next === null) this.lastChild = child;
    else next.previousSibling = child;
    return child;
  }

  /** @throws DOMException if the node is no child of this one */
  removeChild<Child extends FigureNode>(child: Child): Child {
    if (child.parentNode !== this) throw notAChild(child, this);
    const { previousSibling: previous, nextSibling: next } = child;
    if (previous === null) this.firstChild = next;
    else previous.nextSibling = next;
    if (next === null) this.lastChild = previous;
    else next.previousSibling = previous;
    child.parentNode = child.previousSibling = child.nextSibling = null;
    return child;
  }

  /** Puts a node in the place of a child, which is returned. */
  replaceChild<Child extends FigureNode>(node: FigureNode, child: Child): Child {
    this.refuseUnlessHeld(node);
    if (child.parentNode !== this) throw notAChild(child, this);
    if (node === child) return child;
    this.insertBefore(node, child);
    return this.removeChild(child);
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }

  /** Whether a node is this one or one of its descendants. */
  contains(node: FigureNode | null): boolean {
    for (let each = node; each !== null; each = each.parentNode) if (each === this) return true;
    return false;
  }

  /** Where another node stands, as the bits of the standard. */
  compareDocumentPosition(other: FigureNode): number {
    if (other === this) return 0;
    if (other.contains(this)) return CONTAINS | PRECEDING;
    if (this.contains(other)) return CONTAINED_BY | FOLLOWING;
    const [mine, others] = [ancestry(this), ancestry(other)];
    if (mine[0] !== others[0]) return DISCONNECTED | PRECEDING;
    const fork = mine.findIndex((node, depth) => node !== others[depth]);
    for (let node = mine[fork].nextSibling; node !== null; node = node.nextSibling)
      if (node === others[fork]) return FOLLOWING;
    return PRECEDING;
  }

  private refuseUnlessHeld(child: FigureNode): void {
    if (this.mayHold(child) && !child.contains(this)) return;
    throw new DOMException(`A ${this.nodeName} cannot hold this ${child.nodeName}.`, "HierarchyRequestError");
  }

  /** Whether this node may have such a child. */
  protected abstract mayHold(child: FigureNode): boolean;
}

/** A node with all its ancestors, from the root down. */
function ancestry(node: FigureNode): FigureNode[] {
  const path: FigureNode[] = [];
  for (let each: FigureNode | null = node; each !== null; each = each.parentNode) path.push(each);
  return path.reverse();
}

function notAChild(node: FigureNode, parent: FigureNode): DOMException {
  return new DOMException(`This ${node.nodeName} is no child of this ${parent.nodeName}.`, "NotFoundError");
}
