/** Front ends of one's own and `interact`, without a browser. */
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { ArgumentError, plots, widgets } from "../../src/index.js";
import { eventually } from "../setup/clone.js";
import { TestPage } from "./page.js";

describe("widgets: widget", () => {
  const page = new TestPage();
  before(() => page.install());
  after(() => page.remove());
  const make = () =>
    widgets.widget({
      module: "export default {}",
      css: "p { color: red }",
      state: { n: 1, points: new Float32Array([1, 2]), deep: { a: [new Uint8Array([7])] } },
      still: { svg: "<svg xmlns='http://www.w3.org/2000/svg'/>", text: "un <point>" },
    });

  it("sends typed arrays as buffers, wherever they stand", async () => {
    const { comm, bundle } = await page.show(make());
    assert.deepEqual(comm.paths, [["points"], ["deep", "a", 0]]);
    assert.deepEqual(comm.state["deep"], { a: [null] });
    assert.equal(comm.buffers.length, 2);
    assert.equal(bundle["image/svg+xml"], "<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert.match(String(bundle["text/html"]), /alt="un &lt;point&gt;"/);
  });

  it("takes binary values in the type of those before", async () => {
    const own = make();
    const { comm } = await page.show(own);
    const heard: unknown[] = [];
    own.onChange("points", (points, before) => heard.push([...points], [...before]));
    comm.update({}, [new Uint8Array(new Float32Array([3]).buffer)], [["points"]]);
    assert.deepEqual(heard, [[3], [1, 2]]);
    assert.ok(own.state.points instanceof Float32Array);
  });

  it("sets all keys before the first listener hears of one", async () => {
    const own = widgets.widget({ module: "x", state: { a: 1, b: 1 } });
    const { comm } = await page.show(own);
    let sum = 0;
    own.onChange("a", (a) => (sum = a + own.state.b));
    comm.update({ a: 2, b: 3, c: 4 });
    assert.equal(sum, 5);
    own.update({ a: 5, b: 6 });
    assert.deepEqual(comm.sent.at(-1)!.data, { method: "update", state: { a: 5, b: 6 }, buffer_paths: [] });
    assert.throws(() => own.update({ c: 1 } as object), ArgumentError);
    assert.throws(() => ((own.state as { c?: number }).c = 1), ArgumentError);
  });

  it("tells its whole state to a page that asks", async () => {
    const own = widgets.widget({ module: "export default {}", state: { n: 1, bytes: Uint8Array.of(7) } });
    const { comm } = await page.show(own);
    own.state.n = 2;
    comm.ask();
    const { data, buffers } = comm.sent.at(-1)!;
    assert.deepEqual([data["method"], (data["state"] as { n: number }).n], ["update", 2]);
    assert.deepEqual(buffers, [Uint8Array.of(7)]);
  });

  it("hears and sends messages, and of its end", async () => {
    const own = make();
    const { comm } = await page.show(own);
    const heard: unknown[] = [];
    own.onMessage((content, buffers) => heard.push(content, buffers.length));
    own.onClose(() => heard.push("fin"));
    comm.custom({ a: 1 }, [Uint8Array.of(1)]);
    own.send("bonjour", [Uint8Array.of(2)]);
    assert.deepEqual(comm.sent.at(-1)!.data, { method: "custom", content: "bonjour" });
    comm.drop();
    own.send("trop tard");
    assert.deepEqual(heard, [{ a: 1 }, 1, "fin"]);
    assert.equal(comm.sent.length, 1);
  });
});

describe("widgets: interact", () => {
  const page = new TestPage();
  before(() => page.install());
  after(() => page.remove());

  /** The comm of what is shown below the controls. */
  const outputOf = (of: TestPage) => of.comms.findLast(({ state }) => "output" in state)!;
  const lastOf = (of: TestPage) =>
    (outputOf(of).sent.at(-1)?.data["state"] as { output?: { text: string; svg?: string } } | undefined)
      ?.output;

  it("shows the first result at once, as a still too, and the newest after moves", async () => {
    const n = widgets.slider({ max: 3000, description: "n" });
    let calls = 0;
    const shown = widgets.interact({ n }, ({ n }) => {
      calls++;
      return `résultat ${n}`;
    });
    const { bundle } = await page.show(shown);
    assert.equal(bundle["text/plain"], "n : 0\nrésultat 0");
    const slider = page.comms.find(({ state }) => state["max"] === 3000)!;
    for (let value = 1; value <= 3000; value++) slider.update({ value });
    await eventually("the newest move", () => lastOf(page)?.text === "résultat 3000");
    assert.ok(calls < 10, `${calls} calls for moves that came in one turn`);
  });

  it("shows figures as pictures, waits for promises, and shows an error until the next result", async () => {
    const n = widgets.slider();
    const shown = widgets.interact({ n }, async ({ n }) => {
      await wait(1);
      if (n === 13) throw new RangeError("treize");
      return plots.bars({ a: n });
    });
    const { bundle } = await page.show(shown);
    assert.match(String(bundle["image/svg+xml"]), /^<svg/);
    const failed = new Promise((resolve) => process.once("unhandledRejection", resolve));
    n.value = 13;
    assert.match(String(await failed), /treize/);
    assert.deepEqual(outputOf(page).sent.at(-1)!.data["state"], { error: "RangeError : treize" });
    n.value = 14;
    await eventually("a figure", () => lastOf(page)?.svg?.startsWith("<svg") === true);
    assert.equal((outputOf(page).sent.at(-1)!.data["state"] as { error: string }).error, "");
  });

  it("works on after a stop, though the function has never returned", async () => {
    const n = widgets.slider();
    const shown = widgets.interact({ n }, ({ n }) => (n === 1 ? new Promise(() => undefined) : n));
    await page.show(shown);
    n.value = 1;
    await wait(20);
    page.stop.abort();
    n.value = 2;
    await eventually("the next move", () => lastOf(page)?.text === "2");
  });
});
