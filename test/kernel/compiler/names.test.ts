/**
 * Rules of the language for names: functions that an assignment names, uses before the declaration, global
 * declarations.
 */
import assert from "node:assert/strict";
import { TestNotebook } from "./notebook.js";

describe("names of cells", () => {
  let notebook: TestNotebook;
  const cell = (code: string): Promise<unknown> => notebook.cell(code);

  before(() => (notebook = new TestNotebook()));
  beforeEach(() => notebook.forget());

  describe("that an assignment gives to a function", () => {
    const CASES: [string, string][] = [
      ["let f: () => void; f = () => {}; f.name", "f"],
      ["let f = () => {}; f = function () {}; f.name", "f"],
      ["let F: new () => object; F = class {}; F.name", "F"],
      ["let f: any; f = (() => {}); f.name", "f"],
      ["let f: any; f ??= () => {}; f.name", "f"],
      ["let f: any; f ||= async () => {}; f.name", "f"],
      ["let f: any = 1; f &&= function* () {}; f.name", "f"],
      ["let f: any; [f = () => {}] = []; f.name", "f"],
      ["let f: any; ({ f = () => {} } = {} as any); f.name", "f"],
      ["let f: any; ({ g: f = () => {} } = {} as any); f.name", "f"],
      ["let f: any; f = function own() {}; f.name", "own"],
      ["let f: any; const o: any = {}; o.f = () => {}; o.f.name", ""],
      ["let f: any; (() => { f = () => {}; })(); f.name", "f"],
      ["let f: any; f = class { static own = 1; }; f.name + f.own", "f1"],
      ["const f = () => {}; f.name", "f"],
    ];
    for (const [code, name] of CASES) it(code, async () => assert.equal(await cell(code), name));

    it("of an earlier cell", async () => {
      await cell("let later: () => string;");
      assert.equal(await cell("later = () => 'x'; later.name + later()"), "laterx");
    });
  });

  describe("that a function uses before their declaration", () => {
    const EARLY: Record<string, string> = {
      "a const": "function show() { return later; } show(); const later = 1;",
      "a let": "const show = () => later; show(); let later = 1;",
      "a class": "function make() { return new Later(); } make(); class Later {}",
      "an enum, from a function of a function":
        "function outer() { return [1].map(() => Late.A); } outer(); enum Late { A }",
      "a name of a pattern": "function show() { return part; } show(); const { part } = { part: 1 };",
      "its own initializer": "function show(): number { return self; } const self: number = show();",
      "a shorthand": "function show() { return { later }; } show(); const later = 1;",
      "a call": "function show() { return later(); } show(); const later = () => 1;",
      "after an await":
        "const show = async () => { await null; return later; }; await show(); const later = 1;",
    };
    for (const [name, code] of Object.entries(EARLY)) {
      it(`are a ReferenceError: ${name}`, async () => {
        await assert.rejects(cell(code), {
          name: "ReferenceError",
          message: /^Cannot access '\w+' before initialization$/,
        });
      });
    }

    const FINE: [string, unknown][] = [
      ["function show() { return later; } const later = 1; show()", 1],
      [
        "function show() { return later; } let later: number | undefined = Math.max(1, 2); later = undefined; show()",
        undefined,
      ],
      ["function show() { return later; } String(1); let later: number | undefined; show()", undefined],
      [
        "function f(n: number): number { return n > 0 ? g(n - 1) : n; } f(3); function g(n: number): number { return f(n); } g(2)",
        0,
      ],
      ["function set() { later = 5; } String(1); let later = 1; set(); later", 5],
    ];
    for (const [code, value] of FINE)
      it(`are there after it: ${code}`, async () => assert.equal(await cell(code), value));
  });

  describe("that are declared globally", () => {
    it("can be declared again with another type, in an edited cell", async () => {
      await cell(
        "declare global { interface Window { mine: number; yours: string } var shared: number; }\nglobalThis.shared = 1;",
      );
      assert.equal(await cell("shared + 1"), 2);
      await cell(
        "declare global { interface Window { mine: string } var shared: string; }\nglobalThis.shared = 'a';",
      );
      assert.equal(await cell("shared.toUpperCase()"), "A");
      assert.equal(
        await cell("const w: Partial<Window> = { mine: 'm', yours: 'y' }; w.mine!.length + w.yours!.length"),
        2,
      );
    });

    it("in an interface of a library, with methods and type parameters", async () => {
      await cell(
        "declare global { interface Array<T> { last(): T | undefined } }\nArray.prototype.last = function () { return this.at(-1); };",
      );
      assert.equal(await cell("[1, 2].last()! + 1"), 3);
      await cell(
        "declare global { interface Array<T> { last(): T; first(): T } }\nArray.prototype.first = function () { return this[0]; };",
      );
      assert.equal(await cell("[1, 2].last() + [1, 2].first()"), 3);
      await cell("delete (Array.prototype as any).last; delete (Array.prototype as any).first;");
    });

    it("of a module, whose other members stay", async () => {
      await cell(
        "import 'node:path'; declare module 'node:path' { interface ParsedPath { extra: number; more: 1 } }",
      );
      await cell("import 'node:path'; declare module 'node:path' { interface ParsedPath { extra: string } }");
      await cell(
        "import type { ParsedPath } from 'node:path'; const p = {} as ParsedPath; const s: string = p.extra, one: 1 = p.more;",
      );
    });

    it("in a cell that does not compile have no effect", async () => {
      await cell("declare global { var kind: number } globalThis.kind = 1;");
      notebook.rejected("declare global { var kind: string } const wrong: number = 'a';");
      assert.equal(await cell("kind + 1"), 2);
    });
  });

  it("come before names of the language and of Node in completions", async () => {
    await cell(
      "const total = 1; function processAll() {} class ArrayOfMine {} const fetched = 2; const performed = 3;",
    );
    for (const [typed, wanted] of [
      ["to", "total"],
      ["process", "processAll"],
      ["Array", "ArrayOfMine"],
      ["fetch", "fetched"],
      ["perform", "performed"],
    ] as const) {
      const { items } = notebook.session.complete(typed, typed.length);
      assert.equal(
        items[0]?.text,
        wanted,
        items
          .slice(0, 5)
          .map(({ text }) => text)
          .join(),
      );
    }
    const { items } = notebook.session.complete("const toOwn = 1; to", 19);
    assert.deepEqual(
      items.slice(0, 2).map(({ text }) => text),
      ["toOwn", "total"],
    );
  });
});
