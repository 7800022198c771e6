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
  it("network writes the neurons' names inside", () => {
    const words = texts(GALLERY.network());
    assert.ok(["h₁,₁", "h₂,₁", "h₁,₂"].every((name) => words.includes(name)), words.join("|"));
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

describe("plots: several figures, repetitions, films", () => {
  it("sideBySide nests each figure in its column and row", () => {
    const panel = plots.curves({ functions: { f: (x) => x } });
    const root = parse(plots.sideBySide([panel, panel, panel], { columns: 2, width: 612 }).svg);
    const nested = [...root.querySelectorAll("[role=img] [role=img]")];
    assert.deepEqual(nested.map((svg) => svg.getAttribute("width")), ["300", "300", "300"]);
    assert.deepEqual(nested.map((svg) => svg.getAttribute("x")), ["0", "312", "0"]);
    assert.ok(Number(nested[2].getAttribute("y")) > Number(nested[0].getAttribute("height")));
  });
  it("heatMap leaves a cell without a value empty", () => {
    const words = texts(plots.heatMap({ rows: ["a"], columns: ["b", "c"], values: [[0.5, NaN]] }));
    assert.ok(words.includes("0,5"));
    assert.equal(parse(GALLERY["heat-map"]().svg).querySelectorAll("[aria-label=cell] rect").length, 8);
  });
  it("spread tells the means, and draws every repetition", () => {
    const figure = plots.spread({ settings: ["petit", "grand"], series: { test: [[0.5, 0.7], [0.9]] } });
    assert.match(figure.description, /test : petit → 0,6, grand → 0,9\./);
    const dots = [...parse(figure.svg).querySelectorAll("[aria-label=dot]")].map((group) => group.children.length);
    assert.deepEqual(dots, [3, 2]);
  });
  it("learning has one frame a moment, and a still of four", () => {
    const { plotly, svg } = GALLERY.learning();
    assert.deepEqual(plotly?.frames?.map(({ name }) => name), ["étape 1", "étape 3", "étape 10", "étape 30", "étape 90"]);
    assert.equal(parse(svg).querySelectorAll("[role=img] [role=img]").length, 4);
  });
  it("lengths have two decimals", () => {
    assert.doesNotMatch(GALLERY.scatter().svg, / (?:cx|cy|transform)="[^"]*\d\.\d{3}/);
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
    "a table of another form": () => plots.heatMap({ rows: ["a"], columns: ["b", "c"], values: [[1]] }),
    "a setting without measures": () => plots.spread({ settings: [1, 2], series: { test: [[0.5], []] } }),
    "weights that do not chain": () => plots.network({ weights: [[[1], [2]], [[1], [2], [3]]] }),
  };
  for (const [what, call] of Object.entries(cases)) it(`${what}: the shapes are said`, () => assert.throws(call, ShapeError));
  it("an index outside, no function, no history, no bar: what is expected is said", () => {
    assert.throws(() => plots.imageGrid({ images: [[1]], shape: [1, 1], indices: [1] }), ArgumentError);
    assert.throws(() => plots.curves({ functions: {} }), ArgumentError);
    assert.throws(() => plots.history({ history: {} }), ArgumentError);
    assert.throws(() => plots.bars({}), ArgumentError);
    assert.throws(() => plots.sideBySide([]), ArgumentError);
    assert.throws(() => plots.learning({ x: [[0, 0]], y: [0], moments: [] }), ArgumentError);
  });
});
