/** Completion and inspection with the values of the session, in Node. */
import assert from "node:assert/strict";
import { KernelClient } from "./client.js";
import { sessionValuesSuite } from "./session-values-suite.js";

describe("kernel: values of the session", function () {
  let kernel: KernelClient;
  before(async () => (kernel = await KernelClient.start()));
  after(() => kernel.shutdown());

  sessionValuesSuite(() => kernel);

  it("reads no proxy", async () => {
    await kernel.execute(
      "let asked = 0; const proxy: any = new Proxy({}, new Proxy({}, { get() { asked++; return undefined; } }));",
    );
    const code = "proxy.";
    await kernel.request("complete_request", { code, cursor_pos: code.length });
    await kernel.request("inspect_request", { code: "proxy", cursor_pos: 1, detail_level: 0 });
    const { reply } = await kernel.execute("if (asked > 0) throw new Error(String(asked));");
    assert.equal(reply["status"], "ok");
  });

  it("answers without the values while a cell computes, and with them again after it", async () => {
    await kernel.execute("const late = JSON.parse('{\"a1\": 1}');");
    const begun = kernel.next(({ type }) => type === "stream");
    const busy = kernel.execute("console.log('begun'); while (true) {}");
    await begun;
    const complete = async (code: string): Promise<unknown> =>
      (await kernel.request("complete_request", { code, cursor_pos: code.length })).reply["matches"];
    for (let trial = 0; trial < 3; trial += 1) assert.deepEqual(await complete("late.a"), []);
    await kernel.interrupt();
    await busy;
    assert.deepEqual(await complete("late.a"), ["a1"]);
  });
});
