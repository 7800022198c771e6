/** The documentation of the language, of Node and of the engine: comments are read when an inspection needs them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { startCompiler } from "../../../src/kernel/compiler/client.js";
import type { Compiler } from "../../../src/kernel/compiler/contract.js";
import { parseDeclarations, readDocumentation } from "../../../src/kernel/compiler/documentation.js";
import { Library } from "../../../src/kernel/compiler/library.js";
import ts from "../../../src/kernel/compiler/typescript.js";

describe("the documentation of functions of the language, of Node and of the engine", () => {
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
    ['import { relu } from "neurones"; relu(1)', "relu(1", /max\(/],
    [
      'import { sequential } from "neurones"; sequential().disconnect()',
      "disconnect",
      /connections between the layers/,
    ],
  ];
  for (const [code, at, documentation] of cases) {
    it(`is shown at ${at} in ${code}`, async () => {
      const { markdown } = await compiler.inspect(code, code.indexOf(at) + 1);
      assert.match(markdown, documentation);
    });
  }
});

describe("the comments of the declarations of the language, of Node and of the engine", () => {
  const options = { languageVersion: ts.ScriptTarget.ES2024 };
  const files = new Library().filesOnDisk.filter((name) => /@types.node|typescript.lib|dist.src/.test(name));

  /** The kinds of all nodes, with the texts of names, and of what is written as a value. */
  function outline(node: ts.Node): string {
    const parts: string[] = [];
    ts.forEachChild(node, (child) => void parts.push(outline(child)));
    const isName = ts.isIdentifier(node) || ts.isLiteralExpression(node);
    return `${node.kind}${isName ? JSON.stringify(node.text) : ""}(${parts.join()})`;
  }

  it("are not in memory, and without them each declaration is the same", () => {
    assert.ok(files.length > 100);
    let [taken, whole] = [0, 0];
    for (const name of files) {
      const text = readFileSync(name, "utf8");
      const file = parseDeclarations(name, () => text, options)!;
      assert.ok(outline(file) === outline(ts.createSourceFile(name, text, options, true)), name);
      taken += file.text.length;
      whole += text.length;
    }
    assert.ok(taken < 0.6 * whole, `${taken} of ${whole} characters`);
  });

  it("of a file that is gone or was written anew meanwhile are not shown, and nothing fails", () => {
    const name = "/a/node_modules/@types/node/a.d.ts";
    for (const later of [undefined, "/** Nothing. */\ntype A = 1;\n"]) {
      let text: string | undefined = "/** Counts. */\ndeclare function count(from: number): void;\n";
      const file = parseDeclarations(name, () => text, options)!;
      text = later;
      const [declared] = file.statements;
      const symbol = { flags: ts.SymbolFlags.Function, declarations: [declared] } as unknown as ts.Symbol;
      readDocumentation(new Library().checker, symbol);
      assert.deepEqual(ts.getJSDocCommentsAndTags(declared), []);
    }
  });
});
