/** The compiler as the main thread uses it: what happens when its thread ends. */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCompiler } from "../../../src/kernel/compiler/client.js";

describe("the compiler thread", function () {
  this.timeout(0);

  it("that runs out of memory is started again, and still knows the variables", async () => {
    // The libraries fill most of this heap: a large cell does not fit.
    const compiler = startCompiler({ directory: mkdtempSync(join(tmpdir(), "petit-")), heapMegabytes: 160 });
    try {
      const kept = await compiler.compile({
        run: 1,
        name: "Cell [1]",
        code: "const kept: 7 = 7; interface Kept { a: typeof kept }",
      });
      assert.ok(kept.ok);
      compiler.settle({ run: 1, defined: "all" });
      const large = Array.from(
        { length: 12_000 },
        (_, index) => `function f${index}(a: number) { return { a, b: [a, \`\${a}\`] }; }`,
      ).join("\n");
      const refused = await compiler.compile({ run: 2, name: "Cell [2]", code: large });
      assert.ok(!refused.ok);
      assert.match(refused.diagnostics[0]!.message, /variables sont conservées/);
      const next = await compiler.compile({
        run: 3,
        name: "Cell [3]",
        code: "const again: Kept = { a: kept };",
      });
      assert.ok(next.ok, JSON.stringify(next));
    } finally {
      await compiler.close();
    }
  });
});
