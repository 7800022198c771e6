/** Random trees, built in the same steps by any two documents. */
import fc from "fast-check";
import { SVG, XHTML, XML, XMLNS } from "../../../src/plots/document/namespaces.js";

/** What both documents, ours and jsdom's, can do. */
export interface AnyNode {
  readonly firstChild: AnyNode | null;
  readonly textContent: string | null;
  appendChild(child: AnyNode): unknown;
  insertBefore(child: AnyNode, before: AnyNode | null): unknown;
}
export interface AnyElement extends AnyNode {
  setAttribute(name: string, value: string): void;
  setAttributeNS(namespace: string | null, name: string, value: string): void;
  removeAttribute(name: string): void;
}
export interface AnyDocument {
  createElementNS(namespace: string | null, name: string): AnyElement;
  createTextNode(data: string): AnyNode;
  createComment(data: string): AnyNode;
}

/** How to make one node. */
export type Recipe =
  | { readonly text: string }
  | { readonly comment: string }
  | {
      readonly namespace: string;
      readonly name: string;
      readonly attributes: readonly (readonly [namespace: string | null, name: string, value: string])[];
      /** An attribute that is removed again, so that a later one takes its place in the order. */
      readonly removed: string | undefined;
      readonly children: readonly { readonly first: boolean; readonly child: Recipe }[];
    };

const XLINK = "http://www.w3.org/1999/xlink";

/** Texts with all that needs escaping, and no control characters, which XML has no way to write. */
export const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "&",
        "<",
        ">",
        '"',
        "'",
        "\u00a0",
        "\t",
        "\n",
        " ",
        ";",
        "é",
        "😀",
        "]]>",
        "&amp;",
        "-",
      ),
      fc.stringMatching(/^[a-zA-Z0-9 ]{0,8}$/),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

const names = fc.constantFrom("g", "path", "text", "title", "style", "br", "div", "linearGradient", "script");
const attributes = fc.oneof(
  fc.tuple(
    fc.constant(null),
    fc.constantFrom("class", "id", "d", "style", "viewBox", "data-a", "title"),
    texts,
  ),
  fc.tuple(fc.constant(XLINK), fc.constantFrom("xlink:href", "href"), texts),
  fc.tuple(fc.constant(XML), fc.constant("xml:space"), fc.constantFrom("preserve", "default")),
  fc.tuple(fc.constant(XMLNS), fc.constant("xmlns"), fc.constantFrom(SVG, XHTML)),
);

export const recipes: fc.Arbitrary<Recipe> = fc.letrec<{ node: Recipe; element: Recipe }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({ text: texts }),
    fc.record({ comment: fc.stringMatching(/^[a-z &<]{0,6}$/) }),
    tie("element"),
  ),
  element: fc.record({
    namespace: fc.constantFrom(SVG, SVG, XHTML),
    name: names,
    attributes: fc.array(attributes, { maxLength: 5 }),
    removed: fc.option(fc.constantFrom("class", "id", "d"), { nil: undefined }),
    children: fc.array(fc.record({ first: fc.boolean(), child: tie("node") }), { maxLength: 4 }),
  }),
})).element;

/** Makes a node in a document. */
export function build(recipe: Recipe, document: AnyDocument): AnyNode {
  if ("text" in recipe) return document.createTextNode(recipe.text);
  if ("comment" in recipe) return document.createComment(recipe.comment);
  // To a selector with capitals jsdom's own answers for elements of HTML contradict each other.
  const name = recipe.namespace === XHTML && /[A-Z]/.test(recipe.name) ? "div" : recipe.name;
  const element = document.createElementNS(recipe.namespace, name);
  const { attributes: given, removed } = recipe;
  given.forEach(([namespace, name, value], i) => {
    if (namespace === null) element.setAttribute(name, value);
    else element.setAttributeNS(namespace, name, value);
    if (i === 2 && removed !== undefined) element.removeAttribute(removed);
  });
  for (const { first, child } of recipe.children) {
    if (first) element.insertBefore(build(child, document), element.firstChild);
    else element.appendChild(build(child, document));
  }
  return element;
}
