/**
 * Two thousand random cells and messages: every request gets its reply and its `idle`, and the same kernel
 * process survives all of them with its variables.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { KernelClient, resultOf, type Json } from "./client.js";

const SEED = 20261125;
const CELLS = 900;
const ASKED = 900;
const FRAMES = 400;

/** Pieces of programs, which are combined at random. */
const PIECES = [
  "const a = 1;",
  "let b",
  "class C {",
  "}",
  "{",
  "(",
  ")",
  "[",
  "]",
  "=>",
  "await ",
  "async ",
  "function* g() {",
  "yield 1;",
  "import x from 'neurones';",
  "import {",
  "export default 3;",
  "throw new Error('x');",
  "throw null;",
  "return 4;",
  "'",
  '"',
  "`",
  "${",
  "/*",
  "*/",
  "//",
  "\n",
  "\r\n",
  "\u2028",
  "\u0000",
  "😀",
  "é",
  "#!",
  "<b>",
  "@",
  "var v = v;",
  "debugger;",
  "with (a) {}",
  "for (const i of [1, 2]) { break; }",
  "label: for (;;) { break label; }",
  "try { nope(); } catch {}",
  "null!.x",
  "(1 as any).b.c",
  "Promise.reject(2);",
  "void 0;",
  "display(1);",
  "clearOutput();",
  "console.log(a);",
  "type T = T[];",
  "enum E { A = 'a' }",
  "namespace N { export const z = 1; }",
  "new Proxy({}, {})",
  "Symbol()",
  "12345678901234567890n",
  "0x",
  "1e",
  "\\u{",
  "??=",
  "?.",
  "...",
  "using u = null;",
];

const odd = fc.string({ unit: "binary", maxLength: 40 });
const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join("")),
  },
  { weight: 1, arbitrary: odd },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 400 }).map((depth) => `${"(".repeat(depth)}1${")".repeat(depth)}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 2000 }))
      .map(([piece, times]) => piece.repeat(times).slice(0, 20_000)),
  },
);

const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), odd, fc.double(), fc.constant(undefined));
const asked = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("complete_request", "inspect_request"),
      cell,
      fc.oneof(fc.integer({ min: -5, max: 300 }), fc.double()),
    )
    .map(([type, code, cursor_pos]) => ({ type, content: { code, cursor_pos, detail_level: 1 } })),
  fc.tuple(fc.constantFrom("is_complete_request"), cell).map(([type, code]) => ({ type, content: { code } })),
  fc
    .tuple(
      fc.constantFrom(
        "complete_request",
        "inspect_request",
        "is_complete_request",
        "history_request",
        "comm_info_request",
        "kernel_info_request",
      ),
      fc.dictionary(
        fc.constantFrom(
          "code",
          "cursor_pos",
          "pattern",
          "n",
          "hist_access_type",
          "session",
          "start",
          "stop",
          "unique",
          "target_name",
        ),
        anything,
      ),
    )
    .map(([type, content]) => ({ type, content })),
);

const frame = fc.oneof(
  odd,
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.json(),
  fc.constantFrom("<IDS|MSG>", "{}", "null", "[1,2]", ""),
);

describe("kernel: random input", function () {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
    await kernel.execute("const témoin = 'intact';");
  });
  after(async () => {
    await kernel.shutdown();
  });

  const isWhole = async () => {
    assert.equal(kernel.process.exitCode, null);
    assert.equal(resultOf(await kernel.execute("témoin")), "'intact'");
  };

  it(`${CELLS} cells each get a reply`, async () => {
    for (const code of fc.sample(cell, { seed: SEED, numRuns: CELLS })) {
      const { reply } = await kernel.execute(code);
      assert.ok(
        ["ok", "error"].includes(String(reply["status"])),
        `${JSON.stringify(code)}: ${JSON.stringify(reply)}`,
      );
    }
    await isWhole();
  });

  it(`${ASKED} requests of other kinds each get a reply`, async () => {
    for (const { type, content } of fc.sample(asked, { seed: SEED, numRuns: ASKED })) {
      const { reply } = await kernel.request(type, content as Json);
      assert.ok(
        typeof reply["status"] === "string",
        `${type} ${JSON.stringify(content)}: ${JSON.stringify(reply)}`,
      );
    }
    await isWhole();
  });

  it(`${FRAMES} messages with invalid frames, signed or not, have no effect`, async () => {
    for (const [frames, signed, channel] of fc.sample(
      fc.tuple(
        fc.array(frame, { minLength: 1, maxLength: 7 }),
        fc.boolean(),
        fc.constantFrom("shell", "control", "stdin" as const),
      ),
      { seed: SEED, numRuns: FRAMES },
    )) {
      kernel.sendFrames(
        channel as "shell",
        signed ? ["<IDS|MSG>", kernel.sign(frames), ...frames] : [...frames],
      );
    }
    await isWhole();
    assert.ok((await kernel.beat()) < 5000);
  });
});
