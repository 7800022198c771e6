/** Controls that show more than a value: drawings, points, matrices and sentences, without a browser. */
import assert from "node:assert/strict";
import { plots, widgets } from "../../src/index.js";
import { TestPage } from "./page.js";

describe("widgets: drawings, points, matrices, sentences", () => {
  const page = new TestPage();
  before(() => page.install());
  after(() => page.remove());

  it("send the pixels of a drawing as bytes, both ways", async () => {
    const drawing = widgets.drawing({ rows: 2, columns: 3, value: [0, 0, 255, 1, 2, 3] });
    const { comm } = await page.show(drawing);
    assert.deepEqual([comm.paths, comm.buffers], [[["value"]], [Uint8Array.of(0, 0, 255, 1, 2, 3)]]);
    const heard: (readonly Uint8Array[])[] = [];
    drawing.onChange((...values) => heard.push(values));
    const send = (...bytes: number[]) => comm.update({}, [Uint8Array.from(bytes)], [["value"]]);
    send(9, 9, 9, 9, 9, 9);
    assert.deepEqual(heard, [[new Uint8Array(6).fill(9), Uint8Array.of(0, 0, 255, 1, 2, 3)]]);
    send(1, 2);
    comm.update({ value: [1, 2, 3, 4, 5, 6] });
    assert.equal(heard.length, 1, "the page gives no other number of pixels, and no list");
    drawing.value.fill(7);
    assert.deepEqual(drawing.value, new Uint8Array(6).fill(9), "the value is a copy");
    drawing.value = Uint8Array.of(5, 4, 3, 2, 1, 0);
    assert.deepEqual(comm.sent.at(-1)!.buffers, [Uint8Array.of(5, 4, 3, 2, 1, 0)]);
  });

  it("take points that the page adds and deletes, where they may be", async () => {
    const [x, y] = [
      [
        [0, 0],
        [4, 4],
      ],
      [0, 1],
    ];
    const more = { x: [...x, [1, 2]], y: [...y, 1] };
    for (const addable of [true, false]) {
      const points = widgets.points({ value: { x, y }, addable });
      const { comm } = await page.show(points);
      comm.update({ value: more });
      assert.deepEqual(points.value, addable ? more : { x, y });
      comm.update({ value: { x: [[1, 1]], y: [1] } });
      assert.equal(points.value.x.length, addable ? 1 : 2);
      const before = points.value;
      comm.update({ value: { x: [], y: [] } });
      comm.update({ value: { x: [...x, [9, 9]], y: [...y, 1] } });
      comm.update({ value: { x: [...x, [1, 1]], y: [...y, 7] } });
      assert.deepEqual(points.value, before, "one point at least, inside of the plane, of a known class");
    }
  });

  it("show what code adds to them", async () => {
    const points = widgets.points({
      value: {
        x: [
          [0, 0],
          [4, 4],
        ],
        y: [0, 1],
      },
    });
    const sentence = widgets.sentence({ value: "un film" });
    const [plane, text] = [await page.show(points), await page.show(sentence)];
    points.lines = [{ weights: [-4, 1, 1], label: "z = 0" }];
    sentence.words = [{ word: "un", weight: 0 }];
    assert.deepEqual(plane.comm.sent.at(-1)!.data["state"], { lines: points.lines });
    assert.deepEqual(text.comm.sent.at(-1)!.data["state"], { words: sentence.words });
    assert.deepEqual(plane.comm.state["domain"], [
      [-1, 5],
      [-1, 5],
    ]);
  });

  it("show landmarks behind the points, which the page cannot move", async () => {
    const landmarks = {
      x: [
        [-2, 0],
        [2, 4],
      ],
      y: [7, 0],
    };
    const points = widgets.points({ value: { x: [[0, 0]], y: [0] }, landmarks });
    const { bundle, comm } = await page.show(points);
    assert.deepEqual(comm.state["landmarks"], landmarks);
    assert.deepEqual(comm.state["domain"], [
      [-3, 3],
      [-1, 5],
    ]);
    comm.update({ landmarks: { x: [], y: [] } });
    assert.deepEqual(points.value.x, [[0, 0]]);
    assert.match(String(bundle["image/svg+xml"]), /fill="hsl\(252 75% 45%\)"[^>]*>7<\/text>/);
  });

  it("have still pictures, in words too", async () => {
    const drawn = new Uint8Array(784).fill(255, 30, 34).fill(100, 40, 41);
    const points = widgets.points({
      value: {
        x: [
          [0, 0],
          [4, 4],
        ],
        y: [0, 1],
      },
    });
    points.lines = [{ weights: [-4, 1, 1], label: "z = 0" }];
    const words = [
      { word: "un <i>", weight: -0.001 },
      { word: "film", weight: 0.456 },
    ];
    const CASES: readonly [control: object, words: RegExp, part: RegExp][] = [
      [
        widgets.drawing({ value: drawn }),
        /28 × 28 pixels, dont 5/,
        /<rect x="2" y="1" width="4" height="1" fill="#000000"/,
      ],
      [points, /2 points à déplacer ; z = 0 : −4 \+ 1 x₁ \+ 1 x₂ = 0/, /<path d="M-?\d+\.\d,-?\d+\.\dL/],
      [widgets.matrix({ value: [[-1.5, 2]] }), /−1,5 {2}2/, />−1,5<\/text>/],
      [
        widgets.sentence({ value: "un <i> film", words }),
        /« un <i> film » : un <i> 0, film \+0,46/,
        />\+0,46</,
      ],
    ];
    for (const [control, told, part] of CASES) {
      const { bundle } = await page.show(control);
      const svg = String(bundle["image/svg+xml"]);
      assert.match(String(bundle["text/plain"]), told);
      assert.match(svg, part);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined|<i>/);
      assert.match(String(bundle["text/html"]), /^<img src="data:image\/svg\+xml,/);
    }
  });

  it("stand in one still picture with what `interact` makes of them", async () => {
    const matrix = widgets.matrix({ value: [[1, 2]], description: "filtre" });
    const shift = widgets.slider({ value: 3, description: "décalage" });
    const figure = await page.show(widgets.interact({ matrix, shift }, () => plots.bars({ a: 1 })));
    const svg = String(figure.bundle["image/svg+xml"]);
    assert.match(svg, /filtre<\/text>[^]*décalage : 3<\/text>[^]*class="neurones-figure"/);
    assert.match(String(figure.bundle["text/plain"]), /^filtre : 1 {2}2\ndécalage : 3\nDiagramme en barres/);
    const words = await page.show(widgets.interact({ matrix }, () => "somme 3"));
    assert.match(String(words.bundle["image/svg+xml"]), />somme 3<\/text>/);
  });

  it("stand beside or above what `interact` makes of them", async () => {
    for (const [beside, name] of [
      [true, "HBoxModel"],
      [false, "VBoxModel"],
    ] as const) {
      const { comm } = await page.show(widgets.interact({ a: widgets.drawing() }, () => 1, { beside }));
      assert.equal(comm.state["_model_name"], name);
    }
  });
});
