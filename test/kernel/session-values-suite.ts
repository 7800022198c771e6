/** What completion and inspection tell of the values of the running session, wherever the kernel works. */
import assert from "node:assert/strict";
import { resultOf, type CellClient, type Json } from "./cell-client.js";

/** Objects that count how often their own code is run. */
const COUNTING = `let ran = 0;
class Counting {
  plain = 1;
  get read() { ran++; return { inner: 1 }; }
  get [Symbol.toStringTag]() { ran++; return "x"; }
  toString() { ran++; return "x"; }
  toJSON() { ran++; return {}; }
  [Symbol.for("nodejs.util.inspect.custom")]() { ran++; return "x"; }
}
const counting: any = new Counting();`;

export function sessionValuesSuite(kernel: () => CellClient): void {
  const complete = async (code: string): Promise<readonly string[]> =>
    (await kernel().request("complete_request", { code, cursor_pos: code.length })).reply[
      "matches"
    ] as string[];
  const inspect = async (code: string): Promise<string> => {
    const { reply } = await kernel().request("inspect_request", {
      ...{ code, cursor_pos: code.length, detail_level: 0 },
    });
    return String((reply["data"] as Json)["text/plain"] ?? "");
  };

  before(async () => {
    await kernel().execute(
      `const data = JSON.parse('{"items": [{"name": "Ada", "born": 1815, "full name": 1}], "item count": 1}');`,
    );
    await kernel().execute("const typed: { readonly inner: any } = { inner: { deep: 1n } };");
    await kernel().execute(COUNTING);
  });

  it("completes the members of a value whose type is any", async () => {
    assert.deepEqual((await complete("data.")).slice(0, 1), ["items"]);
    assert.deepEqual(await complete("data.it"), ["items"]);
    assert.deepEqual(await complete("data.items[0].na"), ["name"]);
    assert.deepEqual(await complete("console.log(data?.items![0]?.b"), ["born"]);
    assert.deepEqual(await complete("(data as any).items.le"), ["length"]);
    assert.ok((await complete("data.items.")).includes("map"));
    assert.deepEqual(await complete("typed.inner.d"), ["deep"]);
    assert.deepEqual(await complete("data.items[0].name.toUpper"), ["toUpperCase"]);
  });

  it("completes keys in quotes, and only there those that are no names", async () => {
    assert.deepEqual(await complete('data["item'), ["items", "item count"]);
    assert.deepEqual(await complete('data.items[0]["full n'), ["full name"]);
    assert.ok(!(await complete("data.")).includes("item count"));
    const { reply } = await kernel().request("complete_request", { code: 'data["item c"]', cursor_pos: 12 });
    assert.deepEqual([reply["matches"], reply["cursor_start"], reply["cursor_end"]], [["item count"], 6, 12]);
  });

  it("completes the last value", async () => {
    await kernel().execute("({ seen: true })");
    assert.deepEqual(await complete("_.se"), ["seen"]);
  });

  it("leaves names to the types where these know them, and other variables of the same name alone", async () => {
    await kernel().execute("const point = { x: 1, y: 2 };");
    assert.deepEqual(await complete("point."), ["x", "y"]);
    assert.deepEqual(await complete("function f(data: any) { data."), []);
    assert.deepEqual(await complete("neverDeclared."), []);
  });

  it("shows the value beside the type", async () => {
    assert.match(await inspect("data"), /^const data: any\n\n.* \{ items: \[\{…\}\], "item count": 1 \}$/);
    assert.match(await inspect("data.items[0].name"), /: "Ada"$/);
    await kernel().execute("/** How many there are. */\nconst count = 12;");
    assert.match(await inspect("count"), /^const count: 12\n\n.*: 12\n\nHow many there are\.$/);
    assert.doesNotMatch(await inspect("Math"), /actuel|Current/);
  });

  it("runs no code of the values", async () => {
    assert.ok((await complete("counting.")).includes("read"));
    assert.deepEqual(await complete("counting.read."), []);
    assert.match(await inspect("counting"), /Counting \{ plain: 1 \}/);
    await inspect("counting.read");
    assert.equal(resultOf(await kernel().execute("ran")), "0");
  });

  it("writes values of every kind", async () => {
    const values: readonly [code: string, text: string][] = [
      ["new Map([[1, 2]])", "Map(1)"],
      ["new Set([1])", "Set(1)"],
      ["new Date(0)", "1970-01-01T00:00:00.000Z"],
      ["new Date(NaN)", "Invalid Date"],
      ["/a+/gi", "/a+/"],
      ["new Float32Array([1, 2])", "Float32Array [1, 2]"],
      ["[[1], { a: [2] }]", "[[1], { a: Array(1) }]"],
      ["new RangeError('far')", "RangeError: far"],
      ["{ get a() { return 1 }, b: -0, c: undefined }", "{ a: [Getter], b: -0, c: undefined }"],
      ["Object.create(null)", "{}"],
      ["Symbol('s')", "Symbol(s)"],
      ["'x'.repeat(1000)", `"${"x".repeat(79)}…"`],
    ];
    for (const [code, text] of values) {
      await kernel().execute(`const shown: unknown = ${code};`);
      assert.ok((await inspect("shown")).endsWith(`: ${text}`), `${code}: ${await inspect("shown")}`);
    }
  });
}
