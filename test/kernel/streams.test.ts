/**
 * The standard streams of cells: whole characters, output of other programs, and questions asked with
 * `readline`.
 */
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { KernelClient, resultOf, streamOf, type Exchange } from "./client.js";

function isWellFormed(value: unknown): boolean {
  // A lone surrogate is replaced by U+FFFD.
  const text = JSON.stringify(value);
  return !/(?<!\\)(?:\\\\)*\\ud[89a-f]/i.test(text) && Buffer.from(text, "utf8").toString("utf8") === text;
}

describe("kernel: standard streams", () => {
  let kernel: KernelClient;
  const directory = mkdtempSync(path.join(tmpdir(), "neurones-streams-"));
  before(async () => {
    kernel = await KernelClient.start({ directory });
    await kernel.execute("let kept = 7;");
  });
  after(async () => assert.ok(await kernel.shutdown(), "the kernel had to be killed"));

  /** Answers every question while a cell runs. */
  async function answered(code: string, answer: string): Promise<{ exchange: Exchange; prompts: unknown[] }> {
    const prompts: unknown[] = [];
    const stop = kernel.listen(({ type, content }, channel) => {
      if (channel !== "stdin" || type !== "input_request") return;
      prompts.push(content["prompt"]);
      kernel.send("stdin", "input_reply", { value: answer, status: "ok" });
    });
    const exchange = await kernel.execute(code, { allow_stdin: true });
    stop();
    return { exchange, prompts };
  }

  describe("are well-formed Unicode", () => {
    const HALF = "'😀'[0]";
    for (const [what, code] of Object.entries({
      "a line": `console.log(${HALF})`,
      "an error stream": `console.error(${HALF})`,
      "a result": `${HALF}`,
      "a result in a list": `[${HALF}]`,
      "a display": `({ 'text/html': '<b>' + ${HALF} + '</b>' })`,
      "a display's other forms": `({ 'application/json': { [${HALF}]: [${HALF}] }, 'text/plain': ${HALF}, 'text/markdown': ${HALF} })`,
      "a display's identifier": `display(1, { id: ${HALF} })`,
      "an error": `throw new Error(${HALF})`,
      "an error's name": `throw Object.assign(new Error('x'), { name: ${HALF} })`,
      "a thrown text": `throw ${HALF}`,
      "an error with its line": `const text = '${"😀".repeat(160)}'; throw new Error('long')`,
      "a type error": `const n: number = '\ud83d';`,
      "a long text": `'${"a"}' + '😀'.repeat(60_000)`,
      "much output": "process.stdout.write('a' + '😀'.repeat(600_000))",
      "bytes that are no text": "process.stdout.write(Buffer.from([0xf0, 0x9f, 0x41, 0xff]))",
    })) {
      it(what, async () => {
        const { reply, outputs } = await kernel.execute(code, { user_expressions: { half: HALF } });
        assert.ok(
          isWellFormed(outputs) && isWellFormed(reply),
          JSON.stringify([reply, outputs]).slice(0, 500),
        );
      });
    }

    it("the history and completions", async () => {
      await kernel.execute("const moitié = '\ud83d';");
      const { reply } = await kernel.request("history_request", {
        hist_access_type: "tail",
        n: 3,
        output: true,
        raw: true,
      });
      assert.ok(isWellFormed(reply));
      const completed = await kernel.request("complete_request", {
        code: "({ '\ud83d': 1 }).",
        cursor_pos: 12,
      });
      assert.ok(isWellFormed(completed.reply));
    });

    it("and a backslash before an escape is text", async () => {
      assert.equal(
        streamOf(await kernel.execute("console.log('\\\\ud83d', '\\\\\\\\ud83d')")),
        "\\ud83d \\\\ud83d\n",
      );
    });

    it("a character that is written in two pieces arrives whole", async () => {
      const exchange = await kernel.execute(
        "process.stdout.write('\\ud83d'); process.stdout.write('\\ude00'); process.stdout.write(Buffer.from([0xf0, 0x9f])); process.stdout.write(Buffer.from([0x98, 0x80]));\nprocess.stdout.write('\\ud83d'); await new Promise((go) => setTimeout(go, 60)); process.stdout.write('\\ude00 fin \\ud83d'); undefined",
      );
      assert.equal(streamOf(exchange), "😀😀😀 fin \ufffd");
      assert.equal(streamOf(await kernel.execute("process.stdout.write('\\ude00'); undefined")), "\ufffd");
    });
  });

  describe("of other programs", () => {
    const NODE = JSON.stringify(process.execPath);
    const PRINT = `["-e", "console.log('dehors'); console.error('erreur')"]`;
    for (const [name, code] of Object.entries({
      execSync: `cp.execSync('"' + ${NODE} + '" -e "console.log(\\'dehors\\'); console.error(\\'erreur\\')"', { stdio: "inherit" });`,
      execFileSync: `cp.execFileSync(${NODE}, ${PRINT}, { stdio: "inherit" });`,
      spawnSync: `cp.spawnSync(${NODE}, ${PRINT}, { stdio: ["ignore", "inherit", "inherit"] });`,
      spawn: `await new Promise((go) => cp.spawn(${NODE}, ${PRINT}, { stdio: "inherit" }).on("close", go));`,
      "spawn with our streams": `await new Promise((go) => cp.spawn(${NODE}, ${PRINT}, { stdio: [0, process.stdout, process.stderr] }).on("close", go));`,
    })) {
      it(`are shown if ${name} inherits the cell's streams, in the order of writing`, async () => {
        const exchange = await kernel.execute(
          `const cp = require("node:child_process");\nconsole.log("avant");\n${code}\nconsole.log("après");`,
        );
        assert.equal(exchange.reply["status"], "ok", JSON.stringify(exchange.reply));
        const [stdout, stderr] = [streamOf(exchange), streamOf(exchange, "stderr")];
        if (name.startsWith("spawn ") || name === "spawn")
          assert.deepEqual(stdout.split("\n").sort(), ["", "après", "avant", "dehors"]);
        else assert.equal(stdout, "avant\ndehors\naprès\n");
        assert.equal(stderr, "erreur\n");
      });
    }

    it("and text written directly to the file descriptors", async () => {
      assert.equal(
        streamOf(await kernel.execute("require('node:fs').writeSync(1, 'direct\\n'); undefined")),
        "direct\n",
      );
    });

    it("are limited like a cell's own", async () => {
      const exchange = await kernel.execute(
        `require("node:child_process").spawnSync(${NODE}, ["-e", "for (let i = 0; i < 200000; i++) console.log('ligne ' + i)"], { stdio: "inherit" }); undefined`,
      );
      const text = streamOf(exchange);
      assert.ok(text.length < 2_000_000, String(text.length));
      assert.match(text, /ligne 199999/);
    });
  });

  describe("are asked of the learner", () => {
    const CASES = {
      "readline/promises":
        "const rl = require('node:readline/promises').createInterface({ input: process.stdin, output: process.stdout }); await rl.question('Votre nom ? ')",
      "readline's callback":
        "const rl = require('node:readline').createInterface({ input: process.stdin, output: process.stdout }); await new Promise((go) => rl.question('Votre nom ? ', go))",
      "readline, promisified":
        "const rl = require('node:readline').createInterface({ input: process.stdin, output: process.stdout }); await require('node:util').promisify(rl.question).call(rl, 'Votre nom ? ')",
      "lines of readline":
        "process.stdout.write('Votre nom ? '); const rl = require('node:readline').createInterface({ input: process.stdin }); let line = ''; for await (const one of rl) { line = one; break; } line",
      "an event of readline":
        "process.stdout.write('Votre nom ? '); const rl = require('node:readline').createInterface({ input: process.stdin }); const line = await new Promise((go) => rl.once('line', go)); rl.close(); line",
      "process.stdin":
        "process.stdout.write('Votre nom ? '); const text = await new Promise((go) => process.stdin.once('data', (chunk) => { process.stdin.pause(); go(String(chunk).trim()); })); text",
    };
    for (const [name, code] of Object.entries(CASES)) {
      it(`by ${name}`, async () => {
        const { exchange, prompts } = await answered(code, "Ada");
        assert.equal(resultOf(exchange), "'Ada'", JSON.stringify(exchange.reply));
        assert.equal(prompts[0], "Votre nom ? ");
      });
      it(`by ${name}, or fail if nobody can answer`, async () => {
        const { reply } = await kernel.execute(code, { allow_stdin: false });
        assert.equal(reply["ename"], "InputUnavailable", JSON.stringify(reply));
      });
    }

    it("twice by one interface", async () => {
      const { exchange, prompts } = await answered(
        "const rl = require('node:readline/promises').createInterface({ input: process.stdin, output: process.stdout }); const two = [await rl.question('Un ? '), await rl.question('Deux ? ')]; rl.close(); two",
        "oui",
      );
      assert.equal(resultOf(exchange), "[ 'oui', 'oui' ]");
      assert.deepEqual(prompts, ["Un ? ", "Deux ? "]);
    });

    it("a file is read as by any program", async () => {
      writeFileSync(path.join(directory, "lignes.txt"), "un\ndeux\n");
      assert.equal(
        resultOf(
          await kernel.execute(
            "const lines: string[] = []; for await (const one of require('node:readline').createInterface({ input: require('node:fs').createReadStream('lignes.txt') })) lines.push(one); lines",
          ),
        ),
        "[ 'un', 'deux' ]",
      );
    });

    it("an answer to a question whose cell was stopped is not used for the next question", async () => {
      const asked = kernel.next(({ type }) => type === "input_request");
      const first = kernel.execute("await input('Première ?')", { allow_stdin: true });
      const { id: stale } = await asked;
      await kernel.interrupt();
      assert.equal((await first).reply["ename"], "KernelInterrupted");
      const again = kernel.next(
        ({ type, content }) => type === "input_request" && content["prompt"] === "Seconde ?",
      );
      const second = kernel.execute("await input('Seconde ?')", { allow_stdin: true });
      const { id: fresh } = await again;
      kernel.send("stdin", "input_reply", { value: "ancienne", status: "ok" }, { parent: stale });
      kernel.send("stdin", "input_reply", { value: "nouvelle", status: "ok" }, { parent: fresh });
      assert.equal(resultOf(await second), "'nouvelle'");
    });
  });

  it("console.trace shows its label and the place of the call", async () => {
    assert.match(
      streamOf(await kernel.execute("console.trace('ici', 3)"), "stderr"),
      /^Trace: ici 3\n {4}at Cell \[\d+\], line 1/,
    );
  });

  it("a display that is too large is replaced by a notice, beside its text", async () => {
    assert.match(
      resultOf(await kernel.execute("({ 'text/html': 'x'.repeat(25e6) })")) ?? "",
      /text\/html coupé : 25 Mo/,
    );
    assert.match(
      resultOf(await kernel.execute("({ 'text/html': 'x'.repeat(25e6), 'text/plain': 'le texte' })")) ?? "",
      /coupé[^]*le texte/,
    );
    assert.match(
      resultOf(
        await kernel.execute("({ 'application/json': { a: 'x'.repeat(25e6) }, 'text/html': '<b>oui</b>' })"),
      ) ?? "",
      /application\/json coupé/,
    );
  });

  it("a display with an id is new in each run, and replaced within a run", async () => {
    const types = async (code: string) => (await kernel.execute(code)).outputs.map(({ type }) => type);
    assert.deepEqual(await types("display('un', { id: 'p' })"), ["display_data"]);
    assert.deepEqual(await types("display('un', { id: 'p' }); display('deux', { id: 'p' })"), [
      "display_data",
      "update_display_data",
    ]);
    assert.deepEqual(await types("display('un', { id: 'p' }).update('trois')"), [
      "display_data",
      "update_display_data",
    ]);
    assert.deepEqual(await types("const shown = display('un', { id: 'q' })"), ["display_data"]);
    assert.deepEqual(await types("shown.update('deux'); display('trois', { id: 'q' })"), [
      "update_display_data",
      "display_data",
    ]);
  });

  it("a cell may change the current folder, and its errors are reported as before", async () => {
    await kernel.execute(
      "require('node:fs').mkdirSync('sous'); require('node:fs').writeFileSync('sous/data.txt', 'abc')",
    );
    assert.equal(
      resultOf(
        await kernel.execute("process.chdir('sous'); require('node:fs').readFileSync('data.txt', 'utf8')"),
      ),
      "'abc'",
    );
    assert.equal(resultOf(await kernel.execute("require('node:path').basename(process.cwd())")), "'sous'");
    assert.match(
      JSON.stringify((await kernel.execute("throw new Error('ici')")).reply["traceback"]),
      /Cell \[\d+\], line 1/,
    );
    assert.equal((await kernel.execute("process.chdir('absent')")).reply["status"], "error");
    assert.equal(resultOf(await kernel.execute("process.chdir('..'); kept")), "7");
  });
});
