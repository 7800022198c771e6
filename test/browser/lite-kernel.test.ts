/** The kernel in a page passes the suites of the kernel in Node that need no Node, and stops without losing state. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { resultOf, streamOf } from "../kernel/client.js";
import { ENDLESS_CELLS } from "../kernel/endless-cells.js";
import { executionSuite } from "../kernel/execution-suite.js";
import { timed } from "../setup/slowdown.js";
import { findChromium, launchChromium } from "./chromium.js";
import { KernelFiles, PageKernelClient } from "./page-kernel.js";

/** Milliseconds within which a stop must end a cell, on an idle machine with a second of reserve. */
const SOON = 1500;

describe("browser edition: the kernel in a page", function () {
  let browser: Browser;
  let files: KernelFiles;
  let kernel: PageKernelClient;
  before(async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    browser = await launchChromium(executable);
    files = await KernelFiles.serve(true);
    kernel = await PageKernelClient.start(browser, files);
  });
  after(async () => {
    await browser?.close();
    await files?.close();
  });

  describe("executing cells", () => executionSuite(() => kernel));

  it("asks the learner, also for text that is hidden while it is typed", async () => {
    for (const [call, password] of [
      ["input", false],
      ["password", true],
    ] as const) {
      const asked = kernel.next(({ type }) => type === "input_request");
      const running = kernel.execute(`await ${call}("Nom ?")`, { allow_stdin: true });
      const question = await asked;
      assert.deepEqual(question.content, { prompt: "Nom ?", password });
      kernel.send("stdin", "input_reply", { value: "Ève", status: "ok" }, { parent: question.id });
      assert.equal(resultOf(await running), "'Ève'");
    }
    assert.equal((await kernel.execute('await input("Nom ?")')).reply["ename"], "InputUnavailable");
  });

  it("completes and inspects while a cell computes", async () => {
    const begun = kernel.next(({ type }) => type === "stream");
    const running = kernel.execute(
      'console.log("en cours"); const end = Date.now() + 2000; while (Date.now() < end);',
    );
    await begun;
    const { reply } = await kernel.request("complete_request", { code: "Math.ab", cursor_pos: 7 });
    assert.deepEqual(reply["matches"], ["abs"]);
    const inspected = await kernel.request("inspect_request", {
      code: "Math.abs",
      cursor_pos: 8,
      detail_level: 0,
    });
    assert.match(JSON.stringify(inspected.reply["data"]), /absolute value/);
    assert.equal((await running).reply["status"], "ok");
  });

  it("shows late output below its own cell", async () => {
    const { id } = await kernel.execute('setTimeout(() => console.log("tard"), 300);');
    const late = kernel.next(({ type, content }) => type === "stream" && content["text"] === "tard\n");
    await kernel.execute("2");
    assert.equal((await late).parent, id);
  });

  it("reports a rejection that nobody handles as the error of its cell", async () => {
    const { reply } = await kernel.execute('void Promise.reject(new Error("oubliée")); await null;');
    assert.equal(reply["evalue"], "oubliée");
  });

  it("writes the texts of Node's console", async () => {
    const exchange = await kernel.execute(
      'console.group("g"); console.log("%s a %d", "x", 3, { b: [1, 2] }); console.groupEnd(); console.error("e");',
    );
    assert.equal(streamOf(exchange), "g\n  x a 3 { b: [ 1, 2 ] }\n");
    assert.equal(streamOf(exchange, "stderr"), "e\n");
  });

  it("refuses a module of Node with a sentence", async () => {
    const { reply } = await kernel.execute('import fs from "node:fs"; fs');
    assert.equal(reply["ename"], "TypeScriptError");
  });

  it("counts 200,000 lines, and shows their beginning and end", async () => {
    const exchange = await kernel.execute("for (let i = 1; i <= 200_000; i++) console.log(i);");
    assert.match(streamOf(exchange), /^1\n2\n[^]*\n200000\n$/);
  });

  describe("is stopped, and keeps its state, in", () => {
    before(async () => void (await kernel.execute("let kept = 41;\nlet ticks = 0;")));
    for (const [name, code] of Object.entries(ENDLESS_CELLS))
      it(name, async () => {
        const begun = kernel.next(({ type }) => type === "stream");
        const running = kernel.execute(`console.log("en cours");\n${code}`, { allow_stdin: true });
        await begun;
        const { result, milliseconds, limit } = await timed(SOON, async () => {
          void kernel.interrupt();
          return await running;
        });
        assert.equal(result.reply["ename"], "KernelInterrupted", JSON.stringify(result.reply));
        assert.ok(milliseconds < limit, `${milliseconds} ms`);
        assert.equal(resultOf(await kernel.execute("kept + 1")), "42");
      });
  });

  it("ends a library's loop at a second press, saying that the variables are lost", async () => {
    await kernel.execute("let lost = 1;");
    const begun = kernel.next(({ type }) => type === "stream");
    const running = kernel.execute('console.log("en cours");\nnew Function("for (;;);")();');
    await begun;
    await kernel.interrupt();
    await new Promise((resolve) => setTimeout(resolve, 3300));
    await kernel.interrupt();
    assert.match(String((await running).reply["evalue"]), /variables sont perdues/);
    assert.equal((await kernel.execute("lost")).reply["status"], "error");
    assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
  });

  it("has caused no error of the page", () => assert.deepEqual(kernel.pageErrors, []));
});

describe("browser edition: the kernel in a page that is not isolated", function () {
  let browser: Browser;
  let files: KernelFiles;
  let kernel: PageKernelClient;
  before(async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    browser = await launchChromium(executable);
    files = await KernelFiles.serve(false);
    kernel = await PageKernelClient.start(browser, files);
    await kernel.execute("let kept = 41;");
  });
  after(async () => {
    await browser?.close();
    await files?.close();
  });

  for (const name of ["a promise that never settles", "a loop that sleeps", "model.fit"])
    it(`stops ${name}, and keeps its state`, async () => {
      const begun = kernel.next(({ type }) => type === "stream");
      const running = kernel.execute(`console.log("en cours");\n${ENDLESS_CELLS[name]}`);
      await begun;
      await kernel.interrupt();
      assert.equal((await running).reply["ename"], "KernelInterrupted");
      assert.equal(resultOf(await kernel.execute("kept + 1")), "42");
    });

  it("ends an endless loop at a second press, saying that the variables are lost", async () => {
    const begun = kernel.next(({ type }) => type === "stream");
    const running = kernel.execute('console.log("en cours");\nwhile (true) {}');
    await begun;
    await kernel.interrupt();
    await new Promise((resolve) => setTimeout(resolve, 3300));
    await kernel.interrupt();
    assert.match(String((await running).reply["evalue"]), /variables sont perdues/);
    assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
  });
});
