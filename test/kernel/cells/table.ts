/**
 * Short notebooks with the states that their cells have after each step.
 *
 * A step is a command and the cells that are not fresh after it: `b!` is stale, `b~` edited, `b?` has not run. The
 * commands: `all` and `run b c` run cells, `stop b` runs one and stops it, `b: …` writes another text into it,
 * `move b 0`, `delete b`, `restart`, `console: …` runs code in no cell, `late b: x = 1` lets code that cell b has
 * left running assign a variable, `file m.ts: …` writes a file beside the notebook.
 */
export interface Row {
  readonly name: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly steps: readonly (readonly [command: string, marked: string])[];
}

const ALL = ["all", ""] as const;

function row(name: string, cells: Row["cells"], ...steps: Row["steps"]): Row {
  return { name, cells, steps };
}

/** Cell a makes x, cell b shows it: most rows begin with them. */
const X = { a: "let x = 1;", b: "x" };

const NAMES = [
  row("nothing has run", X, ["move a 0", "a? b?"], ["run a", "b?"], ["run b", ""]),
  row("a new value", X, ALL, ["a: let x = 2;", "a~"], ["run a", "b!"], ["run b", ""]),
  row("the same value again", X, ALL, ["run a", ""], ["run a a", ""]),
  row("the same value written otherwise", X, ALL, ["a: let x = 3 - 2;", "a~"], ["run a", ""]),
  row("an edit taken back", X, ALL, ["a: let x = 2;", "a~"], ["a: let x = 1;", ""]),
  row("an edited reader", X, ALL, ["b: x + 1", "b~"], ["run b", ""]),
  row("another type with the same look", X, ALL, ['a: let x = "1";', "a~"], ["run a", "b!"]),
  row("another type, the same value", X, ALL, ["a: let x: number | string = 1;", "a~"], ["run a", "b!"]),
  row("const instead of let", X, ALL, ["a: const x = 1;", "a~"], ["run a", "b!"]),
  row("a chain", { a: "let x = 1;", b: "const y = x + 1;", c: "y * 2" }, ALL, ["a: let x = 5;", "a~"], ["run a", "b! c!"], ["run b", "c!"], ["run c", ""]),
  row("a chain that ends in the same value", { a: "let x = 1;", b: "const y = x > 0;", c: "y" }, ALL, ["a: let x = 5;", "a~"], ["run a", "b! c!"], ["run b", ""]),
  row("a cell that depends on nothing", { ...X, c: "1 + 1" }, ALL, ["a: let x = 2;", "a~"], ["run a", "b!"]),
  row("an assignment below", { ...X, c: "x = 2;", d: "x" }, ALL, ["run a", ""], ["run b", ""], ["run c", ""], ["run d", ""], ["run b", "b!"]),
  row("a reader above runs after an assignment", { ...X, c: "x = 2;" }, ALL, ["run b", "b!"], ["run a b", ""]),
  row("adding twice", { a: "let n = 0;", b: "n += 1;", c: "n" }, ALL, ["run b", "b! c!"], ["run a", "b! c!"], ["run b", ""], ["run c", ""]),
  row("adding twice, and the reader again", { a: "let n = 0;", b: "n += 1;", c: "n" }, ALL, ["run b c", "b! c!"], ["all", ""]),
  row("assigned on every way", { ...X, b: "if (x > 0) x = 5; else x = 6;", c: "x" }, ALL, ["run a", ""], ["run b", ""], ["run c", ""]),
  row("assigned before it is read", { a: "let x = 1;", b: "x = 7; const y = x;", c: "y" }, ALL, ["run b", ""], ["a: let x = 2;", "a~"], ["run a", ""]),
  row("assigned under a condition", { a: "let x = 1; const big = false;", b: "if (big) x = 7;", c: "x" }, ALL, ["run a", ""], ["run b", ""], ["run c", ""]),
  row("destructured", { a: "const p = { u: 1, v: 2 };", b: "const { u, v: w } = p;", c: "u + w" }, ALL, ["a: const p = { u: 5, v: 2 };", "a~"], ["run a", "b! c!"], ["run b", "c!"]),
  row("destructured to the same numbers", { a: "const p = { u: 1 };", b: "const { u } = p;", c: "u" }, ALL, ["run a", "b! c!"], ["run b", ""]),
  row("swapped", { a: "let x = 1; let y = 2;", b: "[x, y] = [y, x];", c: "x" }, ALL, ["run b", "b! c!"], ["all", ""]),
  row("shadowed in a block", { ...X, c: "{ let x = 5; x += 1; }" }, ALL, ["run c", ""], ["a: let x = 2;", "a~"], ["run a", "b!"]),
  row("shadowed by a parameter", { ...X, c: "[1, 2].map((x) => x + 1)" }, ALL, ["a: let x = 2;", "a~"], ["run a", "b!"]),
  row("a string", { a: 'const s = "a";', b: "s.length" }, ALL, ["run a", ""], ['a: const s = "b";', "a~"], ["run a", "b!"]),
  row("the last value", { a: "2", b: "_ + 1" }, ALL, ["a: 3", "a~"], ["run a", "b!"], ["run b", ""], ["run b", "b!"]),
  row("undefined at first", { a: "let x: number | undefined;", b: "x = 1;", c: "x" }, ALL, ["run a", ""], ["run c", "c!"]),
];

const OBJECTS = [
  row("pushed twice", { a: "const list = [1];", b: "list.push(2);", c: "list.length" }, ALL, ["run b", "b! c!"], ["run a b c", ""]),
  row("a list made anew", { a: "const list = [1];", b: "list.length" }, ALL, ["run a", "b!"], ["run b", ""]),
  row("a change below leaves the cells above", { a: "const list = [1];", b: "list.length", c: "list.push(2);" }, ALL, ["run b", "b!"]),
  row("a member assigned", { a: "const o = { v: 1 };", b: "o.v = 2;", c: "o.v" }, ALL, ["b: o.v = 3;", "b~"], ["run b", "b! c!"], ["run a b c", ""]),
  row("a member counted up", { a: "const o = { v: 1 };", b: "o.v++;", c: "o.v" }, ALL, ["run c", ""], ["run b", "b! c!"]),
  row("a member deleted", { a: "const o: { v?: number } = { v: 1 };", b: "delete o.v;", c: "o.v" }, ALL, ["run b", "b! c!"]),
  row("an element assigned", { a: "const m = [[1], [2]];", b: "m[0][0] = 5;", c: "m[0]" }, ALL, ["run b", "b! c!"]),
  row("an inner list changed", { a: "const rows = [[1]];", b: "rows[0].push(2);", c: "rows" }, ALL, ["run b", "b! c!"]),
  row("a sorted copy", { a: "const list = [2, 1];", b: "[...list].sort()", c: "list.slice().reverse()", d: "list" }, ALL, ["run b c", ""]),
  row("sorted in place", { a: "const list = [2, 1];", b: "list.sort()", c: "list" }, ALL, ["run b", "b! c!"]),
  row("a map", { a: "const m = new Map<string, number>();", b: 'm.set("a", 1);', c: "m.size" }, ALL, ["run b", "b! c!"]),
  row("a list in a map", { a: 'const m = new Map([["a", [1]]]);', b: 'm.get("a")!.push(2);', c: 'm.get("a")' }, ALL, ["run b", "b! c!"]),
  row("a set", { a: "const s = new Set([1]);", b: "s.add(2);", c: "s.size" }, ALL, ["run b", "b! c!"]),
  row("a typed array", { a: "const t = new Float32Array(2);", b: "t.fill(1);", c: "t[0]" }, ALL, ["run b", "b! c!"]),
  row("Object.assign", { a: "const o = { v: 1 };", b: "Object.assign(o, { v: 2 });", c: "o.v" }, ALL, ["run b", "b! c!"]),
  row("a second name", { a: "const list = [1];", b: "const m = list;", c: "m.push(2);", d: "list.length" }, ALL, ["run c", "c! d!"], ["all", ""]),
  row("a second name for a new list", { a: "const list = [1];", b: "const m = list;", c: "m.push(2);", d: "list.length" }, ALL, ["run a", "b! c! d!"], ["run c", "b! c! d!"]),
  row("a copy is no second name", { a: "const list = [1];", b: "const m = [...list];", c: "m.push(2);", d: "list.length" }, ALL, ["run c", "c!"]),
  row("a part with a name", { a: "const o = { list: [1] };", b: "const { list } = o;", c: "list.push(2);", d: "o.list.length" }, ALL, ["run c", "c! d!"]),
  row("an object that holds a list", { a: "const list = [1];", b: "const o = { list };", c: "o.list.push(2);", d: "list.length" }, ALL, ["run c", "c! d!"]),
  row("the list in an object changes the object", { a: "const list = [1];", b: "const o = { list };", c: "list.push(2);", d: "o.list.length" }, ALL, ["run c", "c! d!"]),
  row("a second name in a block", { a: "const list = [1];", b: "{ const m = list; m.push(2); }", c: "list.length" }, ALL, ["run b", "b! c!"]),
  row("the elements of a loop", { a: "const p = [1], q = [2];", b: "for (const l of [p, q]) l.push(3);", c: "q.length" }, ALL, ["run b", "b! c!"]),
  row("the elements of forEach", { a: "const rows = [{ v: 1 }];", b: "rows.forEach((r) => { r.v = 2; });", c: "rows[0].v" }, ALL, ["run b", "b! c!"]),
  row("a date", { a: "const d = new Date(0);", b: "d.setFullYear(2000);", c: "d.getFullYear()" }, ALL, ["run b", "b! c!"]),
  row("a loop fills a list", { a: "const out: number[] = [];", b: "for (const n of [1, 2]) out.push(n);", c: "out.length" }, ALL, ["run b", "b! c!"]),
  row("an object of the process", { a: 'process.env["NEURONES_ROW"] = "1";', b: 'process.env["NEURONES_ROW"]' }, ALL, ["run a", "a! b!"]),
];

const FUNCTIONS = [
  row("a function with the same text", { a: "const f = (n: number) => n + 1;", b: "f(1)" }, ALL, ["run a", ""]),
  row("a function with another text", { a: "const f = (n: number) => n + 1;", b: "f(1)" }, ALL, ["a: const f = (n: number) => n + 2;", "a~"], ["run a", "b!"]),
  row("what a function reads", { a: "let x = 1;", b: "const f = () => x;", c: "f()" }, ALL, ["a: let x = 2;", "a~"], ["run a", "c!"], ["run c", ""]),
  row("what a function that is passed on reads", { a: "let x = 1;", b: "const f = (n: number) => n * x;", c: "[1, 2].map(f)" }, ALL, ["a: let x = 2;", "a~"], ["run a", "c!"]),
  row("what a function reads through another", { a: "let x = 1;", b: "const f = () => x;", c: "const g = () => f() + 1;", d: "g()" }, ALL, ["a: let x = 2;", "a~"], ["run a", "d!"]),
  row("a function that assigns", { a: "let x = 1;", b: "function up() { x += 1; }", c: "up();", d: "x" }, ALL, ["run c", "c! d!"], ["run a c d", ""]),
  row("a function that assigns anew", { a: "let x = 1;", b: "function set() { x = 5; }", c: "set();", d: "x" }, ALL, ["run c", ""], ["run d", ""]),
  row("a function that is not called", { a: "let x = 1;", b: "function up() { x += 1; }", c: "x" }, ALL, ["run b", ""], ["run c", ""]),
  row("a function that changes its parameter", { a: "const list = [1];", b: "const add = (l: number[]) => { l.push(2); };", c: "add(list);", d: "list.length" }, ALL, ["run c", "c! d!"]),
  row("a parameter changed through another function", { a: "const list = [1];", b: "function add(l: number[]) { l.push(2); }\nfunction twice(l: number[]) { add(l); add(l); }", c: "twice(list);", d: "list.length" }, ALL, ["run c", "c! d!"]),
  row("a parameter that is only read", { a: "const list = [1];", b: "const size = (l: number[]) => l.length;", c: "size(list)", d: "list" }, ALL, ["run c", ""]),
  row("a part of a parameter", { a: "const net = { w: [1] };", b: "const step = ({ w }: { w: number[] }) => { w[0] -= 1; };", c: "step(net);", d: "net.w[0]" }, ALL, ["run c", "c! d!"]),
  row("a function applied to each element", { a: "const rows = [{ v: 1 }];", b: "const up = (r: { v: number }) => { r.v += 1; };", c: "rows.forEach(up);", d: "rows[0].v" }, ALL, ["run c", "c! d!"]),
  row("a closure with a counter", { a: "const make = () => { let n = 0; return () => ++n; };", b: "const next = make();", c: "next()" }, ALL, ["run b", "c!"], ["run a", "c!"]),
  row("a function whose type changes", { a: "let x = 1;", b: "const f = () => x;", c: "f()" }, ALL, ['a: let x = "a";', "a~"], ["run a", "b! c!"], ["run b", "c!"]),
  row("recursion", { a: "const f = (n: number): number => (n < 1 ? 0 : f(n - 1));", b: "f(3)" }, ALL, ["run a", ""], ["run b", ""]),
  row("functions that name each other", { a: "function p(n: number): boolean { return n < 1 || q(n - 1); }\nfunction q(n: number): boolean { return n >= 1 && p(n - 1); }", b: "p(4)" }, ALL, ["run a b", ""]),
  row("an object with functions", { a: "let x = 1;", b: "const api = { get: () => x };", c: "api.get()" }, ALL, ["a: let x = 2;", "a~"], ["run a", "c!"]),
  row("a default argument", { a: "let x = 1;", b: "const f = (n = x) => n;", c: "f()" }, ALL, ["a: let x = 2;", "a~"], ["run a", "c!"]),
  row("a function called at once", { a: "let x = 1;", b: "(() => { x = 4; })();", c: "x" }, ALL, ["run a", ""], ["run b", ""], ["run c", ""]),
  row("async", { a: "let x = 1;", b: "const f = async () => { await null; return x; };", c: "await f()" }, ALL, ["a: let x = 2;", "a~"], ["run a", "c!"], ["run c", ""]),
  row("a generator goes on", { a: "function* g() { yield 1; yield 2; }", b: "const it = g();", c: "it.next().value" }, ALL, ["run c", "c!"], ["run b c", ""]),
  row("top-level await", { a: "const x = await Promise.resolve(1);", b: "x" }, ALL, ["run a", ""], ["a: const x = await Promise.resolve(2);", "a~"], ["run a", "b!"]),
];

const CLASSES = [
  row("a class with the same text", { a: "class K { n = 1; }", b: "new K().n" }, ALL, ["run a", ""]),
  row("a class with another text", { a: "class K { n = 1; }", b: "new K().n" }, ALL, ["a: class K { n = 2; }", "a~"], ["run a", "b!"]),
  row("a method that changes its object", { a: "class K { n = 0; up() { this.n += 1; } }", b: "const k = new K();", c: "k.up();", d: "k.n" }, ALL, ["run c", "c! d!"], ["run b c d", ""]),
  row("a method that only reads", { a: "class K { n = 0; get() { return this.n; } }", b: "const k = new K();", c: "k.get()", d: "k.n" }, ALL, ["run c", ""]),
  row("a method through another", { a: "class K { n = 0; up() { this.add(1); } add(m: number) { this.n += m; } }", b: "const k = new K();", c: "k.up();", d: "k.n" }, ALL, ["run c", "c! d!"]),
  row("a method that reads a variable", { a: "let x = 1;", b: "class K { get() { return x; } }", c: "new K().get()" }, ALL, ["a: let x = 2;", "a~"], ["run a", "c!"]),
  row("a static counter", { a: "class K { static n = 0; }", b: "K.n += 1;", c: "K.n" }, ALL, ["run b", "b! c!"], ["run a b c", ""]),
  row("a derived class", { a: "class A { v = 1; }", b: "class B extends A {}", c: "new B().v" }, ALL, ["a: class A { v = 2; }", "a~"], ["run a", "b! c!"], ["run b", "c!"]),
  row("an enum", { a: "enum E { A, B }", b: "E.B" }, ALL, ["a: enum E { A = 5, B }", "a~"], ["run a", "b!"]),
];

const TYPES = [
  row("a type with the same text", { a: "type R = { v: number };", b: "const r: R = { v: 1 };", c: "r.v" }, ALL, ["run a", ""]),
  row("a type with another text", { a: "type R = { v: number };", b: "const r: R = { v: 1 };", c: "r.v" }, ALL, ["a: type R = { v: number; w?: number };", "a~"], ["run a", "b! c!"]),
  row("an interface", { a: "interface R { v: number }", b: "const f = (r: R) => r.v;", c: "f({ v: 1 })" }, ALL, ["a: interface R { v: number; w: string }", "a~"], ["run a", "b! c!"], ["run b", "c!"]),
  row("a cell that no longer compiles", X, ALL, ["a: let x =", "a~"], ["run a", "b!"], ["a: let x = 1;", "a~ b!"], ["run a", ""]),
  row("an unknown name, declared later", { a: "const y = z + 1;", b: "const z = 1;" }, ALL, ["run a", "a!"], ["move b 0", ""], ["run a", ""]),
];

const MODULES = [
  row("an import again", { a: 'import { max } from "neurones";', b: "max([1, 2]).dataSync()[0]" }, ALL, ["run a", ""]),
  row("a module beside the notebook", { a: 'import { v } from "./row-module.ts";', b: "v" }, ["file row-module.ts: export const v = 1;", "a? b?"], ALL, ["run a", ""], ["file row-module.ts: export const v = 2;", ""], ["run a", "b!"], ["run b", ""]),
  row("another content, the same value", { a: 'import { f } from "./row-other.ts";', b: "f()" }, ["file row-other.ts: export const f = () => 1;", "a? b?"], ALL, ["file row-other.ts: export const f = () => 0 + 1;", ""], ["run a", "b!"]),
  row("a module that a module imports", { a: 'import { w } from "./row-outer.ts";', b: "w()" }, ["file row-inner.ts: export const v = 1;", "a? b?"], ['file row-outer.ts: import { v } from "./row-inner.ts"; export const w = () => v;', "a? b?"], ALL, ["file row-inner.ts: export const v = 2;", ""], ["run a", "b!"]),
  row("the state of a module", { a: 'import { list } from "./row-state.ts";', b: "list.push(1);", c: "list.length" }, ["file row-state.ts: export const list: number[] = [];", "a? b? c?"], ALL, ["run a", ""], ["run b", "b! c!"]),
];

const PAGE = [
  row("a declaring cell deleted", X, ALL, ["delete a", "b!"]),
  row("a changing cell deleted", { ...X, b: "x = 5;", c: "x" }, ALL, ["delete b", "c!"], ["run c", "c!"], ["run a c", ""]),
  row("a declaring cell moved down", X, ALL, ["move a 1", "b!"], ["move a 0", ""]),
  row("two independent cells exchanged", { a: "let x = 1;", b: "let y = 2;", c: "x + y" }, ALL, ["move b 0", ""]),
  row("two changing cells exchanged", { a: "const l = [0];", b: "l.push(1);", c: "l.push(2);", d: "l" }, ALL, ["move c 1", "b! c! d!"], ["all", ""]),
  row("a cell put between", { ...X }, ALL, ["c: x = 9;", "c?"], ["move c 1", "b! c?"], ["run c", "b!"], ["run b", ""]),
  row("declared twice", { a: "let x = 1;", b: "x", c: "let x = 2;", d: "x" }, ALL, ["run a", ""], ["run b", ""], ["run d", "d!"], ["run c d", ""], ["delete c", "d!"], ["run d", "d!"], ["run a d", ""]),
  row("run from below", X, ["run a b", ""], ["a: let x = 4;", "a~"], ["run b", "a~"], ["run a", "b!"]),
  row("a loop of cells", { a: "let p = 1;", b: "let q = p + 1;" }, ALL, ["a: let p = q + 1;", "a~"], ["run a", "a! b!"], ["run b", "a! b!"], ["a: let p = 1;", "a~ b!"], ["run a b", ""]),
  row("a constant that a function names", { a: "const x = 1;", b: "const f = () => x;", c: "f()" }, ALL, ["a: const x = 2;", "a~"], ["run a", "c!"], ["run c", ""]),
  row("a restart", X, ALL, ["restart", "a? b?"], ["run a b", ""]),
  row("code in no cell", { ...X }, ALL, ["console: x = 7;", ""], ["run b", "b!"], ["run a b", ""]),
  row("code in no cell that changes an object", { a: "const l = [1];", b: "l.length" }, ALL, ["console: l.push(2);", ""], ["run b", "b!"]),
  row("a name redefined as a function", X, ALL, ["a: const x = () => 1;", "a~"], ["run a", "b!"]),
  row("a name that is no longer declared", X, ALL, ["a: let y = 1;", "a~"], ["run a", "b!"]),
];

const ENDS = [
  row("an error half-way", { a: "let x = 1; let y = 1;", b: 'x = 5; if (x > 0) throw new Error("e"); y = 5;', c: "x + y" }, ALL, ["run a b", ""], ["run c", ""]),
  row("an error before a declaration", { a: 'if (true) throw new Error("e"); const z = 1;', b: "typeof z" }, ["run a", "b?"], ["run b", ""]),
  row("an error where there was none", X, ALL, ['a: if (1 > 0) throw new Error("e"); let x = 1;', "a~"], ["run a", "b!"]),
  row("a cell that fails shows its error", { a: "let x = 1;", b: 'if (x < 2) throw new Error("e");' }, ALL, ["a: let x = 3;", "a~"], ["run a", "b!"], ["run b", ""]),
  row("a stop", X, ["run a", "b?"], ["stop b", "b!"], ["run b", ""]),
  row("a stop of a cell that declares", X, ALL, ["stop a", "a! b!"], ["run a", ""]),
  row("a timer that assigns", { a: "let x = 1;", b: "setTimeout(() => { x = 2; }, 60_000).unref(); 0", c: "x" }, ALL, ["late b: x = 2", "c!"], ["run c", ""]),
  row("a timer that only prints", { a: "let x = 1;", b: "setTimeout(() => console.log(x), 60_000).unref(); 0", c: "x" }, ALL, ["late b: x = 1", ""]),
  row("a callback that changes a list", { a: "const l = [0];", b: "const on = () => { l.push(1); }; setTimeout(on, 60_000).unref(); 0", c: "l.length" }, ALL, ["late b: _ = 0", "c!"]),
  row("the value of a slider", { a: "let rate = 1;", b: "const control = { onChange: (v: number) => { rate = v; } };\nsetTimeout(() => control.onChange(3), 60_000).unref(); 0", c: "rate * 2" }, ALL, ["late b: rate = 3", "c!"], ["run c", ""], ["late b: rate = 4", "c!"]),
];

const ENGINE = [
  row("draws go on", { a: 'import { randomNormal, setSeed } from "neurones";', b: "setSeed(1); 0", c: "randomNormal([1]).dataSync()[0]", d: "randomNormal([1]).dataSync()[0]" }, ALL, ["run c", "c! d!"], ["run b c d", ""]),
  row("draws begun anew", { a: 'import { randomNormal, setSeed } from "neurones";', b: "setSeed(1); randomNormal([1]).dataSync()[0]", c: "1" }, ALL, ["run b", ""]),
  row("a seed of its own", { a: 'import { randomNormal } from "neurones";', b: 'randomNormal([1], 0, 1, "float32", 5).dataSync()[0]' }, ALL, ["run b", ""]),
  row("R's stream", { a: 'import { setSeed } from "neurones";', b: "const r = setSeed(69);", c: "r.rnorm(1)", d: "r.runif(1)" }, ALL, ["run c", "c! d!"], ["run b c d", ""]),
  row("a stream handed over", { a: 'import { datasets, setSeed } from "neurones";', b: "const r = setSeed(69);", c: "const d = datasets.moons({ n: 4, random: r });", e: "r.runif(1)" }, ALL, ["run c", "c! e!"]),
  row("a model", { a: 'import { layers, sequential, train } from "neurones";', b: "const m = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });", c: "m.countParams()", d: 'm.compile({ optimizer: train.sgd(0.1), loss: "meanSquaredError" });', e: "m.predict([[1]])" }, ALL, ['d: m.compile({ optimizer: train.sgd(0.2), loss: "meanSquaredError" });', "d~"], ["run d", "d! e!"], ["run b", "c! d! e!"], ["run c d e", ""]),
  row("a training in a function", { a: 'import { value } from "neurones";', b: "const w = value(1);", c: "const step = (v: typeof w) => { v.square().backward(); };", d: "step(w);", e: "w.gradient" }, ALL, ["run e", ""], ["run d", "d! e!"]),
  row("gradients", { a: 'import { value } from "neurones";', b: "const w = value(2);", c: "const L = w.square();", d: "L.backward();", e: "w.gradient" }, ALL, ["run d", "d! e!"], ["run b c d e", ""]),
];

export const TABLE: readonly Row[] = [
  ...NAMES,
  ...OBJECTS,
  ...FUNCTIONS,
  ...CLASSES,
  ...TYPES,
  ...MODULES,
  ...PAGE,
  ...ENDS,
  ...ENGINE,
];
