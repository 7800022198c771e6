/** Sequences of cells: the names that each cell sees of earlier ones, and the names that it defines. */
import assert from "node:assert/strict";
import { TestNotebook } from "./notebook.js";

describe("cells", () => {
  let notebook: TestNotebook;
  const cell = (code: string): Promise<unknown> => notebook.cell(code);

  before(() => {
    notebook = new TestNotebook();
  });
  beforeEach(() => notebook.session.reset());

  describe("the last expression", () => {
    const cases: [string, unknown][] = [
      ["1 + 1", 2],
      ["1 + 1;", 2],
      ["1 + 1 // a comment", 2],
      ["1 + 1;\n/* a comment */\n", 2],
      ["await Promise.resolve(3)", 3],
      ["const x = 4; x; export {};", 4],
      ["5; interface I { a: number } type T = I; export type { T };", 5],
      ["double(3); function double(x: number) { return 2 * x; }", 6],
      ["export default 7", 7],
      ["'use strict'", "use strict"],
      ["const y = 8", undefined],
      ["if (true) { 9 }", undefined],
      ["", undefined],
      ["// nothing", undefined],
      ["undefined", undefined],
      ["let z = 0; z = 10", 10],
      ["({ a: 11 }).a", 11],
      ["[12][0];;;", 12],
    ];
    for (const [code, value] of cases) {
      it(`of ${JSON.stringify(code)} is ${JSON.stringify(value)}`, async () => {
        assert.deepEqual(await cell(code), value);
      });
    }
  });

  describe("variables", () => {
    it("keep their values and exact types from cell to cell", async () => {
      await cell(
        "const point = { x: 1, y: [2, 3] as const }; let label = 'a'; class Box<T> { constructor(private inside: T) {} get() { return this.inside; } }",
      );
      await cell("const box = new Box(point);");
      assert.equal(await cell("const two: 2 = box.get().y[0]; label += two; label"), "a2");
      assert.match(notebook.rejected("const three: 3 = box.get().y[0];")[0]!.message, /2.*3|not assignable/);
    });

    it("are one per name: functions of all cells see the value that any cell assigns", async () => {
      await cell("let counter = 0; function inc() { counter += 1; return counter; }");
      assert.equal(await cell("inc(); inc(); counter"), 2);
      await cell("counter = 5;");
      assert.equal(await cell("inc()"), 6);
      await cell("const peek = () => counter; const poke = (n: number) => { counter = n; };");
      assert.equal(await cell("poke(40); inc(); peek()"), 41);
      assert.equal(await cell("counter"), 41);
    });

    it("declared again are seen by functions of earlier cells", async () => {
      await cell(
        "const rate = 0.1; function scale(x: number) { return x * rate; } function twice(x: number) { return scale(x) * 2; }",
      );
      assert.equal(await cell("twice(10)"), 2);
      await cell("const rate = 1;");
      assert.equal(await cell("twice(10)"), 20);
      await cell("function scale(x: number) { return -x * rate; }");
      assert.equal(await cell("twice(10)"), -20);
    });

    it("may be declared again with another type and kind", async () => {
      await cell("const thing = 1;");
      assert.equal(await cell("let thing = 'text'; thing.length"), 4);
      assert.equal(await cell("function thing() { return 3; } thing()"), 3);
      assert.equal(await cell("class thing { static size = 5 } thing.size"), 5);
      assert.equal(await cell("enum thing { A = 6 } thing.A"), 6);
      assert.equal(await cell("import { sep as thing } from 'node:path'; thing.length"), 1);
      assert.equal(await cell("var thing = [7]; thing[0]"), 7);
      assert.equal(await cell("namespace thing { export const eight = 8 } thing.eight"), 8);
      await cell("interface thing { nine: number }");
      assert.equal(await cell("const it: thing = { nine: 9 }; it.nine + thing.eight"), 17);
      await cell("type thing = string;");
      assert.equal(await cell("const word: thing = 'x'; word"), "x");
    });

    it("of an older class keep their type after the class is declared again", async () => {
      await cell("class A { one = 1 } const a = new A();");
      await cell("class A { two = 2 } const b = new A();");
      assert.deepEqual(await cell("[a.one, b.two]"), [1, 2]);
      assert.match(notebook.rejected("a.two")[0]!.message, /two/);
    });

    it("of every form of declaration exist in later cells", async () => {
      await cell(`
        const { a, b: [b, ...c], ...d } = { a: 1, b: [2, 3, 4], e: 5, f: 6 };
        let [g, { h = 7 } = {}] = [8] as [number, { h?: number }?];
        var i = 9, j;
        for (var k = 0, l = 1; k < 3; k++) l *= 2;
        for (var m of [10, 11]) { var n = m; }
        for (var o in { p: 1 });
        { var q = 12; }
        let r: number;
        const enum S { T = 13 }
        abstract class U { static v = 14; abstract w(): number }
        async function x() { return 15; }
        function* y() { yield 16; }
        export const z = 17;
        export function aa() { return 18; }
        export default class BB { c = 19 }
      `);
      assert.deepEqual(
        await cell(
          "r = 0; [a, b, c, d, g, h, i, j, k, l, m, n, o, q, r, S.T, U.v, await x(), [...y()], z, aa(), new BB().c]",
        ),
        [
          1,
          2,
          [3, 4],
          { e: 5, f: 6 },
          8,
          7,
          9,
          undefined,
          3,
          8,
          11,
          11,
          "p",
          12,
          0,
          13,
          14,
          15,
          [16],
          17,
          18,
          19,
        ],
      );
    });

    it("may have names that have a meaning elsewhere", async () => {
      await cell(
        "const require = 1, exports = 2, __run = 3, module = 4, toString = 5, constructor = 6, hasOwnProperty = 7, $0 = 8, name = 9;",
      );
      assert.deepEqual(
        await cell("[require, exports, __run, module, toString, constructor, hasOwnProperty, $0, name]"),
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
      );
      assert.equal(await cell("let _ = 10; _ + 1"), 11);
      assert.equal(await cell("_"), 10);
    });

    it("are resolved correctly in shorthand, nested scopes, defaults and patterns", async () => {
      await cell(
        "let a = 1, b = 2; const f = (a: number, c = b) => { { let b = 10; a += b; } return { a, b, c }; };",
      );
      assert.deepEqual(await cell("f(5)"), { a: 15, b: 2, c: 2 });
      await cell("({ a, b = 9 } = { a: 3 } as { a: number; b?: number }); [a] = [a + 1];");
      assert.deepEqual(await cell("({ a, b })"), { a: 4, b: 9 });
      assert.deepEqual(await cell("const g = (b: number) => ({ a, b, f: { a: b } }); g(0)"), {
        a: 4,
        b: 0,
        f: { a: 0 },
      });
      assert.equal(await cell("for (a of [1, 2, 3]); a"), 3);
      assert.equal(await cell("(() => { const a = 'inner'; return a; })()"), "inner");
      assert.equal(await cell("a ||= 5; b &&= 7; a++ + --b"), 9);
    });
  });

  describe("after a cell fails", () => {
    it("the names that it had assigned have their new values, and the others their old ones", async () => {
      await cell("const before = 1; let both = 'old';");
      await assert.rejects(
        cell(
          "const first = 2; function hoisted() { return first; } if (first > 1) throw new Error('x'); const both = 3; const last = 4;",
        ),
        /x/,
      );
      assert.deepEqual(await cell("[before, first, hoisted(), both.length]"), [1, 2, 2, 3]);
      assert.match(notebook.rejected("last")[0]!.message, /last/);
    });

    it("a name that it had declared again has its new value", async () => {
      await cell("const x = 'old';");
      await assert.rejects(cell("const x = 1; throw new Error(String(x));"), /1/);
      assert.equal(await cell("x.toFixed(1)"), "1.0");
    });

    it("at compile time, no name has changed", async () => {
      await cell("const x = 1;");
      notebook.rejected("const x = 'a'; const y: number = x;");
      assert.equal(await cell("x + 1"), 2);
    });
  });

  describe("top-level await", () => {
    const cases: [string, unknown][] = [
      ["await (Promise.resolve(1))", 1],
      ["await (async () => 2)()", 2],
      ["[await Promise.resolve(3)][0]", 3],
      ["`${await Promise.resolve(4)}`", "4"],
      ["const { a: { b } } = await Promise.resolve({ a: { b: 5 } }); b", 5],
      ["let s = 0; for await (const x of [1, 2, 3]) s += x; s", 6],
      ["(await Promise.resolve([7]))[0]", 7],
      ["({ x: await Promise.resolve(8) }).x", 8],
      ["-await Promise.resolve(-9)", 9],
      ["if (await Promise.resolve(true)) { var t = 10 } t!", 10],
      ["const f = async () => await Promise.resolve(11); await f()", 11],
      ["await Promise.all([1, 11].map(async (x) => await x)).then(([a, b]) => a! + b!)", 12],
      ["class D { [await Promise.resolve('m')]() { return 13; } } (new D() as any).m()", 13],
      ["let log = ''; { using r = { [Symbol.dispose]() { log += 'd'; } }; log += 'u'; } log", "ud"],
      [
        "let log2 = ''; { await using r = { async [Symbol.asyncDispose]() { log2 += 'd'; } }; log2 += 'u'; } log2",
        "ud",
      ],
      ["const x14 = (1, await 14); x14", 14],
      ["await null ?? 15", 15],
      ["(await import('node:path')).sep", "/"],
    ];
    for (const [code, value] of cases) it(code, async () => assert.deepEqual(await cell(code), value));

    it("of `using` at the top level disposes at the end of the cell", async () => {
      await cell("let log: string[] = [];");
      await cell("using handle = { [Symbol.dispose]() { log.push('closed'); } }; log.push('open');");
      assert.deepEqual(await cell("log"), ["open", "closed"]);
    });
  });

  it("know `_`, the last value", async () => {
    await cell("6 * 7");
    assert.equal(await cell("_ + 1"), 43);
  });
});
