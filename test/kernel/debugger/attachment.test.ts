/** A debugger to which no front end is attached. */
import assert from "node:assert/strict";
import { Attachment } from "../../../src/kernel/debugger/attachment.js";
import { cellPath } from "../../../src/kernel/debugger/cell-paths.js";
import type { RunRequest, ToInspector } from "../../../src/kernel/runner/messages.js";

const CODE = "1 + 1";

const REQUEST: RunRequest = {
  run: 1,
  name: "Cell [1]",
  code: CODE,
  compiled: {
    javascript: CODE,
    sourceMap: JSON.stringify({ version: 3, sources: ["cell"], names: [], mappings: "AAAA" }),
    isAsync: false,
    modules: [{ path: "/half.ts", javascript: "", isAsync: false, sourceMap: "{}" }],
  },
  wantsResult: true,
};

describe("the debugger, while it is off", () => {
  it("asks the inspector for nothing, and remembers no cell and no file", () => {
    const sent: ToInspector[] = [];
    const attachment = new Attachment({
      send: (message) => sent.push(message),
      compiler: { translate: () => assert.fail("translate"), isCaught: () => assert.fail("isCaught") },
      tell: (event) => assert.fail(event),
    });
    assert.equal(attachment.coming(REQUEST), undefined);
    attachment.runEnded();
    assert.deepEqual(sent, []);
    assert.equal(attachment.scripts.withPath(cellPath(CODE)), undefined);
    assert.deepEqual(attachment.scripts.files(), []);
  });
});
