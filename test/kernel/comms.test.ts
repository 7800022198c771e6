/**
 * Comms: messages both ways with their buffers, what a page is told as it loads, and what a stop, a second run
 * and the loss of the runner do to them.
 */
import assert from "node:assert/strict";
import { KernelClient, type Json, type Received } from "./client.js";

/** Displays a widget, and prints what the page changes. */
const CELL = `import { widgets } from "neurones";
const w = widgets.widget({ module: "export default { render() {} }", state: { n: 1, bytes: new Float32Array([1, 2]) } });
w.onChange("n", (n, before) => console.log(\`n : \${before} → \${n}\`));
w.onMessage((content, buffers) => console.log(JSON.stringify(content), buffers.map((b) => [...b].join())));
w`;

const isOf = (comm: string, type: string) => (message: Received) =>
  message.type === type && message.content["comm_id"] === comm;
const dataOf = (message: Received): Json => message.content["data"] as Json;
const stateOf = (message: Received): Json => dataOf(message)["state"] as Json;

describe("kernel: comms", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(async () => {
    await kernel.shutdown();
  });

  /** Runs the cell; returns its exchange and the comm that it opens. */
  async function open(code = CELL, cellId?: string) {
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
});
