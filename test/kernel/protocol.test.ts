/**
 * Messages of Jupyter's protocol: questions, comms, silent requests, user expressions, history, invalid
 * messages.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { KernelClient, resultOf, streamOf, type Json } from "./client.js";

describe("kernel: the protocol", function () {
  let kernel: KernelClient;
  before(async () => (kernel = await KernelClient.start()));
  after(async () => assert.ok(await kernel.shutdown(), "the kernel had to be killed"));

  /** Answers the next question that comes. */
  function answerNext(value: string): Promise<Json> {
    return new Promise((resolve) => {
      const stop = kernel.listen(({ type, content }, channel) => {
        if (channel !== "stdin" || type !== "input_request") return;
        stop();
        kernel.send("stdin", "input_reply", { value, status: "ok" });
        resolve(content);
      });
    });
  }

  it("asks the learner, also for text that is hidden while it is typed", async () => {
    const first = answerNext("Ada");
    assert.equal(
      resultOf(await kernel.execute('await input("Votre nom ?")', { allow_stdin: true })),
      "'Ada'",
    );
    assert.deepEqual(await first, { prompt: "Votre nom ?", password: false });
    const second = answerNext("secret");
    assert.equal(
      resultOf(await kernel.execute('(await password("Mot de passe")).length', { allow_stdin: true })),
      "6",
    );
    assert.equal((await second)["password"], true);
  });

  it("refuses to ask if nobody can answer", async () => {
    const { reply } = await kernel.execute("await input()", { allow_stdin: false });
    assert.equal(reply["status"], "error");
  });

  it("counts cells and adds them to the history, unless the request is silent or forbids it", async () => {
    const { reply } = await kernel.execute("'comptée'");
    const count = Number(reply["execution_count"]);
    const silent = await kernel.execute("'muette'; console.log('rien')", { silent: true });
    assert.equal(silent.outputs.filter(({ type }) => type === "execute_result").length, 0);
    assert.equal(
      Number((await kernel.execute("'oubliée'", { store_history: false })).reply["execution_count"]),
      count,
    );
    assert.equal(Number((await kernel.execute("'suivante'")).reply["execution_count"]), count + 1);
    const { reply: history } = await kernel.request("history_request", {
      hist_access_type: "tail",
      n: 2,
      output: true,
      raw: true,
    });
    assert.deepEqual(
      (history["history"] as [number, number, [string, string]][]).map(([, , [input, output]]) => [
        input,
        output,
      ]),
      [
        ["'comptée'", "'comptée'"],
        ["'suivante'", "'suivante'"],
      ],
    );
  });

  it("evaluates user expressions, each with its own status", async () => {
    const { reply } = await kernel.execute("const deux = 2;", {
      user_expressions: { bon: "deux + 1", faux: "nulle.part" },
    });
    const expressions = reply["user_expressions"] as Record<string, Json>;
    assert.deepEqual(expressions["bon"], { status: "ok", data: { "text/plain": "3" }, metadata: {} });
    assert.equal(expressions["faux"]["status"], "error");
  });

  it("lists the open comms, and closes a comm with an unknown target", async () => {
    const { reply } = await kernel.request("comm_info_request", {});
    assert.deepEqual([reply["status"], reply["comms"]], ["ok", {}]);
    const closed = kernel.next(({ type }) => type === "comm_close");
    kernel.send("shell", "comm_open", { comm_id: "c1", target_name: "inconnue", data: {} });
    assert.equal((await closed).content["comm_id"], "c1");
    kernel.send("shell", "comm_msg", { comm_id: "c1", data: {} });
    kernel.send("shell", "comm_close", { comm_id: "c1", data: {} });
    assert.equal(resultOf(await kernel.execute("1")), "1");
  });

  it("completes and inspects with types and their documentation", async () => {
    await kernel.execute(
      "/** Le nombre d’habitants. */\nconst population = { paris: 2_100_000, lyon: 520_000 };",
    );
    const complete = (code: string) => kernel.request("complete_request", { code, cursor_pos: code.length });
    const { reply } = await complete("population.p");
    assert.deepEqual(reply["matches"], ["paris"]);
    assert.deepEqual([reply["cursor_start"], reply["cursor_end"]], [11, 12]);
    assert.ok(
      (
        (await complete('import { plots } from "neurones"; plots.scat')).reply["matches"] as string[]
      ).includes("scatter"),
    );
    const { reply: inspected } = await kernel.request("inspect_request", {
      code: "population",
      cursor_pos: 3,
      detail_level: 0,
    });
    assert.match(JSON.stringify(inspected["data"]), /habitants/);
    for (const code of ["", "(((((", "\u0000", "import {", "a.b.c.d.", "😀."]) {
      assert.equal((await complete(code)).reply["status"], "ok", JSON.stringify(code));
      assert.ok(
        ["ok", "error"].includes(
          String(
            (await kernel.request("inspect_request", { code, cursor_pos: 1e9, detail_level: 7 })).reply[
              "status"
            ],
          ),
        ),
      );
    }
  });

  it("shows, replaces and clears outputs", async () => {
    const { outputs } = await kernel.execute(
      'display("un", { id: "a" });\ndisplay("deux", { id: "a" });\nclearOutput({ wait: true });\nconsole.log("fin");',
    );
    assert.deepEqual(
      outputs.map(({ type }) => type),
      ["display_data", "update_display_data", "clear_output", "stream"],
    );
    assert.equal(outputs[2].content["wait"], true);
  });

  it("shows each value in its richest form", async () => {
    const mimes = async (code: string) => {
      const { outputs } = await kernel.execute(code);
      return Object.keys(
        (outputs.find(({ type }) => type === "execute_result")?.content["data"] as Json | undefined) ?? {},
      ).sort();
    };
    assert.deepEqual(await mimes('({ "text/html": "<b>oui</b>", "text/plain": "oui" })'), [
      "text/html",
      "text/plain",
    ]);
    assert.deepEqual(
      await mimes(
        '({ [Symbol.for("Jupyter.display")]: () => ({ "text/markdown": "**oui**", "text/plain": "oui" }) })',
      ),
      ["text/markdown", "text/plain"],
    );
    assert.deepEqual(
      await mimes('({ async [Symbol.for("Jupyter.display")]() { return { "text/html": "<i>tard</i>" }; } })'),
      ["text/html", "text/plain"],
    );
    assert.deepEqual(await mimes('import { tensor2d } from "neurones";\ntensor2d([[1, 2], [3, 4]])'), [
      "text/html",
      "text/plain",
    ]);
    assert.deepEqual(
      await mimes('import { plots } from "neurones";\nplots.curves({ functions: { f: (x) => x } })'),
      ["image/svg+xml", "text/plain"],
    );
    assert.deepEqual(
      await mimes(
        'import { JSDOM } from "jsdom";\nconst page = new JSDOM("<p>texte</p><svg xmlns=\\"http://www.w3.org/2000/svg\\"></svg>").window.document;\npage.querySelector("svg")',
      ),
      ["image/svg+xml", "text/plain"],
    );
    assert.deepEqual(await mimes("undefined"), []);
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

  it("supports top-level await in every form, and repeated declarations", async () => {
    const forms = [
      "await (async () => 3)()",
      "(await Promise.resolve([1, 2, 3])).length",
      "[await 1, await 2].length + 1",
      "for await (const x of [1, 2]) x; 3",
      "const { a = await 3 } = {}; a",
      "if (await true) 3",
      "let three: number; three = await 3; three",
    ];
    for (const code of forms) assert.equal(resultOf(await kernel.execute(code)) ?? "3", "3", code);
    for (const code of [
      "const again = 1;",
      "let again = 'two';",
      "function again() { return 3; }",
      "class again {}",
      "interface Again { a: 1 }",
      "interface Again { b: 2 }\nconst value: Again = { b: 2 };",
      "enum again { A }",
      "type Again = string;",
    ]) {
      assert.equal((await kernel.execute(code)).reply["status"], "ok", code);
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
    kernel.send("shell", "no_such_request", { a: 1 });
    kernel.send("shell", "execute_request", {});
    kernel.send("shell", "complete_request", { code: 7, cursor_pos: "x" } as unknown as Json);
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
