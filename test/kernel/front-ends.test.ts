/**
 * What programs ask of a kernel that these tests cannot start: VS Code's extension Jupyter and Quarto, as their sources read
 * (https://github.com/microsoft/vscode-jupyter, https://github.com/quarto-dev/quarto-cli).
 */
import assert from "node:assert/strict";
import { specificationOf } from "../../kernel-setup/kernelspec.js";
import { KernelClient, resultOf, streamOf, type Json } from "./client.js";
import { has } from "./debugger/client.js";

/** What VS Code runs, hidden, before it debugs with a local kernel, and what it runs for the variables of Python. */
const PYTHON = `import builtins
import ipykernel
builtins.print("5dc3a68c" + ipykernel.__version__ + "5dc3a68c")`;

describe("front ends that were read", () => {
  let kernel: KernelClient;

  before(async () => {
    kernel = await KernelClient.start({ checks: "plain", env: { LC_ALL: "en_GB.UTF-8" } });
  });
  after(() => kernel.shutdown());

  it("find the language in the specification, and the same one in the kernel's reply", async () => {
    const { language, argv, interrupt_mode: mode } = specificationOf(["/node", "/main.js"], "TypeScript");
    const { reply } = await kernel.request("kernel_info_request");
    has(reply["language_info"], { name: language, file_extension: ".ts", mimetype: "text/typescript" });
    // VS Code puts the path of its file into this word, and stops by a message.
    assert.equal(argv.filter((word) => word === "{connection_file}").length, 1);
    assert.equal(mode, "message");
  });

  it("ask for information on both channels at once and are told a status, while a cell computes too", async () => {
    const end = kernel.execute("while (true) {}");
    await kernel.next(({ type }) => type === "execute_input");
    const status = kernel.next(({ type }) => type === "status");
    const replies = await Promise.all(
      (["control", "shell"] as const).map((channel) =>
        kernel.request("kernel_info_request", {}, { channel }),
      ),
    );
    for (const { reply } of replies) has(reply, { status: "ok", implementation: "neurones" });
    await status;
    await kernel.interrupt();
    has((await end).reply, { status: "error", ename: "KernelInterrupted" });
  });

  it("run hidden code of Python, which changes nothing", async () => {
    const hidden = { silent: true, store_history: false, stop_on_error: false };
    const { reply } = await kernel.execute(PYTHON, hidden);
    assert.equal(reply["status"], "error");
    assert.equal(resultOf(await kernel.execute("typeof builtins")), "'undefined'");
  });

  it("may leave Quarto's options at the top of a cell", async () => {
    const shown = await kernel.execute('#| label: fig-sum\n#| echo: false\nconsole.log("there");\n1 + 1');
    assert.equal(streamOf(shown, "stdout"), "there\n");
    assert.equal(resultOf(shown), "2");
    const failed = await kernel.execute("#| echo: false\nlet n: number = 'a';");
    assert.match((failed.reply["traceback"] as readonly string[]).join("\n"), /line 2/);
    assert.match(String((await kernel.execute("1;\n#| echo: false")).reply["status"]), /error/);
    const complete = async (code: string): Promise<Json> =>
      (await kernel.request("is_complete_request", { code })).reply;
    has(await complete("#| echo: false\nif (true) {"), { status: "incomplete" });
    has(await complete("#| echo: false\n1"), { status: "complete" });
  });
});
