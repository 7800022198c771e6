/** The documentation of the language's and Node's functions, whose comments are read only when an inspection needs them. */
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { startCompiler } from "../../../src/kernel/compiler/client.js";
import type { Compiler } from "../../../src/kernel/compiler/contract.js";

describe("the documentation of the language's and Node's functions", () => {
  let compiler: Compiler;
  before(async () => {
    compiler = startCompiler({ directory: tmpdir() });
    // On a busy machine the compiler may start slowly. An inspection fails after ten seconds, so a
    // compilation comes first.
    await compiler.compile({ run: 1, name: "Cell [1]", code: "1" });
  });
  after(() => compiler.close());

  const cases: readonly (readonly [code: string, at: string, documentation: RegExp])[] = [
    [
      'import { readFileSync } from "node:fs"; readFileSync("a")',
      "FileSync(",
      /Returns the contents of the `path`/,
    ],
    [
      'import { readFileSync } from "node:fs"; readFileSync("a")',
      '"a"',
      /Returns the contents of the `path`/,
    ],
    ['import * as path from "path"; path.join("a", "b")', "in(", /[Jj]oin/],
    ['import fs from "fs"; new fs.promises.constants', "constants", /constants/],
    ["process.cwd()", "cwd", /current working directory/],
    ["Buffer.from([1])", "[1]", /Allocates a new `Buffer`/],
    ["setTimeout(() => {}, 3)", "Timeout", /Schedules execution/],
    ['import { EventEmitter } from "events"; new EventEmitter().once("a", () => {})', "once", /one-time/],
    ["[1, 2].map((x) => x)", "map", /Calls a defined callback function on each element/],
    ["Math.max(1, 2)", "(1", /Returns the larger/],
    ['"a".padStart(3)', "padStart", /Pads the current string/],
    ["new Map([[1, 2]]).get(1)", "get", /Returns a specified element from the Map/],
    ["new Set([1]).has(1)", "has", /boolean indicating whether/],
  ];
  for (const [code, at, documentation] of cases) {
    it(`is shown at ${at} in ${code}`, async () => {
      const { markdown } = await compiler.inspect(code, code.indexOf(at) + 1);
      assert.match(markdown, documentation);
    });
  }
});
