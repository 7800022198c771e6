/** A cell may use the functions of the running Node, and no others. */
import assert from "node:assert/strict";
import { TestNotebook } from "./notebook.js";

/**
 * Uses of functions that are newer than ES2023, each with an expression that tells whether this Node has it.
 */
const USES: readonly [code: string, isThere: boolean][] = [
  ["'a'.isWellFormed()", "isWellFormed" in String.prototype],
  ["Object.groupBy([1, 2], (x) => (x % 2 ? 'a' : 'b'))", "groupBy" in Object],
  ["Map.groupBy([1, 2], (x) => x % 2)", "groupBy" in Map],
  ["Promise.withResolvers<number>()", "withResolvers" in Promise],
  ["Promise.try(() => 1)", "try" in Promise],
  ["await Array.fromAsync([1, 2])", "fromAsync" in Array],
  ["new Set([1]).union(new Set([2]))", "union" in Set.prototype],
  ["new Set([1]).isSubsetOf(new Set([2]))", "isSubsetOf" in Set.prototype],
  ["[1, 2].values().map((x) => 2 * x).toArray()", "Iterator" in globalThis],
  ["Iterator.from([1])", "Iterator" in globalThis],
  ["new ArrayBuffer(8).transfer()", "transfer" in ArrayBuffer.prototype],
  ["new ArrayBuffer(8, { maxByteLength: 16 }).resizable", "resizable" in ArrayBuffer.prototype],
  ["new Uint8Array(2).toBase64()", "toBase64" in Uint8Array.prototype],
  ["new Float16Array(2)", "Float16Array" in globalThis],
  ["Math.f16round(1)", "f16round" in Math],
  ["RegExp.escape('a.b')", "escape" in RegExp],
  ["Error.isError(1)", "isError" in Error],
  ["new DisposableStack()", "DisposableStack" in globalThis],
  ["Temporal.Now.instant()", "Temporal" in globalThis],
  ["[3, 1].toSorted()", true],
  ["/[\\p{L}--[a-z]]/v.test('A')", true],
];

describe("the language's library", () => {
  let notebook: TestNotebook;
  before(() => (notebook = new TestNotebook()));

  for (const [code, isThere] of USES) {
    it(`${isThere ? "has" : "leaves out, as this Node does,"} ${code}`, async () => {
      if (isThere) await notebook.cell(code);
      else assert.ok(notebook.rejected(code).length > 0);
    });
  }

  it("says of a function that it exists only in a newer Node", () => {
    const missing = USES.filter(([, isThere]) => !isThere).map(([code]) => notebook.rejected(code)[0]!);
    for (const { message } of missing) assert.doesNotMatch(message, /lib/);
    if (!("groupBy" in Object))
      assert.match(
        notebook.rejected("Object.groupBy([1], () => 'a')")[0]!.message,
        /« groupBy » n'existe pas dans la version de Node/,
      );
  });
});
