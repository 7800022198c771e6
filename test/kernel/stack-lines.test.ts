import assert from "node:assert/strict";
import { framesIn } from "../../src/kernel/runner/stack-lines.js";

describe("kernel: stack traces of Firefox", () => {
  it("are read frame by frame", () => {
    const stack = "f@cell://7:2:26\nouter/<@cell://7:3:2\nasync*fit@http://a/runner.js:1:9\n\nno frame\n";
    assert.deepEqual(framesIn(stack), [
      { script: "cell://7", line: 2, column: 26, name: "f", isAsync: false },
      { script: "cell://7", line: 3, column: 2, name: "", isAsync: false },
      { script: "http://a/runner.js", line: 1, column: 9, name: "fit", isAsync: true },
    ]);
  });
});
