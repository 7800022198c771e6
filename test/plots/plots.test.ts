import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { plots, ArgumentError, ShapeError, setLanguage } from "neurones";
import { numeral } from "../../src/language/language.js";
import { textWidth } from "../../src/plots/theme.js";
import { GALLERY } from "./gallery.js";

/**
 * Parses the SVG as XML, as a browser does for an image: it shows nothing if the text contains an HTML entity
 * such as `&nbsp;`.
 */
function parse(svg: string): Document {
  const { DOMParser } = new JSDOM("").window;
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  assert.equal(parsed.querySelector("parsererror"), null, "the SVG is not well-formed XML");
  return parsed;
}

function texts(figure: plots.Figure): string[] {
  return [...parse(figure.svg).querySelectorAll("text")].map((element) =>
    (element.textContent ?? "").replace(/[\u00a0\u202f]/g, " "),
  );
}

describe("plots: every figure", () => {
  for (const [name, draw] of Object.entries(GALLERY)) {
    it(`${name} is complete: XML, a background, a description, a moderate size, no NaN or undefined`, () => {
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

describe("plots: the text of figures", () => {
  it("is in the lesson's language", () => {
    assert.ok(texts(GALLERY["confusion-matrix"]()).includes("Matrice de confusion"));
    setLanguage("en");
    try {
      assert.ok(texts(GALLERY["confusion-matrix"]()).includes("Confusion matrix"));
    } finally {
      setLanguage("fr");
    }
  });
  it("has French numbers, with a true minus sign", () => {
    const figure = plots.network({ weights: [[[-1.5], [2.25]]], error: 0.0127672762, steps: 1087 });
    const words = texts(figure);
    assert.ok(words.includes("−1,5"), words.join("|"));
    assert.ok(words.includes("Erreur : 0,012767 · Étapes : 1 087"), words.join("|"));
  });
  it("groups the thousands of an axis as those of labels, but not on an axis of years", () => {
    const curve = (domain: [number, number]) =>
      plots.curves({ title: "", functions: { f: (x) => x / 1000 }, domain, axes: ["", ""] });
    const bars = () => plots.bars({ peu: 500, beaucoup: 3000 });
    assert.ok(texts(bars()).filter((word) => word === "3 000").length >= 2, texts(bars()).join("|"));
    assert.ok(texts(curve([0, 3000])).includes("1 000"), texts(curve([0, 3000])).join("|"));
    assert.ok(texts(curve([1700, 1988])).includes("1800"), texts(curve([1700, 1988])).join("|"));
    setLanguage("en");
    try {
      assert.ok(texts(bars()).filter((word) => word === "3,000").length >= 2, texts(bars()).join("|"));
      assert.ok(texts(curve([1700, 1988])).includes("1800"));
    } finally {
      setLanguage("fr");
    }
  });
  it('is shown by the method under Symbol.for("Jupyter.display")', () => {
    const figure = GALLERY.scatter();
    const show = (figure as unknown as Record<symbol, () => unknown>)[Symbol.for("Jupyter.display")];
    assert.deepEqual(Object.keys(show.call(figure) as object), ["image/svg+xml", "text/plain"]);
  });
  it("includes a still picture beside an interactive figure", () => {
    const { bundle } = GALLERY.surface();
    assert.deepEqual(Object.keys(bundle), ["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"]);
  });
});

describe("plots: contents", () => {
  it("scatter draws one mark per point, with one symbol per class", () => {
    const root = parse(
      plots.scatter({
        x: [
          [0, 0],
          [1, 1],
          [2, 0],
        ],
        y: [0, 1, 1],
      }).svg,
    );
    const dots = [...root.querySelectorAll("[aria-label=dot]")].map((group) => group.children.length);
    assert.deepEqual(dots, [1, 2]);
  });
  it("network writes the weights with as many decimals as asked for", () => {
    const figure = plots.network({ weights: [[[-0.17124], [1.7322811768]]] }, { decimals: 5 });
    assert.deepEqual(
      texts(figure).filter((word) => /,\d{4}/.test(word)),
      ["−0,17124", "1,73228"],
    );
  });
  it("network writes the neurons' names inside", () => {
    const words = texts(GALLERY.network());
    assert.ok(
      ["h₁,₁", "h₂,₁", "h₁,₂"].every((name) => words.includes(name)),
      words.join("|"),
    );
  });
  it("confusionMatrix counts the diagonal as right", () => {
    assert.ok(
      texts(
        plots.confusionMatrix({
          counts: [
            [97, 3],
            [11, 89],
          ],
        }),
      ).includes("Exactitude : 186 sur 200, soit 93 %."),
    );
  });
  it("decisionZones accepts answers as rows or numbers, and a function or an object with predict", () => {
    const x = [
      [0, 0],
      [1, 1],
    ];
    const asNumbers = plots.decisionZones({
      x,
      y: [0, 1],
      model: (points) => points.map(([a]) => a),
      resolution: 20,
    });
    const asRows = plots.decisionZones({
      x,
      y: [0, 1],
      model: { predict: (points: number[][]) => points.map(([a]) => [a]) },
      resolution: 20,
    });
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

describe("plots: several figures, repetitions, animations", () => {
  it("sideBySide nests each figure in its column and row", () => {
    const panel = plots.curves({ functions: { f: (x) => x } });
    const root = parse(plots.sideBySide([panel, panel, panel], { columns: 2, width: 612 }).svg);
    const nested = [...root.querySelectorAll("[role=img] [role=img]")];
    assert.deepEqual(
      nested.map((svg) => svg.getAttribute("width")),
      ["300", "300", "300"],
    );
    assert.deepEqual(
      nested.map((svg) => svg.getAttribute("x")),
      ["0", "312", "0"],
    );
    assert.ok(Number(nested[2].getAttribute("y")) > Number(nested[0].getAttribute("height")));
  });
  it("heatMap leaves a cell without a value empty", () => {
    const words = texts(plots.heatMap({ rows: ["a"], columns: ["b", "c"], values: [[0.5, NaN]] }));
    assert.ok(words.includes("0,5"));
    assert.equal(parse(GALLERY["heat-map"]().svg).querySelectorAll("[aria-label=cell] rect").length, 8);
  });
  it("spread describes the means, and draws every repetition", () => {
    const figure = plots.spread({ settings: ["petit", "grand"], series: { test: [[0.5, 0.7], [0.9]] } });
    assert.match(figure.description, /test : petit → 0,6, grand → 0,9\./);
    const dots = [...parse(figure.svg).querySelectorAll("[aria-label=dot]")].map(
      (group) => group.children.length,
    );
    assert.deepEqual(dots, [3, 2]);
  });
  it("learning has one frame per moment, and a still picture of four", () => {
    const { plotly, svg } = GALLERY.learning();
    assert.deepEqual(
      plotly?.frames?.map(({ name }) => name),
      ["étape 1", "étape 3", "étape 10", "étape 30", "étape 90"],
    );
    assert.equal(parse(svg).querySelectorAll("[role=img] [role=img]").length, 4);
  });
  it("lengths have at most two decimals", () => {
    assert.doesNotMatch(GALLERY.scatter().svg, / (?:cx|cy|transform)="[^"]*\d\.\d{3}/);
  });
});

describe("plots: changes that lessons suggest", () => {
  const descent = (rates: number[]) =>
    plots.descent({ f: (w) => w * w, derivative: (w) => 2 * w, start: -1.8, rates, steps: 12 });

  it("descent enlarges the interval for a descent that diverges slowly", () => {
    const { frames = [] } = descent([0.1, 1.05]).plotly!;
    for (const frame of frames as unknown as {
      data: { x: number[]; y: number[] }[];
      layout: { xaxis: { range: number[] }; yaxis: { range: number[] } };
    }[]) {
      const [low, high] = frame.layout.xaxis.range;
      const [bottom, top] = frame.layout.yaxis.range;
      const [, path] = frame.data;
      assert.ok(
        path.x.every((w) => w >= low && w <= high) &&
          path.y.every((value) => value >= bottom && value <= top),
      );
    }
    const ranges = (frames as unknown as { layout: { xaxis: { range: number[] } } }[]).map(
      ({ layout }) => layout.xaxis.range,
    );
    assert.deepEqual(ranges[0], [-2, 2]);
    assert.ok(ranges[1][0] < -5.6);
  });
  it("descent says at which step a fast divergence leaves the figure", () => {
    const wild = descent([0.3, 3]);
    assert.match(JSON.stringify(wild.plotly), /hors de la figure dès le pas 2/);
    assert.match(wild.svg, /hors de la figure dès le pas 2/);
    const infinite = descent([0.3, 1e200]);
    assert.doesNotMatch(infinite.svg, /NaN|Infinity/);
  });
  it("history uses the steps at which values were measured", () => {
    const figure = plots.history({ history: { loss: [3, 2, 1] } }, { steps: [0, 1000, 2000], axis: "pas" });
    assert.match(figure.description, /\(pas : de 0 à 2.000\)/u);
    assert.ok(texts(figure).some((text) => /^2.000$/u.test(text)));
    assert.throws(() => plots.history({ history: { loss: [3, 2, 1] } }, { steps: [0, 10] }), ArgumentError);
  });
  it("computationGraph fits every text into its box, whatever the numbers", () => {
    for (const value of [0.5, -123456.789, 1.23e-9, 1e12]) {
      const nodes = [
        { name: "w", value, gradient: -value },
        {
          name: "résultat",
          formula: "une assez longue formule · w + b",
          value,
          gradient: value,
          from: ["w"],
        },
      ];
      const root = parse(plots.computationGraph({ nodes }).svg);
      for (const box of root.querySelectorAll("g > rect")) {
        for (const text of box.parentElement!.querySelectorAll("text")) {
          assert.ok(
            textWidth(text.textContent ?? "", Number(text.getAttribute("font-size")), true) <=
              Number(box.getAttribute("width")),
            text.textContent ?? "",
          );
        }
      }
    }
  });
  it("levelLines and surface have the same scale on both axes", () => {
    const valley = {
      f: (u: number, v: number) => u * u + 8 * v * v,
      x: [-3, 3] as const,
      y: [-1.5, 1.5] as const,
    };
    const image = parse(plots.levelLines(valley).svg).querySelector("image")!;
    assert.ok(
      Math.abs(Number(image.getAttribute("width")) / Number(image.getAttribute("height")) - 2) < 0.02,
    );
    const { scene } = plots.surface(valley).plotly!.layout as {
      scene: { aspectratio: { x: number; y: number } };
    };
    assert.equal(scene.aspectratio.x / scene.aspectratio.y, 2);
  });
  it("decisionZones draws all of thousands of points, and stays small", () => {
    const x = Array.from({ length: 4000 }, (_, i) => [Math.cos(i), Math.sin(3 * i)]);
    const { svg } = plots.decisionZones({
      x,
      y: x.map((_, i) => i % 2),
      model: (points) => points.map(() => 0.4),
      resolution: 30,
    });
    const paths = [...parse(svg).querySelectorAll("path[aria-label=dots]")];
    assert.equal(
      paths.reduce((sum, path) => sum + (path.getAttribute("d")!.match(/M/g) ?? []).length, 0),
      4000,
    );
    assert.ok(svg.length < 200_000, String(svg.length));
  });
  it("scatter says that a line is outside the figure", () => {
    const words = texts(
      plots.scatter({
        x: [
          [0, 0],
          [1, 1],
        ],
        y: [0, 1],
        lines: [{ weights: [100, 1, 1], label: "loin" }],
      }),
    );
    assert.ok(words.includes("loin (hors de la figure)"));
  });
  it("numbers with many zeros are powers of ten", () => {
    assert.equal(numeral(0.000001314), "1,314·10⁻⁶");
    assert.equal(numeral(-2.5e12), "−2,5·10¹²");
    assert.equal(numeral(-0), "0");
    assert.equal(numeral(0.0123), "0,0123");
  });
  it("imageGrid and mostConfused accept a data set spread into their options", async () => {
    const set = {
      images: new Uint8Array(12).fill(90),
      labels: Uint8Array.of(0, 1, 0),
      shape: [2, 2],
      count: 3,
    };
    assert.ok(plots.imageGrid({ title: "Les premières", ...set }).svg.length > 0);
    assert.match(plots.mostConfused({ ...set, predicted: [1, 1, 0] }).description, /0 → 1 \(1\)/);
  });
  it("a figure becomes dark in a dark page; photographs keep their colours, nested figures are inverted once", () => {
    const photo = plots.imageGrid({ images: [new Uint8Array(12).fill(90)], shape: [2, 2, 3] });
    assert.match(photo.svg, /prefers-color-scheme: dark/);
    assert.match(photo.svg, /class="neurones-photo"/);
    assert.match(plots.sideBySide([photo, photo]).svg, /\.neurones-figure \.neurones-figure \{ filter: none/);
  });
});

describe("plots: wrong arguments", () => {
  const cases: Record<string, () => unknown> = {
    "points of three coordinates": () => plots.scatter({ x: [[1, 2, 3]] }),
    "fewer labels than points": () =>
      plots.scatter({
        x: [
          [1, 2],
          [3, 4],
        ],
        y: [1],
      }),
    "a coordinate that is not a number": () => plots.scatter({ x: [[1, NaN]] }),
    "a matrix that is not square": () => plots.confusionMatrix({ counts: [[1, 2], [3]] }),
    "a model that answers once": () => plots.decisionZones({ x: [[0, 0]], y: [0], model: () => [1] }),
    "pictures of another size": () => plots.imageGrid({ images: [[1, 2, 3]], shape: [28, 28] }),
    "a table of another form": () => plots.heatMap({ rows: ["a"], columns: ["b", "c"], values: [[1]] }),
    "a setting without measures": () => plots.spread({ settings: [1, 2], series: { test: [[0.5], []] } }),
    "weights that do not chain": () =>
      plots.network({
        weights: [
          [[1], [2]],
          [[1], [2], [3]],
        ],
      }),
  };
  for (const [what, call] of Object.entries(cases))
    it(`${what}: the error names the shapes`, () => assert.throws(call, ShapeError));
  it("an invalid index, and empty lists of functions, values, bars or figures: the error names what is expected", () => {
    assert.throws(() => plots.imageGrid({ images: [[1]], shape: [1, 1], indices: [1] }), ArgumentError);
    assert.throws(() => plots.curves({ functions: {} }), ArgumentError);
    assert.throws(() => plots.history({ history: {} }), ArgumentError);
    assert.throws(() => plots.bars({}), ArgumentError);
    assert.throws(() => plots.sideBySide([]), ArgumentError);
    assert.throws(() => plots.learning({ x: [[0, 0]], y: [0], moments: [] }), ArgumentError);
  });
});
