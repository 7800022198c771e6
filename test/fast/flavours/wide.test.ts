/**
 * Wide vectors change no bit: V8, which calls their compilation experimental, is asked for it in one process and not in the
 * other. The former compiles each kernel as the optimizing compiler does, from its first call on.
 */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { run } from "../../../system/run-process.js";
import { fastestFlavour } from "../../../src/fast/kernel-module.js";

const PROGRAM = fileURLToPath(new URL("./digests-program.js", import.meta.url));
const FIRST = 1;
const COUNT = 1000;

async function digests(options: readonly string[], variables: Readonly<Record<string, string>>) {
  const lines: string[] = [];
  const { code, output } = await run(process.execPath, [...options, PROGRAM, String(FIRST), String(COUNT)], {
    env: { ...process.env, ...variables },
    onLine: (line) => lines.push(line),
    quiet: true,
  });
  assert.equal(code, 0, output);
  return lines;
}

describe("wide vectors", function () {
  it(`give the same bits as others, for ${COUNT} models that are drawn`, async function () {
    if (fastestFlavour() !== "wide") this.skip();
    this.timeout(600_000);
    const [[wide, ...actual], [narrow, ...expected]] = await Promise.all([
      digests(["--no-liftoff"], {}),
      digests([], { NEURONES_VECTORS: "128" }),
    ]);
    assert.deepEqual([wide, narrow], ["wide", "relaxed"]);
    assert.equal(expected.length, COUNT);
    assert.deepEqual(actual, expected);
  });
});
