/** The small document beside jsdom's: the same random trees, written, read, searched and changed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { JSDOM } from "jsdom";
import { FigureDocument } from "../../../src/plots/document/figure-document.js";
import type { FigureElement } from "../../../src/plots/document/figure-element.js";
import { SVG, XMLNS } from "../../../src/plots/document/namespaces.js";
import { parseXml, XmlError } from "../../../src/plots/document/parse-xml.js";
import { xmlOf } from "../../../src/plots/document/xml.js";
import { build, recipes, texts, type AnyDocument, type Recipe } from "./random-trees.js";

const XLINK = "http://www.w3.org/1999/xlink";
const { window } = new JSDOM("");
const page = window.document;
const ours = new FigureDocument();
const serializer = new window.XMLSerializer();

function pair(recipe: Recipe): { mine: FigureElement; theirs: Element } {
  return {
    mine: build(recipe, ours as unknown as AnyDocument) as unknown as FigureElement,
    theirs: build(recipe, page as unknown as AnyDocument) as unknown as Element,
  };
}

const RUNS = { numRuns: 300 };

describe("plots/document: the small document", () => {
  it("writes random trees as XML and as HTML, as jsdom does", () =>
    fc.assert(
      fc.property(recipes, (recipe) => {
        const { mine, theirs } = pair(recipe);
        assert.equal(xmlOf(mine), serializer.serializeToString(theirs));
        assert.equal(mine.outerHTML, theirs.outerHTML);
        assert.equal(mine.innerHTML, theirs.innerHTML);
        assert.equal(mine.textContent, theirs.textContent);
      }),
      RUNS,
    ));

  it("declares a prefix where an element or an attribute needs one, and in its scope alone", () => {
    const root = ours.createElementNS(SVG, "svg");
    const [first, second] = [ours.createElementNS(SVG, "s:a"), ours.createElementNS(null, "b")];
    root.append(first, second);
    first.setAttributeNS(XMLNS, "xmlns:xlink", XLINK);
    for (const element of [root, first, second]) element.setAttributeNS(XLINK, "href", "#c");
    assert.equal(
      xmlOf(root),
      `<svg xmlns="${SVG}" xmlns:ns1="${XLINK}" ns1:href="#c"><a xmlns:xlink="${XLINK}" xlink:href="#c"/>` +
        `<b xmlns="" ns1:href="#c"/></svg>`,
    );
    assert.equal(xmlOf(first), `<s:a xmlns:s="${SVG}" xmlns:xlink="${XLINK}" xlink:href="#c"/>`);
  });

  it("copies a tree with and without its descendants", () =>
    fc.assert(
      fc.property(recipes, fc.boolean(), (recipe, deep) => {
        const { mine, theirs } = pair(recipe);
        const copy = mine.cloneNode(deep);
        mine.setAttribute("id", "changed");
        mine.textContent = "";
        assert.equal(copy.outerHTML, (theirs.cloneNode(deep) as Element).outerHTML);
        assert.equal(copy.parentNode, null);
      }),
      RUNS,
    ));

  it("reads XML that it wrote, and any that jsdom reads, into the same tree", () =>
    fc.assert(
      fc.property(recipes, (recipe) => {
        const { mine } = pair(recipe);
        const xml = xmlOf(mine);
        const parsed = new window.DOMParser().parseFromString(xml, "application/xml").documentElement;
        if (parsed.localName === "parsererror") return;
        const read = parseXml(xml, ours);
        assert.equal(xmlOf(read), serializer.serializeToString(parsed));
        assert.equal(read.outerHTML, (page.importNode(parsed, true) as Element).outerHTML);
      }),
      RUNS,
    ));

  const SELECTORS = [
    ...["g", "*", "#a", ".b", "[d]", "[d='a']", "g path", "g > path", "g + path", "text ~ g", "g, .b"],
    ...[
      "g.b[d]",
      "path:first-child",
      "text:last-child",
      '[class~="b"]',
      "[data-a^=b]",
      "linearGradient",
      "div",
    ],
    ...["[data-a$=b]", "[data-a*=b]", "[data-a|=b]", "g > g text", "g>text"],
  ];
  it("finds the same elements by selectors", () =>
    fc.assert(
      fc.property(recipes, fc.constantFrom(...SELECTORS), (recipe, selector) => {
        const { mine, theirs } = pair(recipe);
        for (const [element, value] of Object.entries({ g: "a", path: "b", text: "b a" })) {
          for (const each of mine.querySelectorAll(element)) each.setAttribute("class", value);
          for (const each of theirs.querySelectorAll(element)) each.setAttribute("class", value);
        }
        const places = (all: ArrayLike<unknown>, found: ArrayLike<unknown>) =>
          Array.from(found, (each) => Array.from(all).indexOf(each));
        assert.deepEqual(
          places(mine.querySelectorAll("*"), mine.querySelectorAll(selector)),
          places(theirs.querySelectorAll("*"), theirs.querySelectorAll(selector)),
        );
        assert.equal(mine.matches(selector), theirs.matches(selector));
        assert.equal(mine.querySelector(selector)?.localName, theirs.querySelector(selector)?.localName);
      }),
      RUNS,
    ));

  it("refuses a selector that it does not know, and every one that is none", () => {
    const element = ours.createElementNS(SVG, "g");
    for (const selector of ["g:hover", "g >", "", "[", "g,,g", "..a", "> g", "g:first-childish", "ag*"])
      assert.throws(() => element.matches(selector), { name: "SyntaxError" }, selector);
  });

  it("follows random moves of nodes, and tells where nodes stand", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.option(fc.nat(7), { nil: null }), fc.nat(3)), {
          maxLength: 40,
        }),
        (moves) => {
          const mine = Array.from({ length: 8 }, (_, i) => ours.createElementNS(SVG, `e${i}`));
          const theirs = Array.from({ length: 8 }, (_, i) => page.createElementNS(SVG, `e${i}`));
          const attempt = (action: () => unknown): string => {
            try {
              action();
              return "done";
            } catch (error) {
              return (error as Error).name;
            }
          };
          for (const [parent, child, before, kind] of moves) {
            const act = (nodes: readonly (FigureElement | Element)[]) =>
              attempt(() => {
                const [to, node] = [nodes[parent], nodes[child]] as unknown as [Element, Element];
                if (kind === 0) to.removeChild(node);
                else if (kind === 1) to.replaceChild(node, nodes[before ?? 0] as Element);
                else if (kind === 2) {
                  const other = nodes[before ?? (child + 1) % 8] as Element;
                  // The standard would leave an ancestor in a fragment, which there is none of here.
                  if (!other.contains(node)) node.replaceWith(other, "t");
                } else to.insertBefore(node, before === null ? null : (nodes[before] as Element));
              });
            assert.equal(act(mine), act(theirs));
          }
          const shape = (nodes: readonly unknown[]) =>
            (nodes as Element[]).map((node) => [
              node.outerHTML,
              node.parentNode?.nodeName,
              node.previousSibling?.nodeName,
              node.nextSibling?.nodeName,
              node.previousElementSibling?.nodeName,
              node.nextElementSibling?.nodeName,
              node.firstChild?.nodeName,
              node.lastChild?.nodeName,
              node.children.length,
              node.isConnected,
              nodes.map((other) => {
                const bits = node.compareDocumentPosition(other as Node);
                // The order of nodes of different trees is free.
                return bits & 1 ? 1 : bits;
              }),
            ]);
          assert.deepEqual(shape(mine), shape(theirs));
        },
      ),
      RUNS,
    ));

  it("refuses XML that is not well-formed, naming the line", () => {
    for (const text of [
      ...["", "text", "<a>", "<a></b>", "<a/><b/>", "<a b></a>", "<a b='1' b='2'/>", "<a>&nbsp;</a>"],
      ...[
        "<a>a & b</a>",
        "<x:a/>",
        "<a x:b='1'/>",
        "<a>\n<b>\n</a>",
        "<a b='<'/>",
        "</a>",
        "<!DOCTYPE a><!-- -->",
      ],
    ])
      assert.throws(() => parseXml(text, ours), XmlError, text);
    assert.throws(() => parseXml("<a>\n<b>\n</a>", ours), /line 3: <\/a>/);
  });

  it("reads what stands around and between elements", () => {
    const read = parseXml(
      `\ufeff<?xml version="1.0"?>\r\n<!DOCTYPE svg>\n<!-- a --><svg xmlns="${SVG}" a='1\n2'><![CDATA[<&]]>&#233;&#x1F600;&apos;<?b c?></svg>\n`,
      ours,
    );
    assert.equal(xmlOf(read), `<svg xmlns="${SVG}" a="1 2">&lt;&amp;é😀'</svg>`);
  });
});

describe("plots/document: styles and classes", () => {
  const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
    color: ["#1f2933", "#fff", "rgb(1, 2, 3)", "red", "#11223380"],
    fontSize: ["13px", "1.5em"],
    fontFamily: ["system-ui, 'Segoe UI', sans-serif", '"A b"'],
    overflow: ["visible", "hidden"],
    backgroundColor: ["#ffffff", "white"],
    fontWeight: ["bold", "600"],
    textAnchor: ["middle"],
  };
  const names = Object.keys(PROPERTIES);
  const css = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

  it("set properties by either name, read and remove them, as jsdom does", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(4), fc.nat(4)), { maxLength: 12 }),
        (steps) => {
          const mine = ours.createElementNS(SVG, "g");
          const theirs = page.createElementNS(SVG, "g") as SVGElement;
          for (const [name, which, how] of steps) {
            const value = PROPERTIES[name][which % PROPERTIES[name].length];
            for (const { style } of [mine, theirs]) {
              if (how === 0) style.removeProperty(css(name));
              else if (how === 1) style.setProperty(css(name), value);
              else if (how === 2) style.setProperty(css(name), null);
              else Object.assign(style, { [name]: how === 3 ? value : "" });
            }
            assert.equal(mine.getAttribute("style") ?? "", theirs.getAttribute("style") ?? "");
            assert.equal(mine.style.getPropertyValue(css(name)), theirs.style.getPropertyValue(css(name)));
            assert.equal(mine.style.length, theirs.style.length);
          }
        },
      ),
      RUNS,
    ));

  it("keep a text that was set until a property changes", () => {
    const element = ours.createElementNS(SVG, "g");
    element.setAttribute("style", "color:#FFF;  background: url('a;b.png') ; quotes: 'a\"b;'");
    assert.equal(element.getAttribute("style"), "color:#FFF;  background: url('a;b.png') ; quotes: 'a\"b;'");
    element.style.fontSize = "3px";
    assert.equal(
      element.getAttribute("style"),
      'color: rgb(255, 255, 255); background: url("a;b.png"); quotes: "a\\"b;"; font-size: 3px;',
    );
    element.style.cssText = "--My-Colour: #00000080; COLOR: red !important";
    assert.equal(element.style.cssText, "--My-Colour: rgba(0, 0, 0, 0.5); color: red !important;");
    assert.deepEqual(
      [element.style.length, element.style.item(1), element.style["color"], element.style["none"]],
      [2, "color", "red", ""],
    );
  });

  it("add, remove and toggle classes as jsdom does", () =>
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.tuple(fc.nat(2), fc.constantFrom("a", "b", "c", "", "a b")), { maxLength: 8 }),
        (start, steps) => {
          const mine = ours.createElementNS(SVG, "g");
          const theirs = page.createElementNS(SVG, "g");
          const outcomes = [mine, theirs].map((element) => {
            element.setAttribute("class", start);
            return steps.map(([how, name]) => {
              try {
                return [element.classList.add, element.classList.remove, element.classList.toggle][how].call(
                  element.classList,
                  name,
                );
              } catch (error) {
                return (error as Error).name;
              }
            });
          });
          assert.deepEqual(outcomes[0], outcomes[1]);
          assert.equal(mine.getAttribute("class"), theirs.getAttribute("class"));
          assert.deepEqual([...mine.classList], [...theirs.classList]);
          assert.equal(mine.classList.contains("a"), theirs.classList.contains("a"));
        },
      ),
      RUNS,
    ));
});
