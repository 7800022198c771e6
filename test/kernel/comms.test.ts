/** Comms of the kernel in Node, and what the loss of the runner does to them. */
import assert from "node:assert/strict";
import { KernelClient } from "./client.js";
import { commsSuite, hearsPage, isOf, pageOf } from "./comms-suite.js";

describe("kernel: comms", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start({ env: { NEURONES_KERNEL_MEMORY: "600" } });
  });
  after(async () => {
    await kernel.shutdown();
  });

  commsSuite(() => kernel, 3000);

  // A page's worker hears nothing before it returns to its event loop.
  it("hear the page in a chain of promises", () =>
    hearsPage(kernel, "console.log('début'); for (;;) await null;"));

  it("are closed where the runner is lost, which the notebook says", async () => {
    const { open, update } = pageOf(kernel);
    const { comm } = await open();
    const closed = kernel.next(isOf(comm, "comm_close"));
    const { outputs, reply } = await kernel.execute(
      "const all = []; for (;;) all.push(new Array(1e6).fill(all.length));",
    );
    assert.equal(reply["ename"], "OutOfMemory");
    await closed;
    assert.match(JSON.stringify(outputs), /ne répondent plus/);
    const { reply: info } = await kernel.request("comm_info_request");
    assert.deepEqual(info["comms"], {});
    const again = await open();
    const printed = kernel.next(({ type }) => type === "stream");
    await update(again.comm, { n: 2 });
    assert.equal((await printed).content["text"], "n : 1 → 2\n");
  });
});
