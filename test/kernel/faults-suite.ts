/** Faults in cells, wherever the kernel works: the learner is told where they are, and the kernel survives. */
import assert from "node:assert/strict";
import { resultOf, streamOf, type CellClient } from "./cell-client.js";

/** To be called in `describe`: `client` gives a client of the kernel, once the tests run. */
export function faultsSuite(client: () => CellClient): void {
  let kernel: CellClient;
  before(async () => {
    kernel = client();
    await kernel.execute("let kept = 7;");
  });

  /** The variables are still there. */
  const lives = async () => assert.equal(resultOf(await kernel.execute("kept")), "7");

  it("an unhandled rejection is an error of its cell", async () => {
    const exchange = await kernel.execute('void Promise.reject(new RangeError("oubliée"));\n1');
    const errors = exchange.outputs
      .filter(({ type }) => type === "error" || type === "stream")
      .map(({ content }) => JSON.stringify(content))
      .join();
    assert.match(errors, /oubliée/);
    await lives();
  });

  it("an exception in a timer is reported with its cell's line, and the variables remain", async () => {
    const told = kernel.next(({ content }) => JSON.stringify(content).includes("trop tard"));
    await kernel.execute('setTimeout(() => {\n  throw new Error("trop tard");\n}, 30);');
    await told;
    await lives();
  });

  it("an endless recursion is a RangeError of the cell", async () => {
    const exchange = await kernel.execute(
      "function down(n: number): number {\n  return 1 + down(n + 1);\n}\ndown(0)",
    );
    assert.equal(exchange.reply["ename"], "RangeError");
    assert.match(JSON.stringify(exchange.reply["traceback"]), /line 2/);
    await lives();
  });

  it("anything can be thrown", async () => {
    for (const thrown of [
      "undefined",
      "null",
      "0",
      "'texte'",
      "{ a: 1 }",
      "Object.create(null)",
      "new Proxy({}, { get() { throw 1; } })",
      "Symbol('s')",
    ]) {
      assert.equal((await kernel.execute(`throw ${thrown};`)).reply["status"], "error", thrown);
    }
    await lives();
  });

  it("values that cannot be written, or are very long, do not end the kernel", async () => {
    for (const value of [
      "({ get a() { throw new Error('non'); } })",
      "new Proxy({}, { ownKeys() { throw new Error('non'); } })",
      "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('non'); } })",
      "(() => { const o: { self?: unknown } = {}; o.self = o; return o; })()",
      "'x'.repeat(50_000_000)",
      "new Array(10_000_000).fill(3)",
    ]) {
      const { reply, outputs } = await kernel.execute(value);
      assert.ok(["ok", "error"].includes(String(reply["status"])), value);
      assert.ok(
        JSON.stringify(outputs).length < 2_000_000,
        `${value}: ${JSON.stringify(outputs).length} characters`,
      );
    }
    await lives();
  });

  it("type errors name line and column and show the line with a caret; no part of the cell runs", async () => {
    const { reply, outputs } = await kernel.execute('kept = 8;\nconst taille: number = "grand";');
    assert.equal(reply["ename"], "TypeScriptError");
    const traceback = (reply["traceback"] as string[]).join("\n");
    assert.match(traceback, /line 2/);
    assert.match(traceback, /const taille: number = "grand";\n\s*\S*\^+/);
    assert.equal(outputs.filter(({ type }) => type === "stream").length, 0);
    await lives();
  });

  it("too much output is cut, with a notice on the rest", async () => {
    const exchange = await kernel.execute("for (let i = 0; i < 300_000; i++) console.log(`ligne ${i}`);");
    const text = streamOf(exchange) + streamOf(exchange, "stderr");
    assert.ok(text.length < 3_000_000, `${text.length} characters`);
    assert.match(text, /ligne 0\n/);
    assert.match(text + JSON.stringify(exchange.outputs.slice(-2)), /ligne|omis|coup|lignes/);
    await lives();
  });
}
