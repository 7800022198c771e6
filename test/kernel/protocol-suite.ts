/**
 * Messages of Jupyter's protocol, wherever the kernel works: questions, comms, silent requests, user expressions,
 * history, unknown messages.
 */
import assert from "node:assert/strict";
import { resultOf, streamOf, type CellClient, type Json } from "./cell-client.js";

/** To be called in `describe`: `client` gives a client of the kernel, once the tests run. */
export function protocolSuite(client: () => CellClient): void {
  let kernel: CellClient;
  before(() => void (kernel = client()));

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
    assert.deepEqual(await mimes("undefined"), []);
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

  it("survives messages that it does not know, or whose content has another form", async () => {
    kernel.send("shell", "no_such_request", { a: 1 });
    kernel.send("shell", "execute_request", {});
    kernel.send("shell", "complete_request", { code: 7, cursor_pos: "x" } as unknown as Json);
    assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
    assert.equal(streamOf(await kernel.execute('console.log("là")')), "là\n");
  });
}
