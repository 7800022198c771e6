/**
 * The snippets of runtimed/kernel-testbed, the suite of other kernels: what each of them promises of a kernel for
 * TypeScript. The variable `NEURONES_TESTBED` names its file `snippets/snippets.json`; without it nothing is tried here.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { KernelClient, resultOf, streamOf, type Exchange, type Json } from "./client.js";

const FILE = process.env.NEURONES_TESTBED;

interface SnippetsFile {
  readonly languages: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

describe("kernel: the snippets of kernel-testbed", function () {
  let kernel: KernelClient;
  const snippets: Record<string, string> = {};
  before(async function () {
    if (FILE === undefined) this.skip();
    Object.assign(snippets, (JSON.parse(readFileSync(FILE, "utf8")) as SnippetsFile).languages["typescript"]);
    kernel = await KernelClient.start({ checks: "plain", env: { LC_ALL: "en_GB.UTF-8" } });
  });
  after(() => kernel?.shutdown());

  const run = (name: string, options: Json = {}): Promise<Exchange> =>
    kernel.execute(snippets[name]!, options);
  const statusOf = async (name: string): Promise<unknown> =>
    (await kernel.request("is_complete_request", { code: snippets[name]! })).reply["status"];

  it("writes to both streams", async () => {
    assert.equal(streamOf(await run("print_hello"), "stdout"), "hello\n");
    assert.equal(streamOf(await run("print_stderr"), "stderr"), "error\n");
  });

  it("shows the value of an expression, and records as HTML", async () => {
    assert.equal(resultOf(await run("simple_expr")), snippets["simple_expr_result"]);
    const { outputs } = await run("rich_execute_result_code");
    const shown = outputs.find(({ type }) => type === "execute_result")?.content["data"] as Json;
    assert.match(String(shown["text/html"]), /<table/);
  });

  it("tells whole code from the beginning of code, and refuses what cannot be parsed", async () => {
    assert.equal(await statusOf("incomplete_code"), "incomplete");
    assert.equal(await statusOf("complete_code"), "complete");
    assert.equal((await run("syntax_error")).reply["status"], "error");
  });

  it("asks", async () => {
    const asked = kernel.next(({ type }) => type === "input_request");
    const answered = run("input_prompt", { allow_stdin: true });
    const { content, id } = await asked;
    assert.equal(content["prompt"], "Enter: ");
    kernel.send("stdin", "input_reply", { status: "ok", value: "x" }, { parent: id });
    assert.equal((await answered).reply["status"], "ok");
  });

  it("stops a cell that sleeps", async () => {
    const sleeping = run("sleep_code");
    await kernel.next(({ type }) => type === "execute_input");
    await kernel.interrupt();
    assert.equal((await sleeping).reply["ename"], "KernelInterrupted");
  });

  it("completes a name of an earlier cell", async () => {
    await run("completion_setup");
    const code = snippets["completion_prefix"]!;
    const { reply } = await kernel.request("complete_request", { code, cursor_pos: code.length });
    assert.ok((reply["matches"] as string[]).includes(snippets["completion_var"]!));
  });

  it("says what to write instead of another kernel's own display", async () => {
    for (const name of ["display_data_code", "update_display_data_code"]) {
      const { reply } = await run(name);
      assert.match(String(reply["traceback"]), /display\(/, name);
    }
  });
});
