/** The code caches of the engine: both kinds of programs start from one, and none needs it. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { ensureCodeCache } from "../../kernel-setup/code-cache.js";
import { joinedScripts, runScript } from "../../src/host/joined-script.node.js";
import { runnerFlags } from "../../src/kernel/main/runner-flags.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "./clone.js";

/** Prints for each script of the engine whether V8 has refused its cache; null where there is none. */
const PROGRAM = `
  import { ones } from "neurones";
  import { joinedScripts } from "./dist/src/host/joined-script.node.js";
  const refused = joinedScripts().map(({ compiled }) => compiled.cachedDataRejected ?? null);
  console.log(JSON.stringify({ refused, sum: ones([2, 2]).sum().dataSync()[0] }));
`;

async function start(options: readonly string[]): Promise<{ refused: (boolean | null)[]; sum: number }> {
  const words = [...options, "--input-type=module", "--eval", PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: ROOT });
  return JSON.parse(stdout) as { refused: (boolean | null)[]; sum: number };
}

describe("the code cache of the engine", () => {
  before(() => ensureCodeCache(layoutOf(ROOT, process.platform)));

  for (const [name, options] of [
    ["a program", []],
    ["the process that runs cells", runnerFlags()],
  ] as const)
    it(`starts ${name}`, async () => {
      assert.deepEqual(await start(options), { refused: [false, false, false, false], sum: 4 });
    });

  it("is not needed: with options of one's own, V8 compiles the engine", async () => {
    assert.deepEqual(await start(["--stack-size=800"]), { refused: [null, null, null, null], sum: 4 });
  });

  it("may be damaged", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "neurones-script-"));
    const file = path.join(folder, `damaged-${process.pid}.cjs`);
    const multiply = (factor: number): unknown => {
      const text = `(function (require, module) { module.exports.product = require("seven").seven * ${factor}; })`;
      writeFileSync(file, text);
      const importModule = (name: string) => import(name) as Promise<unknown>;
      const outside = { seven: { seven: 7 } };
      const address = "file:///nowhere";
      return runScript({ file: pathToFileURL(file), digest: `${factor}`, address, importModule, outside })[
        "product"
      ];
    };
    const last = () => joinedScripts().at(-1)!;
    try {
      assert.equal(multiply(6), 42);
      const { cache } = last();
      const damaged = cache.replace("-6-", "-3-");
      assert.ok(!existsSync(cache) && last().compiled.cachedDataRejected === undefined);
      try {
        writeFileSync(damaged, "no code");
        assert.equal(multiply(3), 21);
        assert.equal(last().compiled.cachedDataRejected, true);
      } finally {
        rmSync(damaged, { force: true });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
