/** A cell that is printed by TypeScript's first transformer alone is printed as by all of them. */
import assert from "node:assert/strict";
import path from "node:path";
import { readNotebook } from "../../../grading/notebook-file.js";
import type { CellContext } from "../../../src/kernel/compiler/cell-context.js";
import { KnownCells } from "../../../src/kernel/compiler/known-cells.js";
import { Names } from "../../../src/kernel/compiler/names.js";
import { isPlain, printPlain, printWithAll } from "../../../src/kernel/compiler/print-cell.js";
import { sessionVariables } from "../../../src/kernel/compiler/session-variables.js";
import { stopChecks } from "../../../src/kernel/compiler/stop-checks.js";
import type ts from "../../../src/kernel/compiler/typescript.js";
import type { BoundFile } from "../../../src/kernel/compiler/typescript.js";
import { lessonFiles, LESSONS } from "../../notebooks/executed-lessons.js";

/** Cells in turn: what TypeScript takes away or rewrites without a word that tells it from JavaScript. */
const CELLS = [
  "",
  "1 + 1",
  "// only a comment",
  "/** told */ const a: number = 1; /* behind */ a! as number // end",
  "type Pair<T> = readonly [T, T]; interface Named { readonly name: string }\nconst pair = [1, 2] satisfies Pair<number>;",
  "function pick(x: string): string; function pick(x: number): number; function pick(x: unknown) { return x; }\npick(3)",
  "declare const absent: number; const typed = <T,>(x: T): T => x; typed<number>(2); (pair as unknown as number[]).map((x) => x)",
  "abstract: for (let i = 0; i < 3; i++) { if (i > 1) break abstract; }",
  "const { b, ...others } = { b: 1, c: 2 }; let d = b ?? others?.c; d ||= 3; [d] = [4];",
  "const later = async function* (this: unknown, x?: number) { for await (const y of [x]) yield y; };\nawait later.call(null, 1).next()",
  "try { JSON.parse('{'); } catch { console.log(`${a}`); }",
  "a;\n\n\n[1, 2].map((x) => x * 2)",
  "'use strict'; var v = 0b11 + 1_000; /x/v.test('x') && void v",
];

describe("a cell without syntax that needs more transformers", function () {
  this.timeout(0);

  it("is printed alike with all of them", () => {
    assert.ok(compare(CELLS) >= CELLS.length - 1);
  });

  it("is printed alike in every lesson", async () => {
    let count = 0;
    for (const file of lessonFiles()) {
      const { cells } = await readNotebook(path.join(LESSONS, file));
      count += compare(cells.filter((cell) => cell.cell_type === "code").map(({ source }) => source));
    }
    assert.ok(count > 200, String(count));
  });
});

/** Fails unless both ways print the same for each of these cells that is plain; returns how many are. */
function compare(codes: readonly string[]): number {
  const cells = new KnownCells();
  let compared = 0;
  for (const [place, code] of codes.entries()) {
    const run = place + 1;
    const file = cells.createFile(code);
    const { program } = cells.library;
    program.getSemanticDiagnostics(file);
    if (isPlain(file)) {
      const { checker, options } = cells.library;
      const plain = printPlain(file, checker, options, transformers(cells, file, run));
      const { javascript, sourceMap } = printWithAll(file, program, transformers(cells, file, run), []);
      const body = javascript.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
      assert.equal(plain.javascript, body, code);
      assert.equal(plain.sourceMap.mappings, sourceMap.mappings, code);
      compared += 1;
    }
    cells.begin({ run, name: `Cell [${run}]`, file });
    cells.end(run);
    cells.define(file, "all");
  }
  return compared;
}

function transformers(
  cells: KnownCells,
  file: BoundFile,
  run: number,
): ts.TransformerFactory<ts.SourceFile>[] {
  const visible = cells.visible();
  const cell: CellContext = {
    file,
    checker: cells.library.checker,
    names: new Names(file.text),
    isCell: cells.isCell(file),
    isPrelude: (one) => cells.library.isPrelude(one),
    isSessionName: (name) => visible.has(name),
    localSource: () => undefined,
  };
  return [sessionVariables(cell), stopChecks(cell.names, run)];
}
