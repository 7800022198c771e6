/**
 * Cells that ask for more memory than there is, or for an array, table or text larger than V8 allows: each
 * ends with an error, and the kernel continues. Some of these cells end the runner's process; the error then
 * says that the variables are lost. If V8 throws an error instead, the variables remain.
 */
import assert from "node:assert/strict";
import { KernelClient, resultOf } from "./client.js";

const CELLS: readonly string[] = [
  "const a: number[] = []; for (;;) a.push(1)",
  "const a: object[] = []; for (;;) a.push({})",
  "const a: number[] = []; for (let i = 0; ; i++) a[i] = i",
  "const a: number[] = []; for (;;) a.splice(a.length, 0, ...new Array(1e5).fill(1))",
  "new Array(1e9).fill(0).length",
  "[...Array(2e8).keys()].length",
  "Array.from({ length: 5e8 }).length",
  "Array.from({ length: 5e8 }, (_, i) => i).length",
  "let a: number[] = [1]; for (;;) a = [...a, ...a]",
  "let a: number[] = [1]; for (;;) a = a.concat(a)",
  "'x'.repeat(2 ** 29 - 25).split('').length",
  "const all: string[] = []; for (;;) all.push('x'.repeat(1e6) + all.length)",
  "let text = 'x'; for (;;) text += text",
  "const parts: string[] = []; for (;;) parts.push(String(parts.length).repeat(1e5).split('').reverse().join(''))",
  "new Array(2 ** 32 - 1).join('x').length",
  "const m = new Map<number, number[]>(); for (let i = 0; ; i++) m.set(i, [i])",
  "const s = new Set<string>(); for (let i = 0; ; i++) s.add('k' + i)",
  "const o: Record<string, number> = {}; for (let i = 0; ; i++) o['clef' + i] = i",
  "const all: Float64Array[] = []; for (;;) all.push(new Float64Array(1e7).fill(1))",
  "new Float64Array(1e10).length",
  "new ArrayBuffer(1e15).byteLength",
  "const all: Buffer[] = []; for (;;) all.push(Buffer.alloc(5e7, 1))",
  "let all = Buffer.alloc(1e8, 1); for (;;) all = Buffer.concat([all, all])",
  "const f = (n: number): unknown => [n, new Array(1e6).fill(n), f(n + 1)]; f(0)",
  "const all: unknown[] = []; for (;;) all.push(structuredClone(new Array(1e6).fill(all.length)))",
  "JSON.stringify(new Array(3e7).fill('un texte assez long pour remplir la mémoire')).length",
  "const big = 1n; let b = big; for (;;) b = (b << 20_000_000n) | big",
  "const all: unknown[] = []; for (;;) all.push(new Uint8Array(new SharedArrayBuffer(5e7)).fill(1))",
  "new WebAssembly.Memory({ initial: 65536 }).grow(1)",
  "await null; const a: unknown[] = []; for (;;) { a.push(new Array(1e6).fill(a.length)); await null; }",
  "setTimeout(() => { const a: unknown[] = []; for (;;) a.push(new Array(1e6).fill(1)); }, 1); await new Promise(() => {})",
];

describe("kernel: cells that take too much", () => {
  // The limit of a small machine: to fill the memory of a large one takes half a minute.
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start({ env: { NEURONES_KERNEL_MEMORY: "300" } });
    await kernel.execute("0");
  });
  after(async () => {
    await kernel.shutdown();
  });

  it("also if more memory were allowed, but V8 itself ends the process", async () => {
    const large = await KernelClient.start({ env: { NEURONES_KERNEL_MEMORY: "4000" } });
    try {
      const { reply, outputs } = await large.execute("'x'.repeat(2 ** 29 - 25).split('').length");
      assert.equal(reply["ename"], "OutOfMemory", JSON.stringify(reply));
      // The report that V8 writes must not be shown to a learner.
      assert.ok(
        outputs.every(({ type }) => type === "error"),
        JSON.stringify(outputs),
      );
      assert.equal(resultOf(await large.execute("1 + 1")), "2");
    } finally {
      await large.shutdown();
    }
  });

  for (const code of CELLS) {
    it(code, async () => {
      const { reply } = await kernel.execute(code);
      assert.equal(reply["status"], "error", JSON.stringify(reply));
      assert.ok(["OutOfMemory", "RangeError"].includes(String(reply["ename"])), JSON.stringify(reply));
      if (reply["ename"] === "OutOfMemory") assert.match(String(reply["evalue"]), /variables sont perdues/);
      assert.equal(kernel.process.exitCode, null);
      assert.equal(resultOf(await kernel.execute("1 + 1")), "2");
    });
  }
});
