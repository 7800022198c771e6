import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { plots, ArgumentError, ShapeError, setLanguage } from "neurones";
import { GALLERY } from "./gallery.js";

/** Parses as an XML document, as a browser does with an image: one stray `&nbsp;` and nothing is shown. */
function parse(svg: string): Document {
  const { DOMParser } = new JSDOM("").window;
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  assert.equal(parsed.querySelector("parsererror"), null, "the SVG is not well-formed XML");
  return parsed;
}

function texts(figure: plots.Figure): string[] {
  return [...parse(figure.svg).querySelectorAll("text")].map((element) => (element.textContent ?? "").replace(/[\u00a0\u202f]/g, " "));
}

describe("plots: every figure", () => {
  for (const [name, draw] of Object.entries(GALLERY)) {
    it(`${name} stands alone: XML, own ground, words for the blind, light, no stray value`, () => {
      const figure = draw();
      const { documentElement: root } = parse(figure.svg);
      assert.equal(root.tagName, "svg");
      assert.ok((root.getAttribute("aria-label") ?? "").length > 10);
      assert.equal(root.querySelector("rect")?.getAttribute("fill"), "#ffffff");
      assert.doesNotMatch(figure.svg, /NaN|undefined|Infinity/);
      assert.doesNotMatch(figure.svg, /<script|https?:\/\/(?!www\.w3\.org)/);
      assert.ok(JSON.stringify(figure.bundle).length < 300_000, `${figure.svg.length} characters`);
      assert.equal(figure.bundle["text/plain"], figure.description);
    });
    it(`${name} is the same when drawn again`, () => {
      assert.ok(draw().svg === draw().svg);
    });
  }
});

describe("plots: what figures say", () => {
  it("are in the lesson's language", () => {
    assert.ok(texts(GALLERY["confusion-matrix"]()).includes("Matrice de confusion"));
    setLanguage("en");
    try {
      assert.ok(texts(GALLERY["confusion-matrix"]()).includes("Confusion matrix"));
    } finally {
      setLanguage("fr");
    }
  });
  it("write numbers in French, minus sign included", () => {
    const figure = plots.network({ weights: [[[-1.5], [2.25]]], error: 0.0127672762, steps: 1087 });
    const words = texts(figure);
    assert.ok(words.includes("−1,5"), words.join("|"));
    assert.ok(words.includes("Erreur : 0,012767 · Étapes : 1 087"), words.join("|"));
  });
  it("show through the well-known symbol of Jupyter's displays", () => {
    const figure = GALLERY.scatter();
    const show = (figure as unknown as Record<symbol, () => unknown>)[Symbol.for("Jupyter.display")];
    assert.deepEqual(Object.keys(show.call(figure) as object), ["image/svg+xml", "text/plain"]);
  });
  it("carry a still picture beside a plotly figure", () => {
    const { bundle } = GALLERY.surface();
    assert.deepEqual(Object.keys(bundle), ["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"]);
  });
});

describe("plots: contents", () => {
  it("scatter draws one mark a point and a symbol a class", () => {
    const root = parse(plots.scatter({ x: [[0, 0], [1, 1], [2, 0]], y: [0, 1, 1] }).svg);
    const dots = [...root.querySelectorAll("[aria-label=dot]")].map((group) => group.children.length);
    assert.deepEqual(dots, [1, 2]);
  });
  it("confusionMatrix counts the diagonal as right", () => {
    assert.ok(texts(plots.confusionMatrix({ counts: [[97, 3], [11, 89]] })).includes("Exactitude : 186 sur 200, soit 93 %."));
  });
  it("decisionZones asks the model about the plane and takes rows, numbers or an object that predicts", () => {
    const x = [[0, 0], [1, 1]];
    const asNumbers = plots.decisionZones({ x, y: [0, 1], model: (points) => points.map(([a]) => a), resolution: 20 });
    const asRows = plots.decisionZones({ x, y: [0, 1], model: { predict: (points: number[][]) => points.map(([a]) => [a]) }, resolution: 20 });
    assert.ok(asNumbers.svg === asRows.svg);
  });
  it("confusions groups wrong answers, the most frequent first", () => {
    assert.deepEqual(plots.confusions([1, 1, 2, 3, 3], [7, 7, 2, 3, 8]), [
      { truth: 1, answer: 7, indices: [0, 1] },
      { truth: 3, answer: 8, indices: [4] },
    ]);
  });
  it("classHistogram counts every label", () => {
    const words = texts(plots.classHistogram(Uint8Array.from([3, 3, 3, 1])));
    assert.ok(words.includes("3") && words.includes("1"));
  });
});

describe("plots: wrong arguments", () => {
  const cases: Record<string, () => unknown> = {
    "points of three coordinates": () => plots.scatter({ x: [[1, 2, 3]] }),
    "fewer labels than points": () => plots.scatter({ x: [[1, 2], [3, 4]], y: [1] }),
    "a coordinate that is not a number": () => plots.scatter({ x: [[1, NaN]] }),
    "a matrix that is not square": () => plots.confusionMatrix({ counts: [[1, 2], [3]] }),
    "a model that answers once": () => plots.decisionZones({ x: [[0, 0]], y: [0], model: () => [1] }),
    "pictures of another size": () => plots.imageGrid({ images: [[1, 2, 3]], shape: [28, 28] }),
    "weights that do not chain": () => plots.network({ weights: [[[1], [2]], [[1], [2], [3]]] }),
  };
  for (const [what, call] of Object.entries(cases)) it(`${what}: the shapes are said`, () => assert.throws(call, ShapeError));
  it("an index outside, no function, no history, no bar: what is expected is said", () => {
    assert.throws(() => plots.imageGrid({ images: [[1]], shape: [1, 1], indices: [1] }), ArgumentError);
    assert.throws(() => plots.curves({ functions: {} }), ArgumentError);
    assert.throws(() => plots.history({ history: {} }), ArgumentError);
    assert.throws(() => plots.bars({}), ArgumentError);
  });
});
