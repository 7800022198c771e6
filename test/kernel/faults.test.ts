/** Faults in cells: the learner is told where they are, and the kernel survives. */
import assert from "node:assert/strict";
import { KernelClient, resultOf } from "./client.js";
import { faultsSuite } from "./faults-suite.js";

describe("kernel: faults in cells", function () {
  let kernel: KernelClient;
  before(async () => (kernel = await KernelClient.start()));
  after(async () => {
    await kernel.shutdown();
  });

  faultsSuite(() => kernel);
});

describe("kernel: faults that only Node has", function () {
  let kernel: KernelClient;
  beforeEach(async () => {
    kernel = await KernelClient.start();
    await kernel.execute("let kept = 7;");
  });
  afterEach(async () => {
    await kernel.shutdown();
  });

  const lives = async () => assert.equal(resultOf(await kernel.execute("kept")), "7");

  it("process.exit ends the cell, not the kernel, and cannot be caught", async () => {
    const { reply, outputs } = await kernel.execute(
      'try { process.exit(3); } catch {}\nconsole.log("jamais");',
    );
    assert.equal(reply["status"], "error");
    assert.match(String(reply["evalue"]), /process\.exit/);
    assert.ok(outputs.every(({ type }) => type !== "stream"));
    await lives();
  });

  it("process.abort, process.kill and signals to the own process do not end the kernel", async () => {
    for (const code of [
      "process.abort()",
      "process.kill(process.pid, 'SIGTERM')",
      "process.reallyExit?.(1)",
    ]) {
      await kernel.execute(`${code.replace("?.", "")}`, {}, 20_000).catch(() => undefined);
      assert.equal(kernel.process.exitCode, null, code);
    }
    assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
  });

  it("process.kill of the own process group ends only the cell", async () => {
    for (const pid of ["0", "-process.pid", "process.pid"]) {
      const { reply } = await kernel.execute(`try { process.kill(${pid}, "SIGKILL"); } catch {}`);
      assert.equal(reply["ename"], "ProcessExit", `${pid}: ${JSON.stringify(reply)}`);
    }
    await lives();
  });

  it("requests, completion and the heartbeat are answered while a cell computes", async () => {
    const begun = kernel.next(
      ({ type, content }) => type === "stream" && String(content["text"]).includes("en cours"),
    );
    const running = kernel.execute('console.log("en cours"); while (true) {}');
    await begun;
    let ended = false;
    void running.then(() => (ended = true));
    const [info, completion, inspection, beat] = await Promise.all([
      kernel.request("kernel_info_request", {}, { channel: "control" }),
      kernel
        .request("complete_request", { code: "Math.sq", cursor_pos: 7 }, { channel: "control" })
        .catch(() => undefined),
      kernel.request("inspect_request", { code: "Math.hypot", cursor_pos: 8, detail_level: 0 }),
      kernel.beat(),
    ]);
    assert.equal(ended, false, "the cell still computes");
    assert.equal(info.reply["status"], "ok");
    assert.equal(inspection.reply["status"], "ok");
    assert.ok(beat > 0);
    void completion;
    await kernel.interrupt();
    assert.equal((await running).reply["ename"], "KernelInterrupted");
  });
});

describe("kernel: out of memory", function () {
  // The limit of a machine with 700 MB: to fill the memory of a large machine takes half a minute.
  let kernel: KernelClient;
  before(async () => (kernel = await KernelClient.start({ env: { NEURONES_KERNEL_MEMORY: "700" } })));
  after(async () => {
    await kernel.shutdown();
  });

  const CELLS = {
    "objects without end":
      "const all: unknown[] = [];\nfor (;;) all.push(new Array(100_000).fill({ a: all.length }));",
    "typed arrays without end":
      "const all: Float64Array[] = [];\nfor (;;) all.push(new Float64Array(1_000_000).fill(1));",
    "typed arrays without end, after an await":
      "await null;\nconst all: Uint8Array[] = [];\nfor (;;) { all.push(new Uint8Array(10_000_000).fill(1)); await null; }",
    "a text that doubles":
      "let text = 'x';\nconst all: string[] = [];\nfor (;;) { text = (text + text).slice(0, 20_000_000) + all.length; all.push(JSON.parse(JSON.stringify(text))); }",
  };
  for (const [name, code] of Object.entries(CELLS)) {
    it(`${name}: the cell reports it, and the kernel starts afresh`, async () => {
      await kernel.execute("let before = 1;");
      const { reply } = await kernel.execute(code);
      assert.equal(reply["ename"], "OutOfMemory", JSON.stringify(reply));
      assert.match(String(reply["evalue"]), /variables sont perdues/);
      assert.equal((await kernel.execute("before")).reply["status"], "error");
      assert.equal(resultOf(await kernel.execute("2 + 2")), "4");
    });
  }
});
