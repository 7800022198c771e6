/** The compiler that rests: it is ended while nothing is asked of it, and the next question starts another. */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { childrenOf } from "../../../bench/measure.js";
import { ensureCompilerSnapshot } from "../../../kernel-setup/compiler-snapshot.js";
import { startCompiler } from "../../../src/kernel/compiler/client.js";
import type { Compiler } from "../../../src/kernel/compiler/contract.js";
import { compilerRest } from "../../../src/kernel/main/compiler-rest.js";
import { layoutOf } from "../../../system/layout.js";
import { eventually, ROOT } from "../../setup/clone.js";

describe("the compiler at rest", function () {
  this.timeout(240_000);
  let compiler: Compiler;
  let others: readonly number[];

  const started = (): number[] => childrenOf(process.pid).filter((id) => !others.includes(id));

  before(async () => ensureCompilerSnapshot(layoutOf(ROOT)));

  beforeEach(() => {
    others = childrenOf(process.pid);
    const directory = mkdtempSync(join(tmpdir(), "neurones-rest-"));
    compiler = startCompiler({ directory, idleMilliseconds: 200 });
  });

  afterEach(() => compiler.close());

  async function run(number: number, code: string, name = `Cell [${number}]`): Promise<void> {
    const answer = await compiler.compile({ run: number, name, code });
    assert.ok(answer.ok, JSON.stringify(answer));
    compiler.settle({ run: number, defined: "all" });
  }

  it("gives its memory back, and knows every name again", async () => {
    await run(1, "const kept: 7 = 7; interface Kept { a: typeof kept }");
    await eventually("the compiler has ended", () => started().length === 0);
    await run(2, "const again: Kept = { a: kept };");
    const refused = await compiler.compile({ run: 3, name: "Cell [3]", code: "const wrong: string = kept;" });
    assert.ok(!refused.ok);
    const { items } = await compiler.complete("agai", 4);
    assert.ok(items.some(({ text }) => text === "again"));
  });

  it("still warns of a name whose newest cell has failed", async () => {
    await run(1, "const score = 1;", "Cell [1]");
    const failing = await compiler.compile({ run: 2, name: "Cell [2]", code: "const score: string = 2;" });
    assert.ok(!failing.ok);
    await eventually("the compiler has ended", () => started().length === 0);
    const user = await compiler.compile({ run: 3, name: "Cell [3]", code: "score + 1" });
    assert.ok(user.ok);
    assert.match(user.diagnostics[0]?.message ?? "", /`score` \(Cell \[2\]\) a échoué/);
  });

  it("stays while a cell runs", async () => {
    const answer = await compiler.compile({ run: 1, name: "Cell [1]", code: "const slow = 1;" });
    assert.ok(answer.ok);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(started().length, 1);
    compiler.settle({ run: 1, defined: "all" });
    await eventually("the compiler has ended", () => started().length === 0);
  });

  it("answers each of many questions around its ends", async () => {
    for (let number = 1; number <= 12; number += 1) {
      await run(number, `const name${number} = ${number === 1 ? 1 : `name${number - 1} + 1`};`);
      await new Promise((resolve) => setTimeout(resolve, 150 + 10 * number));
    }
  });

  it("is asked for in seconds", () => {
    assert.equal(compilerRest("90"), 90_000);
    assert.equal(compilerRest("0"), undefined);
    for (const usual of [undefined, "", " ", "-1", "soon", "Infinity"])
      assert.equal(compilerRest(usual), 600_000);
  });
});
