/** The kernel in a page passes the suites of the kernel in Node that need no Node, and stops without losing state. */
import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import type { Browser } from "playwright-core";
import { attributionSuite } from "../kernel/attribution-suite.js";
import { mistakesSuite } from "../kernel/beginners/mistakes-suite.js";
import { resultOf, streamOf, type CellClient } from "../kernel/cell-client.js";
import { commsSuite } from "../kernel/comms-suite.js";
import { ENDLESS_CELLS } from "../kernel/endless-cells.js";
import { executionSuite } from "../kernel/execution-suite.js";
import { explanationsSuite } from "../kernel/explanations-suite.js";
import { faultsSuite } from "../kernel/faults-suite.js";
import { hintsSuite } from "../kernel/hints-suite.js";
import { protocolSuite } from "../kernel/protocol-suite.js";
import { sessionValuesSuite } from "../kernel/session-values-suite.js";
import { tensorflowSuite } from "../kernel/tensorflow-suite.js";
import { timed } from "../setup/slowdown.js";
import { findChromium, launchChromium } from "./chromium.js";
import { KernelFiles, PageKernelClient } from "./page-kernel.js";
import { trainingCell } from "./training-cell.js";

/** Milliseconds within which a stop must end a cell, on an idle machine with a second of reserve. */
const SOON = 1500;

/** A cell after which no cell's worker makes a worker, and `processors` tells or sets how many processors the engine sees. */
const PREPARE_THREADS = `const scope = globalThis as any;
scope.Worker = class { constructor() { throw new Error("Firefox may block a worker that makes a worker"); } };
const processors = (count?: number): number => {
  if (count !== undefined) Object.defineProperty(scope.navigator, "hardwareConcurrency", { value: count, configurable: true });
  return scope.navigator.hardwareConcurrency;
};`;

const TRAINING = trainingCell({ examples: 40, batchSize: 20 });

/** A cell after which `waits` holds the addresses of the files for which this worker's code has waited. */
const NOTE_WAITS = `const waits: string[] = [];
const { prototype } = (globalThis as any).XMLHttpRequest;
const { open } = prototype;
prototype.open = function (...all: unknown[]) { waits.push(String(all[1])); return open.apply(this, all); };`;

/** Cells that need what the engine reads beside its code. */
const READING_CELLS = [
  'import { neuralnet, playground } from "neurones";\nvoid (await neuralnet({ x: [[0], [1]], y: [[0], [1]], hidden: [2], seed: 1 }));',
  "playground()",
];

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
    files?.close();
  });

  /** A suite, in a page and a session of its own. */
  function passes(title: string, suite: (client: () => CellClient) => void): void {
    describe(title, () => {
      let own: PageKernelClient;
      before(async () => (own = await PageKernelClient.start(browser, files)));
      after(() => own?.close());
      suite(() => own);
    });
  }

  passes("executing cells", executionSuite);
  passes("the protocol", protocolSuite);
  passes("values of the session", sessionValuesSuite);
  passes("comms", (client) => commsSuite(client, 300));
  passes("faults in cells", faultsSuite);
  passes("hints under type errors", hintsSuite);
  passes("explanations after a cell has run", explanationsSuite);
  passes("the cell that output belongs to", attributionSuite);
  passes("neurones/tfjs", tensorflowSuite);
  passes("beginners' mistakes", (client) => mistakesSuite(client, "fr", "page"));

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

  it("trains with all processors, as Node does, and to the same digits with 1, 2 and 4 threads", async () => {
    await kernel.execute(PREPARE_THREADS);
    assert.equal(resultOf(await kernel.execute("processors()")), String(availableParallelism()));
    const losses: string[] = [];
    const { workers } = kernel;
    for (const threads of [1, 2, 4]) {
      const exchange = await kernel.execute(`processors(${threads});\n${TRAINING}`);
      losses.push(streamOf(exchange));
      assert.equal(kernel.workers - workers, threads - 1);
    }
    assert.match(losses[0], /^[\d.e-]+\n$/);
    assert.deepEqual(losses, [losses[0], losses[0], losses[0]]);
  });

  it("waits for no file while a cell computes: neither a stop nor a message could end that wait", async () => {
    const own = await PageKernelClient.start(browser, files);
    try {
      for (const code of [NOTE_WAITS, TRAINING, ...READING_CELLS])
        assert.equal((await own.execute(code)).reply["status"], "ok", code);
      assert.equal(resultOf(await own.execute("waits.join()")), "''");
    } finally {
      await own.close();
    }
  });

  it("goes on where the browser loses the message by which a worker takes its next turn", async () => {
    const exchange = await kernel.execute(`{
  const { prototype } = (globalThis as any).MessagePort;
  const { postMessage } = prototype;
  prototype.postMessage = () => { prototype.postMessage = postMessage; };
}`);
    assert.equal(exchange.reply["status"], "ok");
    assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
  });

  it("says what to do below a cell that leaves no pause for half a minute, once, and not below one that waits", async () => {
    const own = await PageKernelClient.start(browser, files, { ownClock: true });
    try {
      for (const [code, told] of [
        ["await new Promise((resolve) => setTimeout(resolve, 4000));", 0],
        ["await null; const end = Date.now() + 6000; while (Date.now() < end);", 1],
      ] as const) {
        const begun = own.next(({ type }) => type === "stream");
        const running = own.execute(`console.log("en cours");\n${code}`);
        await begun;
        // The first question, then its silence, twice.
        for (const milliseconds of [6000, 31_000, 31_000]) {
          await own.later(milliseconds);
          // A worker that is not busy answers meanwhile.
          await new Promise((resolve) => setTimeout(resolve, 1000));
        }
        const notices = streamOf(await running, "stderr").match(/aucune pause au noyau depuis \d+ s/g) ?? [];
        assert.equal(notices.length, told, code);
      }
    } finally {
      await own.close();
    }
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
    files?.close();
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
