/**
 * The memory that the compiler needs for cells and drafts. `npm run bench -- kernel-memory` measures longer
 * sessions.
 */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompilerSession } from "../../../src/kernel/compiler/session.js";
import { TestNotebook } from "./notebook.js";
import { workLong } from "./long-session.js";

describe("the compiler's memory", () => {
  it("does not grow with runs, completions and tooltips", function () {
    this.timeout(0);
    const session = new CompilerSession(mkdtempSync(join(tmpdir(), "mémoire-")));
    const { before, most } = workLong(session, { runs: 20, completions: 60, warmUp: 10, inOneCell: true });
    assert.ok(most - before < 30, `${before.toFixed(1)} MB became ${most.toFixed(1)}`);
  });

  it("releases cells that were run again, but no cell that a later one needs", async () => {
    const notebook = new TestNotebook();
    const released: number[] = [];
    const settle = notebook.session.settle.bind(notebook.session);
    notebook.session.settle = (settled) => {
      const runs = settle(settled);
      released.push(...runs);
      return runs;
    };
    for (let time = 0; time < 3; time += 1) {
      await notebook.cell(
        "interface Point { x: number } const scale = (data: Point): Point => ({ x: 2 * data.x });",
      );
      await notebook.cell("const data = scale({ x: 3 });");
      await notebook.cell("data.x");
    }
    assert.deepEqual(released, [3, 2, 1, 6, 5, 4, 9]);
    assert.equal(await notebook.cell("const again: Point = data; scale(again).x"), 12);
  });
});
