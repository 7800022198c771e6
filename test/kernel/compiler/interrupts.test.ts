/** Every loop that might run without end ends when its run is interrupted, and the variables remain. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Interrupted, TestNotebook } from "./notebook.js";

/** Cells that never end and call `tick()` in each iteration; the tenth call interrupts the run. */
const ENDLESS: Record<string, string> = {
  "while (true)": "while (true) tick();",
  "while with an empty body": "while (tick());",
  "do while": "do { tick(); } while (true)",
  "for (;;)": "for (;;) tick();",
  "for (;;) await null": "for (;;) { await null; tick(); }",
  "for (;;) with the await in its header": "for (;; await null) tick();",
  "for that never reaches its bound": "for (let i = 0; i < 10; i += 0) tick();",
  "for over a growing array":
    "const grow = [0]; for (let i = 0; i < grow.length; i++) { grow.push(i); tick(); }",
  "labelled loops": "outer: while (true) { for (const x of [1, 2]) { tick(); continue outer; } }",
  "for of over an endless generator":
    "function* naturals() { let n = 0; while (true) { yield n++; } } for (const n of naturals()) tick();",
  "for of over a generator without a loop":
    "const it = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) }; for (const n of it) tick();",
  "for await over an endless async generator":
    "async function* feed() { let n = 0; while (true) { await null; yield n++; } } for await (const n of feed()) tick();",
  "for in with loops inside": "for (const key in { a: 1 }) { while (true) tick(); }",
  "spreading an endless generator": "function* all() { while (true) { tick(); yield 1; } } [...all()];",
  "recursion by the exponent":
    "function fib(n: number): number { tick(); return n < 2 ? n : fib(n - 1) + fib(n - 2); } fib(1000);",
  "mutual recursion":
    "function even(n: number): boolean { tick(); return n < -1e9 || odd(n - 1) || odd(n - 1); } function odd(n: number): boolean { return even(n - 1); } for (;;) { try { even(1); } catch { } }",
  "a loop in a function": "function spin() { while (true) tick(); } spin();",
  "a loop in an arrow function": "const spin = () => { while (true) tick(); }; spin();",
  "a loop in a method": "class Spin { go() { while (true) tick(); } } new Spin().go();",
  "a loop in a constructor": "class Spin { constructor() { while (true) tick(); } } new Spin();",
  "a loop in a static block": "class Spin { static { while (true) tick(); } }",
  "a loop in a getter": "({ get spin(): number { while (true) tick(); } }).spin;",
  "a loop in a callback": "[1].map(() => { while (true) tick(); });",
  "a loop in an async function":
    "async function spin() { while (true) { tick(); await null; } } await spin();",
  "a loop in an async arrow function":
    "const spin = async () => { while (true) { tick(); await null; } }; await spin();",
  "an async arrow function without a block":
    "const once = async () => tick(await null); while (await once());",
  "async recursion":
    "async function again(): Promise<void> { tick(); await null; return again(); } await again();",
  "promises that chain for ever":
    "await new Promise((_, reject) => { const next = (): Promise<unknown> => Promise.resolve().then(() => { tick(); return next(); }); next().catch(reject); });",
  "try and catch around a loop": "while (true) { try { while (true) tick(); } catch { } }",
  "try and catch inside a loop": "while (true) { try { tick(); throw 1; } catch (error) { tick(); } }",
  "a catch clause with a pattern":
    "while (true) { try { while (true) tick(); } catch ({ message }: any) { String(message); } }",
  "finally with a loop": "try { while (true) tick(); } finally { while (true) tick(); }",
  "finally with a return":
    "function stubborn() { try { while (true) tick(); } finally { return 1; } } while (true) stubborn();",
  "finally with a continue": "while (true) { try { while (true) tick(); } finally { continue; } }",
  "a promise's catch":
    "while (true) { await (async () => { while (true) { tick(); await null; } })().catch(() => 0); }",
  "a long counted loop":
    "let sum = 0; tick(9); for (let i = 0; i < 1e15; i++) { sum += i; if (i === 10) interruptNow[0] = 1e9; }",
  "a counted loop with a variable bound":
    "let bound = 1e15, sum = 0; for (let i = 0; i < bound; i++) { sum += i; if (i === 10) interruptNow[0] = 1e9; }",
  "yield delegated to an endless generator":
    "function* inner(): Generator<number> { for (;;) { tick(); yield 1; } } function* outerMost() { yield* inner(); } for (const x of outerMost());",
  "a var loop at the top": "for (var i = 0; i < 10; i -= 1) tick();",
  "a switch in a loop": "for (;;) switch (tick()) { default: continue; }",
};

describe("interrupts end", () => {
  let notebook: TestNotebook;
  let ticks = 0;

  before(() => {
    notebook = new TestNotebook();
    const tick = (): number => {
      ticks += 1;
      if (ticks === 10) notebook.interrupt();
      if (ticks > 1000) throw new Error("it goes on");
      return ticks;
    };
    Object.assign(globalThis, { tick, interruptNow: notebook.interrupted });
  });
  beforeEach(async () => {
    ticks = 0;
    notebook.session.reset();
    await notebook.cell(
      "declare global { var tick: (n?: unknown) => number; var interruptNow: Int32Array } export {};",
    );
  });
  after(() => {
    delete (globalThis as { tick?: unknown }).tick;
    delete (globalThis as { interruptNow?: unknown }).interruptNow;
  });

  for (const [name, code] of Object.entries(ENDLESS)) {
    it(name, async () => {
      await notebook.cell("const before = 1;");
      await assert.rejects(notebook.cell(`let kept = 2; ${code}\nlet after = 3;`), Interrupted);
      const last = ticks;
      await sleep(1);
      assert.equal(ticks, last, "something goes on");
      notebook.interrupted[0] = 0;
      assert.equal(await notebook.cell("before + kept"), 3);
      assert.match(notebook.rejected("after")[0]!.message, /after/);
    });
  }

  it("an async function of an old run, wherever it continues", async () => {
    await notebook.cell(
      "let beats = 0; async function beat() { while (true) { await new Promise((resolve) => setTimeout(resolve, 1)); beats += 1; } } const life = beat().catch((error) => error.name);",
    );
    await sleep(20);
    notebook.interrupt();
    notebook.nextRun();
    assert.equal(await notebook.cell("await life"), "KernelInterrupted");
  });

  it("no code of the next cell", async () => {
    notebook.interrupt();
    assert.equal(await notebook.cell("let n = 0; while (n < 5) { await null; n += 1; } n"), 5);
  });

  it("a generator made in an interrupted run can be used in the next", async () => {
    await assert.rejects(
      notebook.cell(
        "function* count() { let n = 0; while (true) yield n++; } const counter = count(); counter.next(); while (true) tick();",
      ),
      Interrupted,
    );
    assert.equal(await notebook.cell("counter.next().value"), 1);
  });
});
