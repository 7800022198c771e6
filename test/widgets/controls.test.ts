/** Controls without a browser: values from both sides, refusals, iterators, stills. */
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ArgumentError, widgets } from "../../src/index.js";
import { TestPage } from "./page.js";

describe("widgets: controls", () => {
  const page = new TestPage();
  before(() => page.install());
  after(() => page.remove());

  it("are plain values until they are shown", () => {
    const before = page.comms.length;
    const slider = widgets.slider({ max: 20, value: 3 });
    const heard: number[][] = [];
    const end = slider.onChange((...values) => heard.push(values));
    slider.value = 4;
    slider.value = 4;
    end();
    slider.value = 5;
    assert.deepEqual(heard, [[4, 3]], "a value that is no change calls nobody");
    assert.equal(page.comms.length, before);
  });

  /** Each control with its state, a value of the page, one that the page may not give, and one from code. */
  const CASES = [
    {
      control: () => widgets.slider({ min: 0, max: 1, value: 0.1 }),
      page: { value: 0.5 },
      is: 0.5,
      never: [{ value: 2 }, { value: "0.2" }, { value: NaN }],
      wrong: 7,
    },
    {
      control: () => widgets.logSlider({ min: -4, max: 0 }),
      page: { value: 0.01 },
      is: 0.01,
      never: [{ value: 10 }],
      wrong: 0,
    },
    {
      control: () => widgets.select({ options: ["relu", "tanh"] }),
      page: { index: 1 },
      is: "tanh",
      never: [{ index: 2 }, { index: -1 }, { labels: [] }],
      wrong: "elu",
    },
    {
      control: () => widgets.select({ options: { peu: 2, trop: 99 } }),
      page: { index: 1 },
      is: 99,
      never: [{ index: 0.5 }],
      wrong: 3,
    },
    {
      control: () => widgets.checkbox(),
      page: { value: true },
      is: true,
      never: [{ value: 1 }],
      wrong: "oui",
    },
    {
      control: () => widgets.matrix({ value: [[1, 2]], max: 3 }),
      page: { value: [[0.5, -1]] },
      is: [[0.5, -1]],
      never: [{ value: [[1]] }, { value: [[1, "2"]] }, { value: [[4, 0]] }, { value: 3 }, { min: -99 }],
      wrong: [[1], [2]],
    },
    {
      control: () =>
        widgets.points({
          value: {
            x: [
              [0, 0],
              [4, 4],
            ],
            y: [0, 1],
          },
          domain: [
            [-5, 5],
            [-5, 5],
          ],
        }),
      page: {
        value: {
          x: [
            [1, 2],
            [4, 4],
          ],
          y: [0, 1],
        },
      },
      is: {
        x: [
          [1, 2],
          [4, 4],
        ],
        y: [0, 1],
      },
      never: [
        { value: { x: [[1, 2]], y: [0] } },
        {
          value: {
            x: [
              [9, 2],
              [4, 4],
            ],
            y: [0, 1],
          },
        },
        { lines: 0 },
      ],
      wrong: { x: [[1, 2]] },
    },
    {
      control: () => widgets.sentence(),
      page: { value: "é" },
      is: "é",
      never: [{ value: 3 }, { words: [] }],
      wrong: ["é"],
    },
    { control: () => widgets.text(), page: { value: "é" }, is: "é", never: [{ value: null }], wrong: 5 },
  ] as const;

  for (const { control: make, page: given, is, never, wrong } of CASES) {
    const control = make() as widgets.Control<unknown>;
    it(`takes from the page what it may be, and from code: ${JSON.stringify(is)}`, async () => {
      const { comm } = await page.show(control);
      const heard: unknown[] = [];
      control.onChange((value) => heard.push(value));
      comm.update(given);
      assert.deepEqual([control.value, heard], [is, [is]]);
      for (const state of never) comm.update(state);
      assert.deepEqual([control.value, heard], [is, [is]]);
      assert.throws(() => (control.value = wrong as never), ArgumentError);
      control.disabled = true;
      assert.deepEqual(comm.sent.at(-1)!.data["state"], { disabled: true });
      control.value = is;
      assert.deepEqual(comm.sent.at(-1)!.data["state"], given);
    });
  }

  it("count each click of a button, and of an iterator each too", async () => {
    const button = widgets.button();
    const { comm } = await page.show(button);
    const clicks = button[Symbol.asyncIterator]();
    for (let i = 0; i < 3; i++) comm.custom({ event: "click" });
    const values = [];
    for (let i = 0; i < 3; i++) values.push((await clicks.next()).value);
    assert.deepEqual([button.value, values], [3, [1, 2, 3]]);
  });

  it("are iterators of their newest value, until they are closed", async () => {
    const slider = widgets.slider();
    const { comm } = await page.show(slider);
    const seen: number[] = [];
    const iterating = (async () => {
      for await (const value of slider) {
        seen.push(value);
        await setImmediate();
      }
    })();
    for (let value = 1; value <= 9; value++) comm.update({ value });
    await setImmediate();
    await setImmediate();
    comm.update({ value: 50 });
    await setImmediate();
    await setImmediate();
    slider.close();
    await iterating;
    assert.deepEqual(seen, [9, 50]);
    assert.ok(!comm.isOpen);
  });

  it("open a new model where they are shown after their cell has run again", async () => {
    const slider = widgets.slider({ value: 1 });
    const first = await page.show(slider);
    first.comm.update({ value: 7 });
    first.comm.drop();
    const second = await page.show(slider);
    assert.notEqual(first.comm.id, second.comm.id);
    assert.equal(second.comm.state["value"], 7);
  });

  it("stand in rows and columns, and in words where there is no page", async () => {
    const rate = widgets.slider({ max: 1, value: 0.1, description: "taux" });
    const noise = widgets.checkbox({ description: "bruit <b>" });
    const { bundle, comm } = await page.show(
      widgets.column(widgets.row(rate, noise), widgets.html({ value: "<i>fin</i>" })),
    );
    const [row] = comm.state["children"] as string[];
    assert.match(row, /^IPY_MODEL_comm-/);
    assert.equal(comm.state["_model_name"], "VBoxModel");
    assert.equal(bundle["text/plain"], "taux : 0,1\nbruit <b> : non\nfin");
    assert.match(String(bundle["text/html"]), /bruit &lt;b&gt; : non/);
  });

  const REFUSED: readonly [call: () => unknown, argument: string][] = [
    [() => widgets.slider({ min: 2, max: 1 }), "max"],
    [() => widgets.slider({ value: 101 }), "value"],
    [() => widgets.slider({ step: 0 }), "step"],
    [() => widgets.slider({ minimum: 0 } as object), "options"],
    [() => widgets.logSlider({ min: 0, max: 400 }), "max"],
    [() => widgets.logSlider({ base: 1 }), "base"],
    [() => widgets.logSlider({ min: -4, max: 0, value: -2 }), "value"],
    [() => widgets.select({ options: [] }), "options"],
    [() => widgets.select({ options: ["a"], value: "b" as "a" }), "value"],
    [() => widgets.text({ value: 3 as never }), "value"],
    [() => widgets.drawing({ rows: 0 }), "rows"],
    [() => widgets.drawing({ rows: 2, columns: 2, value: [1, 2, 3] }), "value"],
    [() => widgets.drawing({ value: new Array<number>(784).fill(256) }), "value"],
    [() => (widgets.drawing().value = new Uint8Array(3)), "value"],
    [() => widgets.points({} as never), "value"],
    [() => widgets.points({ value: { x: [[0, 0]], y: [0, 1] } }), "value"],
    [
      () =>
        widgets.points({
          value: { x: [[9, 0]], y: [0] },
          domain: [
            [0, 1],
            [0, 1],
          ],
        }),
      "domain",
    ],
    [() => widgets.points({ value: { x: [[9, 0]], y: [0] }, lines: [{ weights: [1] }] }), "lines"],
    [() => (widgets.points({ value: { x: [[9, 0]], y: [0] } }).lines = [3] as never), "lines"],
    [() => widgets.points({ value: { x: [[9, 0]], y: [0] }, landmarks: { x: [[1]], y: [0] } }), "landmarks"],
    [
      () =>
        widgets.points({
          value: { x: [[0, 0]], y: [0] },
          landmarks: { x: [[9, 0]], y: [3] },
          domain: [
            [-1, 1],
            [-1, 1],
          ],
        }),
      "domain",
    ],
    [() => widgets.matrix({ value: [[1], [2, 3]] }), "value"],
    [() => widgets.matrix({ value: [[11]] }), "value"],
    [() => widgets.sentence({ words: [{ word: "a" }] as never }), "words"],
    [() => (widgets.sentence().words = ["a"] as never), "words"],
    [() => widgets.interact({ a: widgets.slider() }, () => 1, { besides: true } as never), "options"],
    [() => widgets.row([widgets.button()] as never), "children[0]"],
    [() => widgets.interact({ a: 3 as never }, () => 1), "controls"],
    [() => widgets.widget({ module: "x", state: { _esm: 1 } }), "state"],
  ];
  for (const [call, argument] of REFUSED) {
    it(`refuse ${call.toString().slice(6, 70)}`, () => {
      assert.throws(call, (error: unknown) => error instanceof ArgumentError && error.argument === argument);
    });
  }
});
