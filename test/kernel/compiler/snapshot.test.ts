/** The compiler that starts from a snapshot: it answers as one that has just read all declarations. */
import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { childrenOf } from "../../../bench/measure.js";
import { ensureCompilerSnapshot } from "../../../kernel-setup/compiler-snapshot.js";
import { inAscii } from "../../../kernel-setup/snapshot-script.js";
import { startCompiler } from "../../../src/kernel/compiler/client.js";
import type { Question } from "../../../src/kernel/compiler/messages.js";
import {
  isValid as isValidSnapshot,
  OWN_PLACE,
} from "../../../src/kernel/compiler/snapshot/snapshot-file.js";
import { layoutOf } from "../../../system/layout.js";
import { eventually, ROOT } from "../../setup/clone.js";
import { KernelClient, resultOf } from "../client.js";
import { answers } from "./answers.js";

const SNAPSHOT = OWN_PLACE.blob;

const QUESTIONS: readonly Question[] = [
  { kind: "compile", cell: { run: 1, name: "Cell [1]", code: "const a = [1, 2].map((x) => `${x}`); a" } },
  { kind: "compile", cell: { run: 2, name: "Cell [2]", code: "const b: string = 3; [1].lengh" } },
  {
    kind: "compile",
    cell: {
      run: 3,
      name: "Cell [3]",
      code: 'import { plots, tensor1d } from "neurones"; tensor1d([1]).shape',
    },
  },
  {
    kind: "compile",
    cell: { run: 4, name: "Cell [4]", code: 'import { readFile } from "node:fs/promises";' },
  },
  { kind: "complete", code: "Math.ma", cursor: 7 },
  { kind: "inspect", code: "Math.max(1, 2)", cursor: 6 },
  { kind: "isComplete", code: "for (;;) {" },
  { kind: "facts", code: "let seen = a.length;" },
];

describe("the snapshot of the compiler", function () {
  this.timeout(240_000);
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "neurones-snapshot-"));
    await ensureCompilerSnapshot(layoutOf(ROOT));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("answers each question as a compiler without one", async () => {
    const [prepared, read] = await Promise.all([
      answers(SNAPSHOT, QUESTIONS),
      answers(path.join(folder, "none"), QUESTIONS),
    ]);
    assert.equal(prepared.length, QUESTIONS.length);
    assert.deepEqual(prepared, read);
  });

  it("is made of a script in ASCII that means the same", () => {
    const script =
      'const a = /[“é]+/u; [String(a.exec("x“é")), new RegExp(String.raw`^’$`, "u").test("’")].join()';
    const written = inAscii(script);
    assert.match(written, /^[ -~]*$/);
    const [meant, same] = [script, written].map((one) => runInNewContext(one) as string);
    assert.equal(same, meant);
    assert.equal(meant, "“é,true");
  });

  it("that is damaged is replaced by a thread, and no question is lost", async () => {
    const damaged = path.join(folder, "damaged.blob");
    writeFileSync(damaged, readFileSync(SNAPSHOT).subarray(0, 100_000));
    assert.equal((await answers(damaged, QUESTIONS)).length, QUESTIONS.length);
  });

  it("is not used where a file in it has changed, nor where its list is damaged or of another Node", () => {
    const list = JSON.parse(readFileSync(OWN_PLACE.list, "utf8")) as {
      readonly flags: readonly string[];
      readonly files: Readonly<Record<string, string>>;
    };
    const changed = Object.keys(list.files).find((file) => file.endsWith("/src/index.d.ts"));
    assert.ok(changed !== undefined);
    const isValid = (text: string): boolean => {
      const file = path.join(folder, "list.json");
      writeFileSync(file, text);
      return isValidSnapshot({ ...OWN_PLACE, list: file });
    };
    assert.ok(isValid(JSON.stringify(list)));
    assert.ok(!isValid(JSON.stringify({ ...list, files: { ...list.files, [changed]: "1 2" } })));
    assert.ok(!isValid(JSON.stringify({ ...list, files: { ...list.files, [`${changed}.gone`]: "1 2" } })));
    assert.ok(!isValid(JSON.stringify({ ...list, flags: ["--max-old-space-size=1"] })));
    assert.ok(!isValid(JSON.stringify({ ...list, files: { [changed]: list.files[changed] } })));
    assert.ok(!isValid(JSON.stringify(list).slice(0, -20)));
    assert.ok(!isValidSnapshot({ ...OWN_PLACE, list: path.join(folder, "none.json") }));
  });

  it("serves a kernel, whose process ends with the kernel's", async function () {
    if (!existsSync("/proc/self/task")) this.skip();
    const kernel = await KernelClient.start();
    try {
      assert.equal(resultOf(await kernel.execute("6 * 7")), "42");
      const compilers = childrenOf(kernel.process.pid!).filter((pid) => commandOf(pid).includes(SNAPSHOT));
      assert.equal(compilers.length, 1);
      kernel.process.kill("SIGKILL");
      await eventually("the compiler ends", () => compilers.every((pid) => commandOf(pid) === ""));
    } finally {
      kernel.process.kill("SIGKILL");
      await kernel.close();
    }
  });

  it("whose process is killed is followed by a compiler that knows the cells", async function () {
    if (!existsSync("/proc/self/task")) this.skip();
    const compiler = startCompiler({ directory: folder });
    try {
      const first = await compiler.compile({ run: 1, name: "Cell [1]", code: "const kept: 7 = 7;" });
      assert.ok(first.ok);
      compiler.settle({ run: 1, defined: "all" });
      for (const pid of childrenOf(process.pid))
        if (commandOf(pid).includes(SNAPSHOT)) process.kill(pid, "SIGKILL");
      const ended = (): Promise<boolean> =>
        compiler.compile({ run: 2, name: "Cell [2]", code: "const again: 7 = kept;" }).then(({ ok }) => ok);
      await eventually("a new compiler answers", ended);
    } finally {
      await compiler.close();
    }
  });

  it("still serves another notebook after one whose process was killed", async function () {
    if (!existsSync("/proc/self/task")) this.skip();
    const compilers = (): number[] =>
      childrenOf(process.pid).filter((pid) => commandOf(pid).includes(SNAPSHOT));
    const [killed, other] = [startCompiler({ directory: folder }), startCompiler({ directory: folder })];
    try {
      assert.equal(compilers().length, 2);
      process.kill(compilers()[0]!, "SIGKILL");
      await eventually("a thread takes the place of the process", () => compilers().length === 1);
      await killed.isComplete("1");
      await other.close();
      const next = startCompiler({ directory: folder });
      await next.isComplete("1");
      assert.equal(compilers().length, 1);
      await next.close();
    } finally {
      await Promise.all([killed.close(), other.close()]);
    }
  });
});

/** The command line of a process; empty if it is no more. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
