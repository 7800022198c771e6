/**
 * The stop button, for every kind of work that a cell can do. Each case is stopped by the message and by the
 * signal that Jupyter may send; the variables must remain, no code of the cell may continue, and the next
 * cell must work.
 */
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KernelClient, resultOf, streamOf, type Exchange } from "./client.js";
import { ENDLESS_CELLS } from "./endless-cells.js";
import { timed } from "../setup/slowdown.js";

/**
 * The time limit in milliseconds: half a second on an idle machine; on a busy one it is multiplied by the
 * slowdown.
 */
const SOON = 3000;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const WAYS = {
  message: (kernel: KernelClient) => void kernel.interrupt(),
  signal: (kernel: KernelClient) => void kernel.process.kill("SIGINT"),
} as const;

/** Runs a cell, presses stop when it has begun, and returns its reply and the time that it took to stop. */
async function stopped(
  kernel: KernelClient,
  code: string,
  press: (kernel: KernelClient) => void,
): Promise<{ exchange: Exchange; milliseconds: number; limit: number }> {
  const begun = kernel.next(
    ({ type, content }) => type === "stream" && String(content["text"]).includes("en cours"),
  );
  const running = kernel.execute(`console.log("en cours");\n${code}`, { allow_stdin: true });
  await begun;
  await pause(80);
  const {
    result: exchange,
    milliseconds,
    limit,
  } = await timed(SOON, async () => {
    press(kernel);
    return await running;
  });
  return { exchange, milliseconds, limit };
}

describe("kernel: the stop button ends", function () {
  let kernel: KernelClient;
  let address: string;
  const server = createServer((_, response) => response.write("un début"));

  before(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    kernel = await KernelClient.start();
    // Node loads `fetch` when it is first called; a signal during these 40 ms would leave it unusable.
    await kernel.execute('let kept = 41;\nlet ticks = 0;\nawait fetch("data:,");');
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    assert.ok(await kernel.shutdown(), "the kernel had to be killed");
  });

  const CASES: Readonly<Record<string, string | (() => string)>> = {
    ...ENDLESS_CELLS,
    "a library's synchronous loop": 'import vm from "node:vm";\nvm.runInThisContext("for (;;);");',
    "a download": () => `const response = await fetch("${address}");\nawait response.text();`,
    "a program that a cell waits for": 'require("node:child_process").execSync("sleep 60");',
    "a program that a cell waits for, after an await":
      'await null;\nrequire("node:child_process").spawnSync("sleep", ["60"]);',
    "a program that a cell waits for, its output inherited":
      'require("node:child_process").execSync("sleep 60", { stdio: "inherit" });',
    "Atomics.wait": "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
    "a search that takes ages": '/(a+)+b/.test("a".repeat(40));',
    "a pipe that nobody writes to":
      'const pipe = require("node:child_process").execSync("mktemp -u").toString().trim();\nrequire("node:child_process").execSync(`mkfifo ${pipe}`);\nconst fd = require("node:fs").openSync(pipe, "r+");\ntry { require("node:fs").readSync(fd, Buffer.alloc(1)); } finally { require("node:fs").closeSync(fd); require("node:fs").rmSync(pipe); }',
  };

  for (const [name, code] of Object.entries(CASES)) {
    for (const [way, press] of Object.entries(WAYS)) {
      it(`${name}, by ${way}`, async function () {
        if (way === "signal" && process.platform === "win32") this.skip();
        const { exchange, milliseconds, limit } = await stopped(
          kernel,
          typeof code === "string" ? code : code(),
          press,
        );
        assert.equal(exchange.reply["ename"], "KernelInterrupted", JSON.stringify(exchange.reply));
        assert.ok(
          exchange.outputs.some(
            ({ type, content }) => type === "error" && content["ename"] === "KernelInterrupted",
          ),
        );
        assert.ok(milliseconds < limit, `${milliseconds} ms`);
        assert.equal(resultOf(await kernel.execute("kept + 1")), "42");
        const before = resultOf(await kernel.execute("ticks"));
        await pause(60);
        assert.equal(resultOf(await kernel.execute("ticks")), before, "something of the cell went on");
      });
    }
  }

  it("the requests queued behind the stopped cell, and no later ones", async () => {
    const begun = kernel.next(
      ({ type, content }) => type === "stream" && String(content["text"]).includes("en cours"),
    );
    const running = kernel.execute('console.log("en cours"); while (true) {}');
    const queued = kernel.execute('console.log("jamais")');
    await begun;
    await kernel.interrupt();
    assert.equal((await running).reply["ename"], "KernelInterrupted");
    const behind = await queued;
    assert.notEqual(behind.reply["status"], "ok");
    assert.equal(streamOf(behind), "");
    assert.equal(resultOf(await kernel.execute("kept")), "41");
  });

  it("the loading of an ES module, which is loaded when it is next imported", async () => {
    const directory = mkdtempSync(join(tmpdir(), "neurones-modules-"));
    writeFileSync(join(directory, "lent.mjs"), "if (globalThis.lent) for (;;);\nexport const x = 3;\n");
    await kernel.execute(`(globalThis as any).lent = true; process.chdir(${JSON.stringify(directory)});`);
    const file = JSON.stringify(join(directory, "lent.mjs"));
    const { exchange } = await stopped(kernel, `require(${file});`, WAYS.message);
    assert.equal(exchange.reply["ename"], "KernelInterrupted");
    await kernel.execute("(globalThis as any).lent = false;");
    assert.equal(resultOf(await kernel.execute(`require(${file}).x`)), "3");
    assert.equal(resultOf(await kernel.execute(`(await import(${file})).x`)), "3");
    assert.equal(resultOf(await kernel.execute(`require(${file}) === require(${file})`)), "true");
  });

  it("nothing if no cell runs", async () => {
    await kernel.interrupt();
    kernel.process.kill("SIGINT");
    await pause(100);
    assert.equal(resultOf(await kernel.execute("kept")), "41");
  });
});

describe("kernel: a cell that cannot be stopped without losing the variables", function () {
  it("is ended by force some seconds after a single press", async () => {
    const kernel = await KernelClient.start();
    try {
      await kernel.execute("let lost = 1;");
      const begun = kernel.next(({ type }) => type === "stream");
      const running = kernel.execute('console.log("en cours");\nawait null;\n/(a+)+b/.test("a".repeat(40));');
      await begun;
      await kernel.interrupt();
      const { reply } = await running;
      assert.equal(reply["ename"], "KernelInterrupted");
      assert.match(String(reply["evalue"]), /variables/);
      assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
    } finally {
      await kernel.shutdown();
    }
  });

  it("is ended by a second press after three seconds; the error says that the variables are lost", async () => {
    const kernel = await KernelClient.start();
    try {
      await kernel.execute("let lost = 1;");
      // A loop without stop checks: code compiled by `new Function`, executed after an await.
      const { exchange } = await (async () => {
        const begun = kernel.next(
          ({ type, content }) => type === "stream" && String(content["text"]).includes("en cours"),
        );
        const running = kernel.execute('console.log("en cours");\nawait null;\nnew Function("for (;;);")();');
        await begun;
        await pause(100);
        await kernel.interrupt();
        await pause(3300);
        await kernel.interrupt();
        return { exchange: await running };
      })();
      assert.equal(exchange.reply["status"], "error");
      assert.match(String(exchange.reply["evalue"]), /variables/);
      const { reply } = await kernel.execute("lost");
      assert.equal(reply["status"], "error");
      assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
    } finally {
      await kernel.shutdown();
    }
  });
});
