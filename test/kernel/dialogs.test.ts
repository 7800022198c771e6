/** `prompt`, `confirm` and `alert`, for which a cell waits without an `await`. */
import assert from "node:assert/strict";
import { KernelClient, resultOf } from "./client.js";

describe("kernel: the dialogs of browsers", () => {
  let kernel: KernelClient;
  const asked: string[] = [];
  const answers: string[] = [];

  before(async () => {
    kernel = await KernelClient.start({ checks: "plain" });
    kernel.listen(({ type, content }, channel) => {
      if (channel !== "stdin" || type !== "input_request") return;
      asked.push(String(content["prompt"]));
      const value = answers.shift();
      if (value !== undefined) kernel.send("stdin", "input_reply", { value, status: "ok" });
    });
  });
  after(async () => {
    await kernel.shutdown();
  });

  const gives = async (code: string, given: readonly string[], result: string | undefined): Promise<void> => {
    answers.push(...given);
    assert.equal(resultOf(await kernel.execute(code, { allow_stdin: true })), result, code);
  };

  it("ask, and give the answer at once", async () => {
    await gives('[prompt("Your name?"), prompt()].join()', ["Ada", "é"], "'Ada,é'");
    await gives('[prompt("Colour", "red"), prompt("Colour", "red")].join()', ["", "blue"], "'red,blue'");
    await gives(
      '[confirm("Sure?"), confirm("Sure?"), confirm()].join()',
      ["y", "no", ""],
      "'true,false,false'",
    );
    await gives('alert("Look"); 1', [""], "1");
    assert.deepEqual(asked.slice(0, 3), ["Your name?", "", "Colour [red]"]);
    assert.deepEqual(asked.slice(-4), ["Sure? [y/N]", "Sure? [y/N]", "[y/N]", "Look [Enter]"]);
  });

  it("may be declared by a cell", async () => {
    await gives("const prompt = (x: number) => x + 1; prompt(1)", [], "2");
    await gives("prompt(2)", [], "3");
  });

  it("fail where nobody can answer", async () => {
    const { reply } = await kernel.execute("confirm('?')", { allow_stdin: false });
    assert.equal(reply["ename"], "InputUnavailable");
  });

  it("end with a stop, and the next question gets its own answer", async () => {
    const ended = kernel.execute("confirm('stop me')", { allow_stdin: true });
    await kernel.next(({ type }) => type === "input_request");
    await kernel.interrupt();
    assert.equal((await ended).reply["ename"], "KernelInterrupted");
    await gives("confirm('again')", ["yes"], "true");
  });
});
