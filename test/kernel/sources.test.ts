/** The places of errors in the cells of a long session: each is found, and what is kept for it is small. */
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import ts from "typescript";
import { scriptName, Sources } from "../../src/kernel/runner/sources.js";

const CELLS = 2000;

describe("the sources of cells", () => {
  /** Adds a cell that calls `fail` in its second line, at a column that differs from cell to cell. */
  function addCell(sources: Sources, run: number): void {
    const code = `const a = [${run}, 2].map((x: number): number => x * 2);\n${" ".repeat(run % 7)}fail(a);`;
    const { outputText, sourceMapText = "" } = ts.transpileModule(code, {
      compilerOptions: { sourceMap: true, target: ts.ScriptTarget.ES2022 },
    });
    const javascript = outputText.replace(/\/\/# sourceMappingURL=.*/, "");
    sources.addCell(run, `Cell [${run}]`, code, { javascript, sourceMap: sourceMapText }, 1);
  }

  function assertPlace(sources: Sources, run: number): void {
    // Above the call are the script's own line, "use strict" and the first line of the cell.
    const place = sources.place(scriptName(run), 4, 1);
    assert.deepEqual(place, { source: `Cell [${run}]`, run, line: 2, column: 1 + (run % 7) });
    assert.match(sources.text(place!)!, new RegExp(`^const a = \\[${run}, `));
  }

  it("tell the place of every cell, in whatever order they are asked", () => {
    const sources = new Sources();
    for (let run = 1; run <= 60; run++) addCell(sources, run);
    for (let run = 1; run <= 60; run++) assertPlace(sources, run);
    for (const run of [60, 1, 59, 2, 1, 60]) assertPlace(sources, run);
    addCell(sources, 1);
    assertPlace(sources, 1);
    assert.equal(sources.place(scriptName(1), 1, 1), undefined);
    assert.equal(sources.place(scriptName(61), 4, 1), undefined);
  });

  it("tell no place of a script without a source map", () => {
    const sources = new Sources();
    for (const sourceMap of ["", "{", "3"]) {
      sources.addCell(1, "Cell [1]", "a", { javascript: "a", sourceMap }, 1);
      assert.equal(sources.place(scriptName(1), 2, 1), undefined);
    }
  });

  it(`take less than 2 kB for each of ${CELLS} cells that have failed`, () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const sources = new Sources();
    const work = (from: number, to: number): void => {
      for (let run = from; run < to; run++) {
        addCell(sources, run);
        assertPlace(sources, run);
      }
    };
    work(1, 100);
    const before = heap();
    work(100, 100 + CELLS);
    const each = (heap() - before) / CELLS;
    assert.ok(each < 2000, `${each.toFixed(0)} bytes`);
    assertPlace(sources, 1);
  });
});
