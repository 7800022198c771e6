import assert from "node:assert/strict";
import { Inspector } from "../../../src/kernel/debugger/inspector.js";
import type { ToInspector } from "../../../src/kernel/runner/messages.js";

describe("the debugger: the connection to Node's inspector", () => {
  const awaiting = { promiseObjectId: "later" };

  it("lets nobody wait for a promise while code is held, also who asks after it was", async () => {
    const sent: ToInspector[] = [];
    const inspector = new Inspector((message) => void sent.push(message), {});
    const before = inspector.post("Runtime.awaitPromise", awaiting);
    inspector.held("held");
    await assert.rejects(before, /^Error: held$/);
    await assert.rejects(inspector.post("Runtime.awaitPromise", awaiting), /^Error: held$/);
    assert.equal(sent.length, 1, "the second was not sent");

    const plain = inspector.post("Runtime.evaluate", { expression: "now" });
    inspector.receive({ type: "inspected", id: 2, result: { result: { type: "undefined" } } });
    assert.deepEqual(await plain, { result: { type: "undefined" } });

    inspector.released();
    const after = inspector.post("Runtime.awaitPromise", awaiting);
    inspector.receive({ type: "inspected", id: 3, result: { result: { type: "string" } } });
    assert.deepEqual(await after, { result: { type: "string" } });
  });
});
