/** What every kernel must do with cells, wherever it works: the tests of execution. */
import assert from "node:assert/strict";
import { resultOf, streamOf, type CellClient } from "./cell-client.js";

/** To be called in `describe`: `client` gives a client of the kernel, once the tests run. */
export function executionSuite(client: () => CellClient): void {
  it("sends the value of the last expression as execute_result", async () => {
    const exchange = await client().execute("const three = 3; three * 14");
    assert.equal(exchange.reply["status"], "ok");
    assert.equal(resultOf(exchange), "42");
    assert.equal(resultOf(await client().execute("_ + 1")), "43");
  });

  it("streams standard output while the cell runs", async () => {
    const first = client().next(({ type, content }) => type === "stream" && content["text"] === "avant\n");
    const order: string[] = [];
    const running = client().execute(
      'console.log("avant"); const end = Date.now() + 400; while (Date.now() < end); console.error("après")',
    );
    void first.then(() => order.push("avant"));
    const exchange = await running;
    order.push("reply");
    assert.deepEqual(order, ["avant", "reply"]);
    assert.equal(streamOf(exchange, "stderr"), "après\n");
  });

  it("sends an error with the cell's lines", async () => {
    const exchange = await client().execute(
      'function fail(): never {\n  throw new RangeError("trop");\n}\n\nfail();',
    );
    assert.equal(exchange.reply["status"], "error");
    assert.equal(exchange.reply["ename"], "RangeError");
    assert.equal(exchange.reply["evalue"], "trop");
    const error = exchange.outputs.find(({ type }) => type === "error");
    const traceback = (error?.content["traceback"] as string[]).join("\n");
    assert.match(traceback, /fail \(Cell \[\d+\], line 2\)/);
    assert.match(traceback, /2 \| {3}throw new RangeError/);
    assert.doesNotMatch(traceback, /node:|tslab|kernel[\\/]|cell:/);
  });

  it("shows displays and replaces them", async () => {
    const { outputs } = await client().execute(
      'const shown = display({ "text/html": "<b>1</b>" }); shown.update({ "text/html": "<b>2</b>" });',
    );
    assert.deepEqual(
      outputs.map(({ type, content }) => [type, (content["data"] as Record<string, string>)["text/html"]]),
      [
        ["display_data", "<b>1</b>"],
        ["update_display_data", "<b>2</b>"],
      ],
    );
    const ids = outputs.map(({ content }) => (content["transient"] as { display_id: string }).display_id);
    assert.equal(ids[0], ids[1]);
  });

  it("aborts the requests queued at an error, and no later ones", async () => {
    const [failing, queued] = await Promise.all([
      client().execute('throw new Error("stop")'),
      client().execute('console.log("skipped")'),
    ]);
    const later = await client().execute("1");
    assert.deepEqual(
      [failing.reply["status"], queued.reply["status"], later.reply["status"]],
      ["error", "aborted", "ok"],
    );
    assert.equal(streamOf(queued), "");
  });

  it("executes the queued requests after an error if stop_on_error is false", async () => {
    const [failing, queued] = await Promise.all([
      client().execute("throw 1", { stop_on_error: false }),
      client().execute("2"),
    ]);
    assert.deepEqual([failing.reply["status"], resultOf(queued)], ["error", "2"]);
  });
}
