/** Messages of Jupyter's protocol, with what only the kernel in Node has: files, signatures, processes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { KernelClient, resultOf, streamOf, type Json } from "./client.js";
import { protocolSuite } from "./protocol-suite.js";

describe("kernel: the protocol", function () {
  let kernel: KernelClient;
  before(async () => (kernel = await KernelClient.start()));
  after(async () => assert.ok(await kernel.shutdown(), "the kernel had to be killed"));

  protocolSuite(() => kernel);

  it("shows an element of jsdom as a picture", async () => {
    const { outputs } = await kernel.execute(
      'import { JSDOM } from "jsdom";\nconst page = new JSDOM("<p>texte</p><svg xmlns=\\"http://www.w3.org/2000/svg\\"></svg>").window.document;\npage.querySelector("svg")',
    );
    const shown = outputs.find(({ type }) => type === "execute_result")?.content["data"] as Json;
    assert.deepEqual(Object.keys(shown).sort(), ["image/svg+xml", "text/plain"]);
  });

  it("supports every form of import, from the notebook's folder", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-élève "));
    const there = await KernelClient.start({ directory: folder });
    try {
      await writeFile(path.join(folder, "aide.ts"), "export const double = (n: number): number => 2 * n;\n");
      await writeFile(path.join(folder, "notes.json"), '{ "notes": [12, 15] }');
      assert.equal(resultOf(await there.execute('import { double } from "./aide";\ndouble(21)')), "42");
      assert.equal(resultOf(await there.execute('import data from "./notes.json";\ndata.notes[1]')), "15");
      assert.equal(
        resultOf(
          await there.execute(
            'import path from "node:path";\nimport * as os from "os";\npath.sep.length + typeof os.cpus',
          ),
        ),
        "'1function'",
      );
      assert.equal(
        resultOf(await there.execute('import { setSeed } from "neurones";\nsetSeed(69).sample(10, 1)[0]')),
        "1",
      );
      assert.equal(
        resultOf(await there.execute('import { format } from "d3-format";\nformat(".1f")(1.25)')),
        "'1.3'",
      );
      assert.equal(
        resultOf(
          await there.execute(
            'const name = "node:os";\nconst module = await import(name);\ntypeof module.cpus',
          ),
        ),
        "'function'",
      );
      await writeFile(
        path.join(folder, "aide.ts"),
        "export const double = (n: number): number => 2 * n + 1;\n",
      );
      assert.equal(
        resultOf(await there.execute('import { double } from "./aide";\ndouble(21)')),
        "43",
        "a changed file is read again",
      );
      const missing = await there.execute('import { rien } from "./absent";');
      assert.match(String(missing.reply["evalue"]), /absent/);
    } finally {
      await there.shutdown();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("does not answer a message with a wrong signature, and survives invalid messages", async () => {
    const unsigned = (header: Json) => [
      "<IDS|MSG>",
      "0".repeat(64),
      ...[header, {}, {}, {}].map((part) => JSON.stringify(part)),
    ];
    kernel.sendFrames(
      "shell",
      unsigned({
        msg_id: "evil",
        msg_type: "execute_request",
        session: "x",
        username: "",
        date: "",
        version: "5.4",
      }),
    );
    kernel.sendFrames("shell", ["rien"]);
    kernel.sendFrames("shell", ["<IDS|MSG>"]);
    kernel.sendFrames("control", [Buffer.from([0, 255, 254])]);
    const broken = ["{", "[]", "null", '"x"'];
    kernel.sendFrames("shell", ["<IDS|MSG>", kernel.sign(broken), ...broken]);
    assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
    assert.equal(streamOf(await kernel.execute('console.log("là")')), "là\n");
  });
});

describe("kernel: its end", function () {
  it("follows the end of the program that started it, and leaves no process behind", async () => {
    const kernel = await KernelClient.start();
    void kernel.execute("while (true) {}").catch(() => undefined);
    const pid = kernel.process.pid!;
    kernel.process.kill("SIGTERM");
    const end = Date.now() + 120_000;
    const isAlive = () => {
      try {
        process.kill(pid, 0);
        return kernel.process.exitCode === null && kernel.process.signalCode === null;
      } catch {
        return false;
      }
    };
    while (isAlive() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(isAlive(), false);
    await kernel.close();
  });

  it("follows by itself after the Jupyter that started it was killed", async () => {
    // Jupyter passes its process id; here it is the id of a program that only waits.
    const server = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    const kernel = await KernelClient.start({ env: { JPY_PARENT_PID: String(server.pid) } });
    void kernel.execute("while (true) {}").catch(() => undefined);
    const ended = once(kernel.process, "exit");
    server.kill("SIGKILL");
    await ended;
    await kernel.close();
  });

  it("follows a shutdown request while a cell computes", async () => {
    const kernel = await KernelClient.start();
    void kernel.execute("while (true) {}").catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(await kernel.shutdown(), "the kernel had to be killed");
  });
});
