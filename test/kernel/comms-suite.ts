/**
 * Comms, wherever the kernel works: messages both ways with their buffers, what a page is told as it loads, and what a
 * stop and a second run do to them.
 */
import assert from "node:assert/strict";
import type { CellClient, Exchange, Json, Received } from "./cell-client.js";

/** Displays a widget, and prints what the page changes. */
const CELL = `import { widgets } from "neurones";
const w = widgets.widget({ module: "export default { render() {} }", state: { n: 1, bytes: new Float32Array([1, 2]) } });
w.onChange("n", (n, before) => console.log(\`n : \${before} → \${n}\`));
w.onMessage((content, buffers) => console.log(JSON.stringify(content), buffers.map((b) => [...b].join())));
w`;

export const isOf = (comm: string, type: string) => (message: Received) =>
  message.type === type && message.content["comm_id"] === comm;
const dataOf = (message: Received): Json => message.content["data"] as Json;
const stateOf = (message: Received): Json => dataOf(message)["state"] as Json;

/** A widget that a cell has opened. */
interface Opened {
  readonly exchange: Exchange;
  readonly opened: Received;
  readonly comm: string;
}

/** What a page with a widget does. */
export function pageOf(kernel: CellClient) {
  /** Runs the cell; returns its exchange and the comm that it opens. */
  async function open(code = CELL, cellId?: string): Promise<Opened> {
    const exchange = await kernel.execute(code, {}, undefined, cellId);
    assert.equal(exchange.reply["status"], "ok", JSON.stringify(exchange.reply));
    const opened = exchange.outputs.filter(({ type }) => type === "comm_open").at(-1)!;
    return { exchange, opened, comm: String(opened.content["comm_id"]) };
  }

  const update = (comm: string, state: Json, buffers?: Uint8Array[], paths: unknown[] = []) =>
    kernel.request(
      "comm_msg",
      { comm_id: comm, data: { method: "update", state, buffer_paths: paths } },
      { buffers },
    );

  const custom = (comm: string, content: Json = {}) =>
    kernel.request("comm_msg", { comm_id: comm, data: { method: "custom", content } });
  /** The next text that is printed, or the next error. */
  const shown = (type: "stream" | "error") => kernel.next((message) => message.type === type);
  return { open, update, custom, shown };
}

type Page = ReturnType<typeof pageOf>;

/** A cell with a widget that does this with each message of the page. */
const widgetThat = (act: string, name = "b") =>
  `import { widgets, sequential, layers, tensor } from "neurones";
const ${name} = widgets.widget({ module: "export default {}", state: { n: 0 } });
${name}.onMessage(${act});
${name}`;

/** Asserts that a widget hears the page while a cell computes without end, and that the cell can be stopped. */
export async function hearsPage(kernel: CellClient, endless: string): Promise<void> {
  const { open, custom, shown } = pageOf(kernel);
  const { exchange, comm } = await open(widgetThat("() => console.log('entendu')"));
  const begun = shown("stream");
  const computing = kernel.execute(endless);
  assert.equal((await begun).content["text"], "début\n");
  const heard = shown("stream");
  await custom(comm);
  assert.equal((await heard).content["text"], "entendu\n");
  assert.equal((await heard).parent, exchange.id, "below the cell that has opened the widget");
  await kernel.interrupt();
  assert.equal((await computing).reply["ename"], "KernelInterrupted");
}

/**
 * To be called in `describe`: `client` gives a client of the kernel, once the tests run; `moves` is how many messages come in
 * a row.
 */
export function commsSuite(client: () => CellClient, moves: number): void {
  let kernel: CellClient;
  let open: Page["open"], update: Page["update"], custom: Page["custom"], shown: Page["shown"];
  before(() => {
    kernel = client();
    ({ open, update, custom, shown } = pageOf(kernel));
  });

  it("open with state and buffers, before the result that names the model", async () => {
    const { exchange, opened, comm } = await open();
    assert.equal(opened.content["target_name"], "jupyter.widget");
    assert.deepEqual(opened.metadata, { version: "2.1.0" });
    assert.equal(opened.parent, exchange.id);
    assert.equal(stateOf(opened)["n"], 1);
    assert.ok(!("bytes" in stateOf(opened)), "binary values are not in the state");
    assert.deepEqual(dataOf(opened)["buffer_paths"], [["bytes"]]);
    assert.deepEqual([...new Float32Array(opened.buffers[0].buffer)], [1, 2]);
    const result = exchange.outputs.at(-1)!;
    assert.equal(result.type, "execute_result");
    const data = result.content["data"] as Json;
    assert.deepEqual(data["application/vnd.jupyter.widget-view+json"], {
      version_major: 2,
      version_minor: 0,
      model_id: comm,
    });
    assert.match(String(data["text/plain"]), /figure interactive/);
    const { reply } = await kernel.request("comm_info_request", { target_name: "jupyter.widget" });
    assert.deepEqual((reply["comms"] as Json)[comm], { target_name: "jupyter.widget" });
    const other = await kernel.request("comm_info_request", { target_name: "autre" });
    assert.deepEqual(other.reply["comms"], {});
  });

  it("deliver a message of the page after the cell has ended, echo it, and print below the cell", async () => {
    const { exchange, comm } = await open();
    const printed = kernel.next(({ type }) => type === "stream");
    const echo = kernel.next(isOf(comm, "comm_msg"));
    const sent = await update(comm, { n: 5 });
    assert.equal((await printed).content["text"], "n : 1 → 5\n");
    assert.equal((await printed).parent, exchange.id);
    assert.equal(dataOf(await echo)["method"], "echo_update");
    assert.deepEqual(stateOf(await echo), { n: 5 });
    assert.equal((await echo).parent, sent.id);
  });

  it("carry buffers from the page, in a state and beside a message", async () => {
    const { comm } = await open();
    const bytes = new Uint8Array(new Float32Array([3, 4, 5]).buffer);
    await update(comm, {}, [bytes], [["bytes"]]);
    const shown = await kernel.execute("w.state.bytes");
    assert.match(JSON.stringify(shown.outputs), /Float32Array\(3\) \[ 3, 4, 5 \]/);
    const printed = kernel.next(({ type }) => type === "stream");
    await kernel.request(
      "comm_msg",
      { comm_id: comm, data: { method: "custom", content: { a: 1 } } },
      { buffers: [Uint8Array.of(1, 2), Uint8Array.of(3)] },
    );
    assert.equal((await printed).content["text"], `{"a":1} [ '1,2', '3' ]\n`);
  });

  it("send what a cell sets, and its messages with buffers", async () => {
    const { comm } = await open();
    const { outputs } = await kernel.execute(
      "w.state.n = 7; w.update({ n: 8, bytes: new Float32Array([9]) }); w.send({ hello: true }, [Uint8Array.of(6)]);",
    );
    const messages = outputs.filter(isOf(comm, "comm_msg"));
    const states = messages.filter((m) => dataOf(m)["method"] === "update");
    assert.deepEqual(stateOf(states.at(-1)!), { n: 8 });
    assert.deepEqual([...new Float32Array(states.at(-1)!.buffers[0].buffer)], [9]);
    const custom = messages.at(-1)!;
    assert.deepEqual(dataOf(custom), { method: "custom", content: { hello: true } });
    assert.deepEqual([...custom.buffers[0]], [6]);
  });

  /** Asks for all states as a page that was loaded anew. */
  async function allStates(): Promise<Received> {
    const id = `control-${Math.random()}`;
    kernel.send("shell", "comm_open", { comm_id: id, target_name: "jupyter.widget.control", data: {} });
    const answer = kernel.next(isOf(id, "comm_msg"));
    kernel.send("shell", "comm_msg", { comm_id: id, data: { method: "request_states" } });
    const states = await answer;
    kernel.send("shell", "comm_close", { comm_id: id, data: {} });
    return states;
  }

  it("tell a page all states as it loads, also while a cell is in a loop", async () => {
    const { comm } = await open();
    await kernel.execute("w.state.n = 3;");
    const begun = kernel.next(({ type }) => type === "stream");
    const loop = kernel.execute("console.log('début'); while (true) {}");
    await begun;
    const queued = update(comm, { n: 4 });
    const answer = await allStates();
    assert.equal(dataOf(answer)["method"], "update_states");
    const states = dataOf(answer)["states"] as Record<string, Json>;
    assert.equal(states[comm]["model_name"], "AnyModel");
    assert.equal(
      (states[comm]["state"] as Json)["n"],
      4,
      "the page's own change, which no cell has heard yet",
    );
    const paths = dataOf(answer)["buffer_paths"] as unknown[][];
    const place = paths.findIndex(([id]) => id === comm);
    assert.deepEqual(paths[place], [comm, "state", "bytes"]);
    assert.deepEqual([...new Float32Array(answer.buffers[place].buffer)], [1, 2]);
    const printed = kernel.next(({ type }) => type === "stream");
    await kernel.interrupt();
    assert.equal((await loop).reply["status"], "error");
    await queued;
    assert.equal((await printed).content["text"], "n : 3 → 4\n", "the stop has not lost the message");
  });

  it("answer a page that asks for one widget", async () => {
    const { comm } = await open();
    const answer = kernel.next(isOf(comm, "comm_msg"));
    await kernel.request("comm_msg", { comm_id: comm, data: { method: "request_state" } });
    assert.equal(stateOf(await answer)["n"], 1);
    assert.deepEqual([...new Float32Array((await answer).buffers[0].buffer)], [1, 2]);
  });

  it("are closed by the page, and what comes later is answered by a close", async () => {
    const { comm } = await open(`${CELL.replace(/w$/, "")}w.onClose(() => console.log("fermé")); w`);
    const printed = shown("stream");
    await kernel.request("comm_close", { comm_id: comm, data: {} });
    assert.equal((await printed).content["text"], "fermé\n");
    const { reply } = await kernel.request("comm_info_request");
    assert.ok(!(comm in (reply["comms"] as Json)));
    const { outputs } = await update(comm, { n: 9 });
    assert.deepEqual(
      outputs.map(({ type }) => type),
      ["comm_close"],
    );
  });

  it("hear the page between two batches of a training", () =>
    hearsPage(
      kernel,
      `const m = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
m.compile({ optimizer: "sgd", loss: "meanSquaredError" });
console.log("début");
await m.fit(tensor([[1], [2]]), tensor([[1], [2]]), { epochs: 1e6, verbose: 0 });`,
    ));

  it("show the errors of a callback below its own cell, while another cell runs and after a stop", async () => {
    const { exchange, comm } = await open(
      widgetThat(
        "async (how) => { if (how === 'late') await new Promise((r) => setTimeout(r, 20)); throw new RangeError(`raté ${how}`); }",
      ),
    );
    const begun = shown("stream");
    const computing = kernel.execute("console.log('début'); await new Promise(() => undefined);");
    await begun;
    for (const how of ["now", "late"]) {
      const failed = shown("error");
      await kernel.request("comm_msg", { comm_id: comm, data: { method: "custom", content: how } });
      assert.equal((await failed).content["evalue"], `raté ${how}`);
      assert.equal((await failed).parent, exchange.id);
    }
    await kernel.interrupt();
    await computing;
    const failed = shown("error");
    await kernel.request("comm_msg", { comm_id: comm, data: { method: "custom", content: "late" } });
    assert.equal((await failed).parent, exchange.id, "the stop of another cell hides no later error");
  });

  it("are stopped with what they have left running, and work again", async () => {
    const { comm } = await open(
      widgetThat(`async () => {
  const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  let seen = 0;
  const onEpochEnd = (epoch: number) => { for (let i = 0; i < 2; i++) if (++seen === 3) console.log("trois", epoch); };
  await model.fit(tensor([[1], [2]]), tensor([[1], [2]]), { epochs: 1e7, verbose: 0, callbacks: { onEpochEnd } });
}`),
    );
    for (let round = 0; round < 2; round++) {
      const begun = shown("stream");
      await custom(comm);
      assert.equal((await begun).content["text"], "trois 1\n", `round ${round}`);
      await kernel.interrupt();
      const { outputs } = await kernel.execute("await new Promise((r) => setTimeout(r, 60)); 'libre'");
      assert.match(JSON.stringify(outputs), /libre/);
    }
  });

  it("iterate over the changes of a control", async () => {
    const begun = kernel.next(({ type }) => type === "display_data");
    const opening = kernel.next(({ type }) => type === "comm_open");
    const running = kernel.execute(
      `import { widgets } from "neurones"; const s = widgets.slider(); display(s);
for await (const v of s) { console.log(v); if (v === 3) break; }`,
    );
    await begun;
    const comm = String((await opening).content["comm_id"]);
    for (const n of [1, 2, 3]) await update(comm, { value: n });
    const printed = (await running).outputs.filter(({ type }) => type === "stream");
    assert.equal(printed.map(({ content }) => String(content["text"])).join(""), "1\n2\n3\n");
  });

  it("are closed where their cell runs again, with all that they have going", async () => {
    const code = widgetThat(
      "async () => { for (;;) { await new Promise((r) => setTimeout(r, 5)); b.state.n++; } }",
    );
    const first = await open(code, "cell-a");
    await custom(first.comm);
    await kernel.next(isOf(first.comm, "comm_msg"));
    const second = await open(code, "cell-a");
    const closed = second.exchange.outputs.find(isOf(first.comm, "comm_close"));
    assert.ok(closed !== undefined, "the page removes the first one");
    let late = 0;
    const stop = kernel.listen(({ type }) => (late += type === "comm_msg" ? 1 : 0));
    await kernel.execute("await new Promise((r) => setTimeout(r, 100));", {}, undefined, "cell-b");
    stop();
    assert.equal(late, 0, "the loop of the first one has ended");
    const other = await kernel.request("comm_info_request");
    assert.ok(second.comm in (other.reply["comms"] as Json), "another cell closes nothing");
    await custom(second.comm);
    await kernel.next(isOf(second.comm, "comm_msg"));
    await kernel.interrupt();
  });

  it("hear the page where their cell runs again, also if the page moved them while the cell was compiled", async () => {
    const code = widgetThat("() => console.log('entendu')");
    const first = await open(code, "cell-a");
    const again = open(code, "cell-a");
    await custom(first.comm);
    const { comm } = await again;
    const heard = shown("stream");
    await custom(comm);
    assert.equal((await heard).content["text"], "entendu\n");
  });

  it(`lose none of ${moves} moves, each with a display`, async () => {
    const { comm } = await open(
      `import { widgets } from "neurones"; const s = widgets.slider({ max: ${moves} }); s.onChange((v) => void display(v)); s`,
    );
    let count = 0;
    const stop = kernel.listen(({ type }) => (count += type === "display_data" ? 1 : 0));
    const sent = Array.from({ length: moves }, (_, i) => update(comm, { value: i + 1 }));
    await Promise.all(sent);
    const { outputs } = await kernel.execute("s.value");
    stop();
    assert.match(JSON.stringify(outputs), new RegExp(String(moves)));
    assert.equal(count, moves);
  });

  it("survive any message", async () => {
    const { comm } = await open();
    const strange: unknown[] = [null, 1, "x", [], {}, { method: 3 }, { method: "update" }];
    strange.push(
      { method: "update", state: 7 },
      { method: "update", state: { n: { a: [] }, m: 1, __proto__: 1 } },
    );
    strange.push({
      method: "update",
      state: {},
      buffer_paths: [[], ["bytes", 0, 1], "x", ["__proto__", "a"]],
    });
    strange.push({ method: "custom" }, { method: "request_states" }, { method: "echo_update", state: {} });
    for (const data of strange)
      for (const id of [comm, "none", 5, null])
        await kernel.request("comm_msg", { comm_id: id, data }, { buffers: [Uint8Array.of(1, 2, 3)] });
    for (const target of ["jupyter.widget", "jupyter.widget.control", 4, undefined])
      await kernel.request("comm_open", { comm_id: "page", target_name: target, data: { state: [] } });
    await kernel.request("comm_close", { comm_id: [comm], data: 2 });
    const { outputs } = await kernel.execute("w.state.n = 2; 'vivant'");
    assert.match(JSON.stringify(outputs), /vivant/);
    assert.equal(({} as Json)["a"], undefined);
  });
}
